"""What the application's role, and the authenticating one, cannot do whatever SQL they are made to run."""

import psycopg
import pytest
from psycopg import errors

from samvag.access.rls import APP, AUDIT, AUTH, FIGURES, RULES
from samvag.ops import databases

DENIED = (errors.InsufficientPrivilege, errors.FeatureNotSupported)
OWNER = databases.role_prefix()
REFUSED_TO_APP = [
    *(f"SET ROLE {role}" for role in (OWNER, RULES, AUDIT, FIGURES, AUTH, "pg_read_all_data", "pg_monitor")),
    f"SET SESSION AUTHORIZATION {OWNER}",
    "SET session_replication_role = replica",
    "SELECT * FROM people_identity",
    "SELECT number FROM people_identity LIMIT 1",
    "UPDATE people_identity SET number = NULL",
    "DELETE FROM people_identity",
    "INSERT INTO people_identity (id, kind) VALUES (gen_random_uuid(), 'NONE')",
    "SELECT * FROM access_key",
    "SELECT setval('tried_context', 1)",
    "SELECT nextval('tried_access_people')",
    "SELECT currval('tried_context')",
    "SELECT last_value FROM tried_context",
    "ALTER SEQUENCE tried_context RESTART",
    "SELECT access_seal('service|setup')",
    *(f"SELECT * FROM audit_{table}" for table in ("entry", "seal", "batch", "subject")),
    "INSERT INTO audit_entry (unit, action, object) VALUES (gen_random_uuid(), 'x', 'x')",
    "DELETE FROM audit_entry",
    "SELECT audit_subjects('{}')",
    "SELECT * FROM auth_user",
    "SELECT * FROM django_session",
    "SELECT * FROM mfa_authenticator",
    "SELECT * FROM cases_reference_counter",
    "TRUNCATE cases_note",
    "ALTER TABLE cases_note DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE cases_note DISABLE TRIGGER ALL",
    "DROP POLICY seen ON cases_note",
    "CREATE POLICY mine ON cases_note USING (true)",
    "CREATE TABLE mine (id int)",
    "CREATE TEMP TABLE cases_note (id int)",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION access_unit() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'",
    "ALTER FUNCTION access_people() OWNER TO CURRENT_USER",
    "GRANT SELECT ON people_identity TO CURRENT_USER",
    "COPY cases_note TO PROGRAM 'cat'",
    "COPY cases_note TO '/dev/null'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT * FROM pg_authid",
    "ALTER SYSTEM SET log_statement = 'all'",
    f"ALTER ROLE {APP} BYPASSRLS",
    "CREATE EXTENSION dblink",
    "SELECT catalogue_keep_kind()",
]
REFUSED_TO_AUTH = [
    f"SET ROLE {APP}",
    *(f"SELECT * FROM {table}" for table in ("people_card", "people_identity", "cases_case", "cases_note")),
    *(
        f"SELECT * FROM {table}"
        for table in ("consents_consent", "agencies_staff", "audit_entry", "access_key")
    ),
    "SELECT * FROM access_people()",
    "SELECT access_enter('x')",
    "SELECT people_register('PNR', '200001012384')",
    "SELECT people_find('200001012384')",
    "CREATE TEMP TABLE mine (id int)",
]


def refused(connection: psycopg.Connection, statement: str) -> bool:
    """By right, and not because the statement is wrong."""
    try:
        connection.execute(statement)
    except DENIED:
        return True
    return False


@pytest.mark.parametrize("statement", REFUSED_TO_APP)
def test_the_application_may_not(login_as, statement):
    assert refused(login_as("app"), statement)


@pytest.mark.parametrize("statement", REFUSED_TO_AUTH)
def test_the_authenticating_role_may_not(login_as, statement):
    assert refused(login_as("auth"), statement)


def test_without_a_context_the_application_sees_no_row_about_anybody(login_as, owner):
    tables = owner.execute(
        """SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public'
           AND column_name IN ('person_id', 'owner_unit_id') ORDER BY 1"""
    ).fetchall()
    app = login_as("app")
    assert len(tables) > 12
    for (table,) in tables:
        readable = app.execute("SELECT has_table_privilege(%s, 'SELECT')", [table]).fetchone()[0]
        assert not readable or not app.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone(), table


def test_row_security_off_is_an_error_and_no_way_in(login_as):
    app = login_as("app")
    app.execute("SET row_security = off")
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute("SELECT * FROM people_card")


def test_the_planners_statistics_tell_nothing_of_hidden_rows(login_as):
    rows = login_as("app").execute(
        "SELECT 1 FROM pg_stats WHERE tablename IN ('people_card', 'people_identity', 'cases_note')"
    )
    assert not rows.fetchall()
