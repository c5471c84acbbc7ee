"""The start-up check refuses every way of weakening the database that we have thought of."""

import pytest

from samvag.access import checks
from samvag.access.rls import APP, AUTH, RULES

WEAKENED = {
    "a new table that nobody has classified": "CREATE TABLE made_up (id int)",
    "row-level security switched off": "ALTER TABLE cases_note DISABLE ROW LEVEL SECURITY",
    "row-level security that the owner passes": "ALTER TABLE cases_note NO FORCE ROW LEVEL SECURITY",
    "a table without a policy": f"CREATE TABLE made_up (id int); GRANT SELECT ON made_up TO {APP};"
    "ALTER TABLE made_up ENABLE ROW LEVEL SECURITY; ALTER TABLE made_up FORCE ROW LEVEL SECURITY",
    "a policy for everybody": "CREATE POLICY anybody ON cases_note USING (true)",
    "the application reads the key": f"GRANT SELECT ON access_key TO {APP}",
    "the application reads one column of the key": f"GRANT SELECT (inner_pad) ON access_key TO {APP}",
    "the application reads logins": f"GRANT SELECT ON auth_user TO {APP}",
    "logins read persons": f"GRANT SELECT ON people_card TO {AUTH}",
    "logins read one column of persons": f"GRANT SELECT (given_name) ON people_card TO {AUTH}",
    "a view past the policies": f"CREATE VIEW made_up AS SELECT * FROM cases_note; GRANT SELECT ON made_up TO {APP}",
    "a table that inherits": "CREATE TABLE access_heir () INHERITS (cases_note)",
    "a definer function for everybody": "GRANT EXECUTE ON FUNCTION access_people() TO PUBLIC",
    "a definer function without a path of its own": "ALTER FUNCTION access_people() RESET search_path",
    "a definer function of the wrong owner": "ALTER FUNCTION access_people() OWNER TO CURRENT_USER",
    "the application may make tables": f"GRANT CREATE ON SCHEMA public TO {APP}",
    "a table that does not ask how sure the login is": "DROP POLICY narrowed ON cases_note",
    "a table that asks it of another role alone": f"ALTER POLICY narrowed ON cases_note TO {RULES}",
    "a table that lets everybody write": "ALTER POLICY narrowed ON cases_note WITH CHECK (true)",
    "a table that hides from nobody": "ALTER POLICY narrowed ON cases_note"
    " USING (true OR category = ANY ((SELECT access_assured())::text[]))",
    "a category that takes less than was said": "UPDATE access_demand SET level = 1 WHERE category = 'health'",
    "a category that is not there": "DELETE FROM access_demand WHERE category = 'health'",
    "the application says itself who acts": f"GRANT UPDATE ON SEQUENCE tried_context TO {APP}",
    "the application draws numbers that say it": f"GRANT USAGE ON SEQUENCE tried_access_people TO {APP}",
    "the application reads what says it": f"GRANT SELECT ON SEQUENCE tried_context TO {APP}",
    "logins say who acts": f"GRANT UPDATE ON SEQUENCE tried_context TO {AUTH}",
    "another installation's key": "UPDATE access_key SET inner_pad = outer_pad",
}


def found(connection) -> list[str]:
    return [str(fault) for check in checks.CHECKS for fault in check(connection)]


def test_a_database_as_installed_has_nothing_wrong(owner):
    assert not found(owner)


@pytest.mark.parametrize("way", WEAKENED)
def test_weakened_it_is_refused(owner, way):
    owner.execute(WEAKENED[way])
    assert found(owner)


def test_the_rules_own_roles_cannot_log_in(owner):
    rows = owner.execute(
        "SELECT rolcanlogin, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = %s", [RULES]
    )
    assert rows.fetchall() == [(False, False, False)]
