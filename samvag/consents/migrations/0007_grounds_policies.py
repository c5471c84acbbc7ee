"""Spärr, sharing by law, a guardian's insight and disclosures: kept by the own unit, seen by it alone, never rewritten.

Who answers for the unit decides what goes past the person's own word. A block is asked for through one function.
"""

from django.db import migrations

from samvag.access.counting import counted
from samvag.access.rls import APP, OWN, TODAY, definer, person_table, sql

WHOLE = "owner_unit_id = (SELECT access_managed_unit())"


def written_once(table: str, *columns: str, by: str = OWN) -> list:
    """Added by whom `by` says; of it only `columns` are ever changed, once each."""
    changed = f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {APP};" if columns else ""
    standing = f" AND {columns[0]} IS NULL" if columns else ""
    return [
        *person_table(f"{table}", seen=OWN, kept=OWN),
        sql(f"""
        REVOKE UPDATE, DELETE ON {table} FROM {APP}; {changed}
        DROP POLICY added ON {table};
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({by});
        DROP POLICY changed ON {table};
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({by}{standing}) WITH CHECK ({by});"""),
    ]


# Whether the person has closed the giver's rows of that category to the taker.
BLOCKED = """
    BEGIN
        RETURN EXISTS (SELECT 1 FROM consents_block b WHERE b.person_id = about AND b.owner_unit_id = giver
            AND b.lifted_at IS NULL AND (b.toward_id IS NULL OR b.toward_id = taker)
            AND (b.kinds = '{}' OR told = ANY (b.kinds)));
    END
"""

# By the unit's own card: without a birth date there is no insight, and from the 18th birthday there is none.
UNDER_AGE = """
    CREATE FUNCTION consents_guardian_until_18() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM people_card c WHERE c.person_id = NEW.person_id
            AND c.owner_unit_id = NEW.owner_unit_id AND upper(NEW.period) <= (c.born + interval '18 years')::date) THEN
            RAISE insufficient_privilege USING MESSAGE = 'insight ends before the ward turns 18';
        END IF;
        RETURN NEW;
    END $body$;
    CREATE TRIGGER until_18 BEFORE INSERT ON consents_guardiandecision
        FOR EACH ROW EXECUTE FUNCTION consents_guardian_until_18();
"""
# A guardian's answer lives no longer than the decision that it stands on.
BY_DECISION = f"""
    CREATE POLICY by_decision ON consents_consent AS RESTRICTIVE FOR INSERT TO {APP} WITH CHECK (
        guardian_id IS NULL OR EXISTS (SELECT 1 FROM consents_guardiandecision g WHERE g.id = guardian_id
            AND g.person_id = consents_consent.person_id AND g.owner_unit_id = consents_consent.owner_unit_id
            AND g.ended_at IS NULL AND g.period @> {TODAY} AND upper(consents_consent.period) <= upper(g.period)));
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0006_grounds"), ("access", "0007_policy_table")]
    operations = [
        *written_once("consents_block", "lifted_at", "lifted_how"),
        *written_once("consents_lawfulshare", "ended_at", by=WHOLE),
        *written_once("consents_guardiandecision", "ended_at", by=WHOLE),
        *written_once("consents_disclosure"),
        *counted(
            "consents_block", "consents_lawfulshare", "consents_guardiandecision", "consents_disclosure"
        ),
        *definer("consents_blocked(about uuid, giver uuid, taker uuid, told text)", "boolean", BLOCKED),
        sql(UNDER_AGE),
        sql(BY_DECISION),
    ]
