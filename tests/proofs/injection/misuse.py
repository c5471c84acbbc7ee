"""Every function that the application's role may run, with every kind of odd arguments, and all that the server tells
of itself. What a function answers about others' ids must be what it answers about ids that are nowhere.
"""

from collections.abc import Iterator
from itertools import product
from random import Random
from uuid import UUID

import psycopg

from samvag.access.rls import APP
from tests.proofs.injection.victims import Scene

OURS = """
    SELECT p.proname, p.proargtypes::regtype[]::text[], p.proretset FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege(%s, p.oid, 'EXECUTE')
       AND p.prorettype <> 'trigger'::regtype
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1, 2
"""
TOLD_BY_THE_SERVER = """
    SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v') ORDER BY 1
"""
OF_THE_CATALOGUE = """
    SELECT p.proname, p.proargtypes::regtype[]::text[] FROM pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND p.proname ~
       '^(pg_stat_get|pg_ls|pg_read|pg_get|lo_|pg_relation|pg_table|pg_total|pg_indexes|pg_column|pg_database_size|pg_show|pg_lock|pg_cursor|pg_prepared|has_|row_security|pg_visible|pg_xact|txid|pg_snapshot|pg_mcv|brin|gin_clean|pg_backend_mem|pg_log_backend|pg_hba|pg_ident|pg_event|pg_available|pg_input|current_set|inet_)'
     ORDER BY 1, 2
"""
MOST = 400
#: Gives the hidden id to whoever registers the number, known or not: that it tells nothing else stands in the proof of
#: existence. Which person it is, is no secret to who has her number.
GIVES_THE_ID = frozenset({"people_register", "people_register_many"})


def calls(owner: psycopg.Connection, scene: Scene, rng: Random) -> Iterator[tuple[str, str]]:
    """Name and statement, each with what it has to say."""
    for name, kinds, _many in owner.execute(OURS, [APP]).fetchall():
        for arguments in _odd(kinds, scene, rng, MOST):
            yield name, f"SELECT f::text FROM {name}({', '.join(arguments)}) f"
    for name, kinds in owner.execute(OF_THE_CATALOGUE).fetchall():
        for arguments in _odd(kinds, scene, rng, 4):
            yield f"server: {name}", f"SELECT f::text FROM pg_catalog.{name}({', '.join(arguments)}) f"
    for (name,) in owner.execute(TOLD_BY_THE_SERVER).fetchall():
        yield f"server: {name}", f"SELECT t::text FROM {name} t"


def twins(owner: psycopg.Connection, scene: Scene, rng: Random) -> Iterator[tuple[str, str, str]]:
    """The same call about what others have, and about what nobody has."""
    for name, kinds, _many in owner.execute(OURS, [APP]).fetchall():
        if name.startswith("procrastinate_") or not set(kinds) & {"uuid", "uuid[]", "text", "text[]"}:
            continue
        if kinds == ["uuid"] * 3:
            for row in scene.rows:
                made = str(UUID(int=rng.getrandbits(128), version=4))
                yield name, *(f"SELECT {name}('{one}', '{row[1]}', '{row[2]}')" for one in (row[0], made))
        for _time in range(12):
            there, nowhere = [], []
            for kind in kinds:
                one, other = _pair(kind, scene, rng)
                there.append(one)
                nowhere.append(other)
            yield name, *(f"SELECT f::text FROM {name}({', '.join(given)}) f" for given in (there, nowhere))


def _pair(kind: str, scene: Scene, rng: Random) -> tuple[str, str]:
    held = rng.choice(
        [one for what, ids in scene.foreign.items() if what not in ("number", "unit", "staff") for one in ids]
    )
    made = str(UUID(int=rng.getrandbits(128), version=4))
    number = rng.choice(sorted(scene.numbers))
    unit = f"'{rng.choice(scene.foreign['unit'])}'"
    return {
        "uuid": rng.choice([(f"'{held}'::uuid", f"'{made}'::uuid")] * 4 + [(f"{unit}::uuid",) * 2]),
        "uuid[]": (f"ARRAY['{held}']::uuid[]", f"ARRAY['{made}']::uuid[]"),
        "text": (f"'{number}'", "'190001019802'"),
        "text[]": (f"ARRAY['{number}']", "ARRAY['190001019802']"),
        "date": ("current_date", "current_date"),
        "jsonb": ("'{}'::jsonb", "'{}'::jsonb"),
        "integer": ("1", "1"),
        "boolean": ("true", "true"),
    }.get(kind, (f"NULL::{kind}",) * 2)


def _odd(kinds: list[str], scene: Scene, rng: Random, most: int) -> Iterator[list[str]]:
    """All ways to combine odd arguments, or so many of them."""
    every = [_arguments(kind, scene) for kind in kinds]
    total = 1
    for one in every:
        total *= len(one)
    if total <= most:
        yield from map(list, product(*every))
        return
    for _time in range(most):
        yield [rng.choice(one) for one in every]


#: What is tried of each type; texts and ids are the scene's own.
GIVEN = {
    "name": ["public", "samvag", "x"],
    "integer": ["0", "1", "-1", "2147483647", "100000"],
    "bigint": ["0", "1", "-1", "9223372036854775807"],
    "smallint": ["0", "1"],
    "double precision": ["0", "NaN", "-1"],
    "date": ["2026-01-01", "2026-12-31", "1900-01-01", "infinity", "0001-01-01 BC"],
    "boolean": ["true", "false"],
    "jsonb": ["{}", "null", "[1]", '{"person": "x"}'],
    "oid": ["people_card", "people_identity", "access_key", "audit_entry"],
    "regclass": ["people_card", "people_identity", "access_key"],
}


def _arguments(kind: str, scene: Scene) -> list[str]:
    bare = kind.removesuffix("[]")
    own = scene.attackers[0].own
    held = [one for ids in scene.foreign.values() for one in ids if len(one) == 36]
    texts = [
        *scene.foreign["number"][:3], "", "%", "_", "zq", "zqhem", "Eva Påhitt", "' OR 1=1 --", "PNR", "INTERIM",
        "NONE", "note.create", "cases_note", "cases_step", "x" * 10_000, "\\", "{}", "{a,b}", "*", "public",
        str(own["person"]),
    ]  # fmt: skip
    given = {
        **GIVEN,
        "uuid": [*held, str(UUID(int=0)), *map(str, own.values())],
        "text": texts,
        "character varying": texts[:8],
    }.get(bare, [])
    if bare == "oid":
        return ["NULL::oid", *(f"'{one}'::regclass::oid" for one in given)]
    quoted = ["'" + one.replace("'", "''") + f"'::{bare}" for one in given]
    if kind.endswith("[]"):
        return [
            f"NULL::{kind}",
            f"'{{}}'::{kind}",
            *(f"ARRAY[{one}]" for one in quoted),
            f"ARRAY[{', '.join(quoted)}]::{kind}",
        ]
    return [f"NULL::{kind}", *quoted]
