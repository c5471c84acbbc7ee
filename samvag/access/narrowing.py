"""What the three restrictive policies of a table of persons' rows take away, as one that is quick to ask.

Migrations say each for itself which rows are closed: to a login that is not sure enough, to others than those named for
a protected person, to all but a few while a person's rows are restricted. Mostly none of them takes anything from the
one who acts, and that is one question. So after each migration a table that has all that apply to it gets them as one
policy in their place, and its other policies ask in the statement itself what they asked of functions.
"""

import re

from django.db import connections, transaction

from samvag.access import assurance, closed
from samvag.access.rls import APP
from samvag.access.tried import key

POLICY = assurance.ALL_IN_ONE
UNRESTRICTED = "unrestricted"
ASSURED = assurance.ASKS
FREE = """(person_id <> ALL ((SELECT tried_hidden())::uuid[])
    OR strpos((SELECT tried_hidden_rows()), person_id::text || owner_unit_id::text || ',') = 0)"""
CLEAR = "(SELECT tried_clear())"
#: One that says for itself who is not kept out keeps it.
USUAL = """pg_get_expr(p.polqual, p.polrelid) LIKE '(NOT %%'
    AND pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)"""
HAS = "EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = '{}'{})"
#: A table with the usual one for the protected, and the one for the restricted: whether its rows have a category.
TABLES = f"""
    SELECT c.relname, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'category')
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND {HAS.format(UNRESTRICTED, "")} AND NOT {HAS.format(closed.POLICY, f" AND NOT ({USUAL})")}
       AND ({HAS.format(POLICY, "")} OR {HAS.format(closed.POLICY, "")})
"""
PEOPLE = (
    r"ARRAY\( SELECT access_people\.person\s+FROM access_people\(\) access_people\([^)]*\)\)"
    r"|\( SELECT tried_people\(\) AS tried_people\)::uuid\[\]"
)
OWN_KEY = key(r"\1person_id", r"\1owner_unit_id")
MY_UNIT = r"\( SELECT (access|tried)_unit\(\) AS \3_unit\)"
#: What a policy asks of a function, as PostgreSQL writes it back, and what it asks instead.
SLOW = {
    rf"\(\((\w+\.)?person_id = ANY \(({PEOPLE})\)\) AND \((?:\w+\.)?owner_unit_id = {MY_UNIT}\)\)": (
        rf"(strpos((SELECT tried_own()), {OWN_KEY}) > 0)"
    ),
    r"\(\( SELECT access_staff\(\) AS access_staff\) IS NULL\)": "(SELECT tried_no_staff())",
    r"\( SELECT access_(unit|managed_unit|any_unit|staff)\(\) AS access_\1\)": r"(SELECT tried_\1())",
    r"ARRAY\( SELECT access_(people|shared)\.person\s+FROM access_\1\(\) access_\1\([^)]*\)\)": (
        r"(SELECT tried_\1())::uuid[]"
    ),
    r"\(\((\w+\.)?person_id, (?:\w+\.)?owner_unit_id, (?:\w+\.)?category\) IN"
    r" \( SELECT (?:access_shared\.\w+,?\s+){3}FROM access_shared\(\) access_shared\([^)]*\)\)\)": (
        r"(strpos((SELECT tried_shared_rows()), \1person_id::text || \1owner_unit_id::text || \1category || ',') > 0)"
    ),
}
POLICIES = """
    SELECT table_name, policy, used, checked FROM (
        SELECT polrelid::regclass::text AS table_name, polname AS policy, pg_get_expr(polqual, polrelid) AS used,
               pg_get_expr(polwithcheck, polrelid) AS checked
          FROM pg_policy WHERE to_regrole(%s)::oid = ANY (polroles)) p
     WHERE concat(used, checked) ~ '(access_(unit|managed_unit|any_unit|staff|people|shared)|tried_people)\\('
"""


def narrow() -> None:
    """Runs after every migration, when all that says what is closed has been made."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(TABLES)
        for table, of_category in cursor.fetchall():
            cursor.execute(narrowed(table, of_category=of_category))
        cursor.execute(POLICIES, [APP])
        for table, policy, *said in cursor.fetchall():
            if asked := quick(*said):
                cursor.execute(f"ALTER POLICY {policy} ON {table} {asked}")


def narrowed(table: str, *, of_category: bool) -> str:
    """Restricted rows are hidden, not refused: whoever restricts writes what comes after."""
    both = f"{ASSURED} AND {{}}" if of_category else "{}"
    dropped = "".join(
        f"DROP POLICY IF EXISTS {name} ON {table};"
        for name in (POLICY, UNRESTRICTED, closed.POLICY, *([assurance.POLICY] if of_category else []))
    )
    return f"""{dropped} CREATE POLICY {POLICY} ON {table} AS RESTRICTIVE TO {APP}
        USING ({CLEAR} OR ({both.format(FREE)}))
        WITH CHECK ({CLEAR} OR ({both.format(f"NOT ({closed.CLOSED})")}));"""


def quick(using: str | None, check: str | None) -> str:
    """What `ALTER POLICY` is to say; empty when there is nothing to say differently."""
    parts = {"USING": using, "WITH CHECK": check}
    asked = {word: _quick(text) for word, text in parts.items() if text}
    if all(asked[word] == parts[word] for word in asked):
        return ""
    return " ".join(f"{word} ({text})" for word, text in asked.items())


def _quick(text: str) -> str:
    for slow, instead in SLOW.items():
        text = re.sub(slow, instead, text)
    return text
