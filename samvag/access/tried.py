"""What has been tried once in a transaction is not tried again for each table.

A statement reads ten tables, each table's policies ask who acts and for whose persons, and each answer has to be held
against its seal. A function that does so costs more than the rows do. So whoever tries a seal stamps what it sealed: a
digest of the text, bound to the transaction's start, is set as the number of a sequence in this session, which the
application's role can neither set nor read. What the policies call believes a setting that carries the stamp, and asks
the function that tries the seal when it does not, as after a savepoint that was rolled back. Sixty-four bits of SHA-256
over a text that holds a seal nobody can foresee: who wants another text with the same stamp has a minute to find it.

They are functions and not written into the statement: a statement sets up each expression of each policy of each of its
tables before it reads a row, and most are never asked. A call is set up in a sixth of the time.
"""

import re
from typing import NamedTuple

from django.db.migrations import RunSQL

from samvag.access.rls import APP, RULES, definer, sql

CONTEXT = "current_setting('samvag.context', true)"
LIVES = f"split_part({CONTEXT}, '|', 5)::float8 >= date_part('epoch', clock_timestamp())"
WRITES = "current_setting('transaction_read_only') = 'off'"
#: What is stamped: who acts, and the sets that are kept for her.
ACTS = "context"
KEPT = (
    "access_people",
    "access_own",
    "access_shared",
    "access_coordinations",
    "access_closed",
    "access_hidden",
)
#: What is asked in order to hide: when nobody acts it must not be empty, but unknown, so that every row is hidden.
TAKING = ("access_closed", "access_hidden")


class Fact(NamedTuple):
    """What stands in the context, by an expression over its `facts`, and for whom it is said."""

    kind: str
    says: str
    where: str
    never: str = "false"


STANDS = "string_to_array(facts[6], ',') && ARRAY['{}']"
FACTS = {
    "unit": Fact("uuid", "facts[3]::uuid", STANDS.format("with_persons")),
    "managed_unit": Fact(
        "uuid", "facts[3]::uuid", STANDS.format("whole_unit"), f"strpos({CONTEXT}, 'whole_unit') = 0"
    ),
    "any_unit": Fact("uuid", "facts[3]::uuid", "facts[1] <> 'person'"),
    "staff": Fact("uuid", "facts[2]::uuid", "facts[1] = 'staff'"),
    "no_staff": Fact("boolean", "facts[1] <> 'staff'", "true"),
}

#: Nobody is hidden from the one who acts, and her login is of the highest level: no row has to be looked at.
CLEAR = """NOT EXISTS (SELECT 1 FROM access_hidden())
    AND coalesce((access_facts())[6] LIKE 'level_3,%', false)"""
CLEAR_AS_KEPT = f"""split_part(current_setting('samvag.access_hidden', true), '|', 1) = '{{}}'
    AND split_part({CONTEXT}, '|', 6) LIKE 'level_3,%'"""


def setting(name: str) -> str:
    return f"samvag.{name}"


def held(name: str) -> str:
    return f"current_setting('{setting(name)}', true)"


def digest(text: str) -> str:
    """A number of a text, in this transaction alone."""
    moment = "hashfloat8extended(date_part('epoch', now()), 0)"
    return f"hashtextextended(encode(sha256(convert_to({text}, 'UTF8')), 'hex'), {moment})"


def stamp(name: str, number: str = "") -> str:
    """For whoever has tried or found what is kept under the name: a statement of PL/pgSQL.

    A transaction that only reads sets no sequence, so what it keeps is not believed but tried or found again.
    """
    said = f"setval('tried_{name}', {number or digest(_text(name))})"
    return done(f"CASE WHEN {WRITES} THEN {said} END")


def keep(name: str, value: str) -> str:
    """A statement of PL/pgSQL that sets what is kept under the name, until the transaction ends."""
    return done(f"set_config('{setting(name)}', {value}, true)")


def done(expression: str) -> str:
    """What PL/pgSQL asks in a condition it evaluates by itself; PERFORM would run a query, twenty times an entry."""
    return f"IF ({expression}) IS NULL THEN END IF;"


