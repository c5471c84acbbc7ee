"""What is made anew in the database after each migration, from the models: reading, disposing, restricting.

All are definers of the rules' role. They answer and act for the unit of the context alone, and only for whoever keeps
its rights (`rights_unit()`); what other units have is neither read nor touched, and takes no time.
"""

from collections.abc import Iterator
from typing import Any

from samvag.access.rls import APP, RULES, TODAY, definer
from samvag.rights.holdings import (
    Holding,
    by_rows,
    holdings,
    leading_to_identity,
    of_herself,
    pointers,
)

#: Read by those who keep rights, and needed to lift it: never under the restriction itself.
NOT_RESTRICTED = frozenset({"rights_restriction", "rights_hold", "rights_extract"})
FREE = """NOT (person_id = ANY (ARRAY(SELECT person FROM access_restricted()))
    AND (person_id, owner_unit_id) IN (SELECT person, owner_unit FROM access_restricted()))"""
HERS = "root.owner_unit_id = me AND root.person_id = whose"
OLDER = f"{HERS} AND root.created_at < made_before"
THESE = "root.owner_unit_id = me AND root.id = ANY (these)"
NOBODY = "RAISE insufficient_privilege USING MESSAGE = 'nobody who keeps rights';"
AGAIN = "EXISTS (SELECT 1 FROM access_context() c WHERE c.kind = 'service' AND c.subject = 'erasures')"
#: What somebody has begun to write about her and not saved.
DRAFTS = """DELETE FROM drafts_draft d USING people_card c WHERE c.owner_unit_id = me AND c.person_id = whose
            AND d.unit_id = me AND d.place LIKE '/people/' || c.id || '/%';"""
#: Why a person's rows stay though their time has come, the weightiest first: (word, condition on `who`).
STAYS = {
    "HELD": f"""EXISTS (SELECT 1 FROM rights_hold h WHERE h.owner_unit_id = me AND h.person_id = who
        AND h.lifted_at IS NULL AND (h.until IS NULL OR h.until >= {TODAY}))""",
    "RESTRICTED": f"""EXISTS (SELECT 1 FROM rights_restriction r WHERE r.owner_unit_id = me AND r.person_id = who
        AND r.lifted_at IS NULL AND r.period @> {TODAY})""",
    "KEPT": """EXISTS (SELECT 1 FROM cases_attachment a WHERE a.owner_unit_id = me AND a.person_id = who
        AND a.retention = 'KEEP')""",
    "ACTIVE": """EXISTS (SELECT 1 FROM cases_case k WHERE k.owner_unit_id = me AND k.person_id = who
        AND k.closed_on IS NULL) OR EXISTS (SELECT 1 FROM cases_coordination o WHERE o.owner_unit_id = me
        AND o.person_id = who AND o.closed_on IS NULL)""",
}
STAY = f"""
    BEGIN
        RETURN CASE {" ".join(f"WHEN {condition} THEN '{word}'" for word, condition in STAYS.items())} ELSE '' END;
    END
"""


def held() -> str:
    """Every row of the unit about the person, as data."""
    parts = []
    for one in holdings():
        pairs = ", ".join(f"'{field.name}', {one.table}.{field.column}" for field in one.columns)
        parent = f"{one.table}.{one.key}::text" if one.parent else "''"
        parts.append(
            f"SELECT '{one.name}', {one.key_text}, {parent}, jsonb_build_object({pairs}) FROM {one.table}"
            f" WHERE {one.of(HERS)}"
        )
    return f"""
    DECLARE me uuid := rights_unit();
    BEGIN
        IF me IS NULL OR (whose, me) IN (SELECT person, owner_unit FROM access_restricted()) THEN RETURN; END IF;
        RETURN QUERY {" UNION ALL ".join(parts)};
    END
    """


def last_notes() -> str:
    """The unit's persons about whom nothing has been written since a day: when it was, and why they stay if they do."""
    written = " UNION ALL ".join(
        f"SELECT t.person_id, max(t.created_at) AS at FROM {one.table} t WHERE t.owner_unit_id = me GROUP BY 1"
        for one in holdings()
        if one.parent is None
    )
    return f"""
    DECLARE me uuid := rights_unit();
    BEGIN
        IF me IS NULL THEN RETURN; END IF;
        RETURN QUERY
        WITH written AS ({written}), ended AS (
            SELECT w.person_id, greatest((max(w.at) AT TIME ZONE 'Europe/Stockholm')::date, (
                SELECT max(k.closed_on) FROM cases_case k WHERE k.owner_unit_id = me AND k.person_id = w.person_id)) at
              FROM written w GROUP BY 1)
        SELECT c.id, e.person_id, e.at, rights_stay(e.person_id, me),
               coalesce((SELECT string_agg(k.reference, ', ' ORDER BY k.reference) FROM cases_case k
                          WHERE k.owner_unit_id = me AND k.person_id = e.person_id), '')
          FROM ended e JOIN people_card c ON c.person_id = e.person_id AND c.owner_unit_id = me
         WHERE e.at <= till ORDER BY e.at, c.id;
    END
    """


def disposed() -> str:
    """Away with all that the unit has about a person and made before a moment: parts first, pointers cleared."""
    return f"""
    DECLARE me uuid := rights_unit(); counts jsonb := '{{}}'; gone bigint;
    BEGIN
        IF me IS NULL THEN {NOBODY} END IF;
        IF NOT {AGAIN} AND rights_stay(whose, me) <> '' THEN RETURN NULL; END IF;
        {DRAFTS}
        {_away(OLDER, holdings())}
        RETURN counts;
    END
    """


