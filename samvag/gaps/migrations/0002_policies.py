"""A unit's gaps are seen by its own people alone; the evaluation, as the rules' role, is all that makes and ends them.

The application may postpone, and nothing else. `gaps_again` is for the evaluation's eyes only.
"""

from django.db import migrations

from samvag.access.rls import APP, OWN, RULES, forced, open_table, sql, unit_table

MINE = "(owner_unit_id = (SELECT access_unit()) AND (SELECT access_staff()) IN (responsible_id, second_id))"


def goes_with_its_case(table: str) -> str:
    return f"ALTER TABLE {table} ADD FOREIGN KEY (case_id) REFERENCES cases_case (id) ON DELETE CASCADE;"


def kept_by_rules(table: str) -> str:
    return f"""{forced(table)} {goes_with_its_case(table)}
        CREATE POLICY rules_keep ON {table} FOR ALL TO {RULES} USING (true) WITH CHECK (true);
        GRANT INSERT, UPDATE, DELETE ON {table} TO {RULES};
    """


GAP = f"""{kept_by_rules("gaps_gap")}
    GRANT SELECT, UPDATE (postponed_until, postponed_times) ON gaps_gap TO {APP};
    CREATE POLICY seen ON gaps_gap FOR SELECT TO {APP} USING ({OWN} OR {MINE});
    CREATE POLICY changed ON gaps_gap FOR UPDATE TO {APP} USING ({OWN} OR {MINE}) WITH CHECK ({OWN} OR {MINE});
"""
POSTPONEMENT = f"""{forced("gaps_postponement")} {goes_with_its_case("gaps_postponement")}
    GRANT SELECT, INSERT, UPDATE (undone_at) ON gaps_postponement TO {APP};
    CREATE POLICY seen ON gaps_postponement FOR SELECT TO {APP} USING ({OWN});
    CREATE POLICY added ON gaps_postponement FOR INSERT TO {APP}
        WITH CHECK ({OWN} AND made_by_id = (SELECT access_staff()));
    CREATE POLICY changed ON gaps_postponement FOR UPDATE TO {APP} USING ({OWN}) WITH CHECK ({OWN});
"""
CLOSED = f"""{kept_by_rules("gaps_closed")}
    GRANT SELECT ON gaps_closed TO {APP};
    GRANT USAGE ON SEQUENCE gaps_closed_id_seq TO {RULES};
    CREATE POLICY seen ON gaps_closed FOR SELECT TO {APP} USING ({OWN});
"""


class Migration(migrations.Migration):
    dependencies = [("gaps", "0001_initial"), ("access", "0001_context"), ("cases", "0007_lawful_acts")]
    operations = [
        *open_table("gaps_rule"),
        *unit_table("gaps_value", write="access_kept_unit()", read="unit_id = (SELECT access_any_unit())"),
        sql(f"GRANT USAGE ON SEQUENCE gaps_value_id_seq TO {APP};"),
        sql(GAP),
        sql(kept_by_rules("gaps_again")),
        sql(POSTPONEMENT),
        sql(CLOSED),
    ]
