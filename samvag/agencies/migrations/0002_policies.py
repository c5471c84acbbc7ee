"""The directory is open to all staff; staff and roles are kept by the unit's own administrator or manager.

Memberships decide who sees whom, so the database itself refuses that anybody gives a role in another unit.
"""

from django.db import migrations

from samvag.access.rls import APP, TODAY, forced, sql, unit_table

KEEPS = "((SELECT access_setup()) OR unit_id = (SELECT access_kept_unit()))"
OWN_ABSENCE = f"({KEEPS} OR (unit_id = (SELECT access_any_unit()) AND staff_id = (SELECT access_staff())))"
ANY_KEEPER = "((SELECT access_setup()) OR (SELECT access_kept_unit()) IS NOT NULL)"


def kept(table: str, keeps: str, read: str = "true") -> list:
    return [
        sql(f"""{forced(table)}
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP};
        CREATE POLICY seen ON {table} FOR SELECT TO {APP} USING ({read});
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({keeps});
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({keeps}) WITH CHECK ({keeps});
        CREATE POLICY removed ON {table} FOR DELETE TO {APP} USING ({keeps});""")
    ]


# Nobody gives herself a role, in her own unit either; to end one's own is another thing.
NOT_ONESELF = """((SELECT access_setup()) OR staff_id IS DISTINCT FROM (SELECT access_staff()))"""
ENDS_OWN = f"(upper(period) <= {TODAY} + 1) IS TRUE"
MEMBERSHIP = f"""
    REVOKE UPDATE ON agencies_membership FROM {APP};
    GRANT UPDATE (period, team_id) ON agencies_membership TO {APP};
    CREATE POLICY not_to_oneself ON agencies_membership AS RESTRICTIVE FOR INSERT TO {APP} WITH CHECK ({NOT_ONESELF});
    CREATE POLICY own_only_ends ON agencies_membership AS RESTRICTIVE FOR UPDATE TO {APP}
        WITH CHECK ({NOT_ONESELF} OR {ENDS_OWN});
"""
UNIT_KEEPS = "((SELECT access_setup()) OR id = (SELECT access_kept_unit()))"
SETUP = "(SELECT access_setup())"

# Which login is which person of staff is set once, by set-up: a keeper cannot turn an account into somebody else.
STAFF = f"""{forced("agencies_staff")}
    GRANT SELECT, INSERT ON agencies_staff TO {APP};
    GRANT UPDATE (name, title, phone, email, active) ON agencies_staff TO {APP};
    CREATE POLICY seen ON agencies_staff FOR SELECT TO {APP} USING (true);
    CREATE POLICY added ON agencies_staff FOR INSERT TO {APP}
        WITH CHECK ((SELECT access_setup()) OR (account IS NULL AND {ANY_KEEPER}));
    CREATE POLICY changed ON agencies_staff FOR UPDATE TO {APP}
        USING ((SELECT access_setup()) OR id = (SELECT access_staff()) OR id IN (
            SELECT staff_id FROM agencies_membership
             WHERE unit_id = (SELECT access_kept_unit()) AND period @> {TODAY}));
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("access", "0001_context")]
    operations = [
        *kept("agencies_association", SETUP),
        *kept("agencies_agency", SETUP),
        *kept("agencies_unit", UNIT_KEEPS),
        *kept("agencies_team", KEEPS),
        *kept("agencies_membership", KEEPS),
        *kept("agencies_absence", OWN_ABSENCE, read=f"unit_id = (SELECT access_any_unit()) OR {SETUP}"),
        *unit_table("agencies_externalcontact", write="access_any_unit()"),
        sql(MEMBERSHIP),
        sql(STAFF),
    ]