def rows_disposed() -> str:
    """The same of single rows, of the kinds that have a time of their own."""
    kinds = "".join(
        f"WHEN '{one.name}' THEN {_away(THESE, one.with_parts())} " for one, _since, _class in by_rows()
    )
    return f"""
    DECLARE me uuid := rights_unit(); counts jsonb := '{{}}'; gone bigint;
    BEGIN
        IF me IS NULL THEN {NOBODY} END IF;
        CASE which {kinds} END CASE;
        RETURN counts;
    END
    """


def rows_due() -> str:
    """Rows whose own time has come, of persons who are neither held nor restricted."""
    kinds = "".join(
        f"""WHEN '{one.name}' THEN RETURN QUERY SELECT root.id FROM {one.table} root
            WHERE root.owner_unit_id = me AND {since} <= till
              AND rights_stay(root.person_id, me) IN ('', 'ACTIVE', 'KEPT')
            ORDER BY root.id; """
        for one, since, _class in by_rows()
    )
    return f"""
    DECLARE me uuid := rights_unit();
    BEGIN
        IF me IS NULL THEN RETURN; END IF;
        CASE which {kinds} END CASE;
    END
    """


def _away(limit: str, which: tuple[Holding, ...]) -> str:
    clearing = [_cleared(one, field, to, limit, which) for one, field, to in pointers() if to in which]
    return "\n".join([*clearing, *(_deleted(one, limit) for one in reversed(which))])


def _cleared(one: Holding, field: Any, to: Holding, limit: str, which: tuple[Holding, ...]) -> str:
    """What leads to a row that goes, from one that does not."""
    going = f"SELECT {to.primary} FROM {to.table} WHERE {to.of(limit)}"
    stays = f" AND NOT ({one.of(limit)})" if one in which else ""
    return (
        f"UPDATE {one.table} SET {field.column} = NULL WHERE {one.table}.{field.column} IN ({going}){stays};"
    )


def _deleted(one: Holding, limit: str) -> str:
    return f"""DELETE FROM {one.table} WHERE {one.of(limit)}; GET DIAGNOSTICS gone = ROW_COUNT;
        IF gone > 0 THEN counts := counts || jsonb_build_object('{one.name}', gone); END IF;"""


def swept() -> str:
    """The hidden identity of whoever nobody has anything about any more, and with it the log's key to her."""
    own = of_herself()
    nowhere = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = i.id)"
        for table, column in leading_to_identity()
        if (table, column) not in own
    )
    hers = " ".join(f"DELETE FROM {table} t WHERE t.{column} = ANY (gone);" for table, column in own)
    return f"""
    DECLARE gone uuid[];
    BEGIN
        IF NOT {AGAIN} THEN {NOBODY} END IF;
        SELECT array_agg(o.id) INTO gone FROM (
            SELECT i.id FROM people_identity i WHERE {nowhere} FOR UPDATE SKIP LOCKED) o;
        IF gone IS NULL THEN RETURN 0; END IF;
        {hers}
        DELETE FROM people_identity i WHERE i.id = ANY (gone);
        PERFORM audit_forget(gone);
        RETURN cardinality(gone);
    END
    """


def policies() -> Iterator[str]:
    """What the rules' role may take away, and that nobody else sees what is restricted."""
    for table in [*(one.table for one in holdings()), *(table for table, _column in of_herself())]:
        yield f"""GRANT DELETE ON {table} TO {RULES}; DROP POLICY IF EXISTS rights_disposed ON {table};
            CREATE POLICY rights_disposed ON {table} FOR DELETE TO {RULES} USING (true);"""
    for one in holdings():
        columns = {field.attname for field in one.model._meta.concrete_fields}
        if {"owner_unit_id", "person_id"} <= columns and one.table not in NOT_RESTRICTED:
            yield f"""DROP POLICY IF EXISTS unrestricted ON {one.table};
                CREATE POLICY unrestricted ON {one.table} AS RESTRICTIVE FOR ALL TO {APP}
                USING ({FREE}) WITH CHECK (true);"""
    for one, field, _to in pointers():
        yield f"""GRANT UPDATE ({field.column}) ON {one.table} TO {RULES};
            DROP POLICY IF EXISTS rights_cleared ON {one.table};
            CREATE POLICY rights_cleared ON {one.table} FOR UPDATE TO {RULES} USING (true) WITH CHECK (true);"""
    yield f"""GRANT DELETE ON people_identity TO {RULES}; GRANT UPDATE (id) ON people_identity TO {RULES};
        DROP POLICY IF EXISTS rights_disposed ON people_identity;
        CREATE POLICY rights_disposed ON people_identity FOR DELETE TO {RULES} USING (true);
        DROP POLICY IF EXISTS rights_locked ON people_identity;
        CREATE POLICY rights_locked ON people_identity FOR UPDATE TO {RULES} USING (true) WITH CHECK (false);"""


LINE = "TABLE (kind text, id text, parent text, facts jsonb)"
NOTES = "TABLE (card uuid, person uuid, last date, stays text, reference text)"


def statements() -> list[str]:
    """In the order in which they are made."""
    made = [
        *definer("rights_stay(who uuid, me uuid)", "text", STAY, to=(RULES,)),
        *definer("rights_held(whose uuid)", LINE, held(), rows=500),
        *definer("rights_last_notes(till date)", NOTES, last_notes(), rows=100),
        *definer("rights_rows_due(which text, till date)", "TABLE (id uuid)", rows_due(), rows=100),
        *definer("rights_dispose(whose uuid, made_before timestamptz)", "jsonb", disposed(), volatile=True),
        *definer("rights_dispose_rows(which text, these uuid[])", "jsonb", rows_disposed(), volatile=True),
        *definer("rights_sweep()", "integer", swept(), volatile=True),
    ]
    return [*policies(), *(str(operation.sql) for operation in made)]