def stamped(name: str) -> str:
    """Whether what is kept under the name was tried in this transaction, for the one who acts now, and still lives."""
    there = f"coalesce({held(name)}, '') <> '' AND {WRITES}"
    return f"{there} AND currval('tried_{name}') = {digest(_text(name))} AND {LIVES}"


def _text(name: str) -> str:
    """Neither part holds a line break, so that between them says where the second begins."""
    return CONTEXT if name == ACTS else f"{CONTEXT} || E'\\n' || {held(name)}"


def sequences() -> list[RunSQL]:
    """A session's own number of each is what is used; that of the others says nothing to anybody."""
    return [
        sql(f"""CREATE UNLOGGED SEQUENCE IF NOT EXISTS tried_{name} MINVALUE -9223372036854775808;
            REVOKE ALL ON SEQUENCE tried_{name} FROM PUBLIC, {APP};
            GRANT SELECT, UPDATE ON SEQUENCE tried_{name} TO {RULES};""")
        for name in (ACTS, *KEPT)
    ]


def asked(name: str, returns: str, of: str, says: str, untried: str, never: str = "false") -> list[RunSQL]:
    """`tried_<name>()`: what is said by what is stamped, or else by the function that tries the seal.

    `never` is a reason to say nothing that has no need to be tried, since whoever forged it would only see less.
    """
    said = f"CASE WHEN {never} THEN NULL WHEN {stamped(of)} THEN {says} ELSE {untried} END"
    return definer(f"tried_{name}()", returns, f"BEGIN RETURN {said}; END")


def facts() -> list[RunSQL]:
    return [
        one
        for name, fact in FACTS.items()
        for one in asked(name, fact.kind, ACTS, _said(fact), f"access_{name}()", fact.never)
    ]


def _said(fact: Fact) -> str:
    part = re.compile(r"facts\[(\d)\]")
    where, says = (part.sub(rf"split_part({CONTEXT}, '|', \1)", text) for text in (fact.where, fact.says))
    return f"CASE WHEN {where} THEN {says} END"


OWN = "coalesce((SELECT array_agg(key)::text FROM access_own()), '{}')"


def key(person: str, unit: str) -> str:
    """One short text of both, for expressions of each: what is stamped is read at every table, so its length counts.

    Sixty-four bits, of which nobody chooses what they are made of: an identity is numbered at random by the database.
    """
    return f"encode(int8send(uuid_hash_extended({person}, uuid_hash_extended({unit}, 0))), 'base64')"


def sets() -> list[RunSQL]:
    """Whose persons are mine; with whom something is shared, and what; who is hidden from me, and where.

    What is kept of a set has its columns first: see `samvag.access.kept`.
    """
    return [
        *_part("people", "access_people", 1, "uuid[]", "ARRAY(SELECT person FROM access_people())"),
        *_part("own", "access_own", 1, "text", OWN),
        *_part("shared", "access_shared", 4, "uuid[]", "ARRAY(SELECT DISTINCT person FROM access_shared())"),
        *_part(
            "shared_rows",
            "access_shared",
            5,
            "text",
            _rows("access_shared", "person", "owner_unit", "category"),
        ),
        *_part("hidden", "access_hidden", 3, "uuid[]", "ARRAY(SELECT DISTINCT person FROM access_hidden())"),
        *_part("hidden_rows", "access_hidden", 4, "text", _rows("access_hidden", "person", "owner_unit")),
        *definer("access_clear()", "boolean", f"BEGIN RETURN {CLEAR}; END"),
        *asked("clear", "boolean", "access_hidden", CLEAR_AS_KEPT, "access_clear()"),
    ]


def _rows(name: str, *columns: str) -> str:
    key = " || ".join(f"{column}::text" for column in columns)
    return f"(SELECT string_agg({key} || ',', '') FROM {name}())"


def _part(name: str, of: str, place: int, kind: str, found: str) -> list[RunSQL]:
    """The set is found by asking for it, when it is not kept: and then it is."""
    return [
        *definer(f"access_{name}_anew()", kind, f"BEGIN RETURN {found}; END"),
        *asked(name, kind, of, f"split_part({held(of)}, '|', {place})::{kind}", f"access_{name}_anew()"),
    ]
