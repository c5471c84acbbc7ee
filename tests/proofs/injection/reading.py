# ruff: noqa: E501 – statements as they are sent
"""Ways to read what is hidden: who one pretends to be × what one asks of a table × how it is smuggled into a statement.

`{t}` is the table, `{own}` and `{foreign}` units, `{say}` a text that carries the mark but does not stand in the
statement. What one pretends is an expression that sets something, so that it goes wherever a value goes.
"""

#: Neither is worked out while the statement is planned, where an EXPLAIN would show it.
SAY = "concat('zqhem', 'ligt funnet')"
LIKE = "concat('%zqhem', 'ligt%')"

#: What is asked: an expression that gives the rows as text, or an error that tells of them.
ASKED = {
    "rows": "(SELECT string_agg(x::text, ',') FROM {t} x)",
    "rows as json": "(SELECT json_agg(x)::text FROM {t} x)",
    "array": "array_to_string(ARRAY(SELECT x::text FROM {t} x), ',')",
    "exists": "(SELECT CASE WHEN EXISTS (SELECT 1 FROM {t} x WHERE x::text LIKE {like}) THEN {say} END)",
    "counted": "(SELECT CASE WHEN count(*) > 0 THEN {say} END FROM {t} x WHERE x::text LIKE {like})",
    "of a common table": "(WITH a AS MATERIALIZED (SELECT * FROM {t}) SELECT string_agg(a::text, ',') FROM a)",
    "of a table within": "(WITH a AS NOT MATERIALIZED (SELECT * FROM {t}) SELECT string_agg(a::text, ',') FROM a)",
    "recursively": """(WITH RECURSIVE a(n, v) AS (SELECT 0, NULL::text UNION ALL
        (SELECT n + 1, x::text FROM a, {t} x WHERE n < 1)) SELECT string_agg(v, '') FROM a)""",
    "beside itself": "(SELECT string_agg(b::text, ',') FROM {t} a, LATERAL (SELECT * FROM {t} c WHERE c = a) b)",
    "outer join": "(SELECT string_agg(b::text, ',') FROM (VALUES (1)) a (n) LEFT JOIN {t} b ON true)",
    "over a window": "(SELECT string_agg(f, ',') FROM (SELECT max(x::text) OVER () f FROM {t} x) y)",
    "a sample": "(SELECT string_agg(x::text, ',') FROM {t} x TABLESAMPLE SYSTEM (100))",
    "locked": "(SELECT string_agg(y.v, ',') FROM (SELECT x::text v FROM {t} x FOR KEY SHARE) y)",
    "by place": "(SELECT CASE WHEN max(x.ctid) IS NOT NULL THEN max(x::text) END FROM {t} x WHERE x.ctid > '(0,0)')",
    "by transaction": "(SELECT string_agg(x.xmin::text || x.xmax::text || x.tableoid::text || x::text, ',') FROM {t} x)",
    "a cast that fails": "(SELECT sum(x::text::int)::text FROM {t} x)",
    "a cast ahead of the policy": "(SELECT count(*)::text FROM {t} x WHERE x::text::int = 1)",
    "a division that fails": "(SELECT count(*)::text FROM {t} x WHERE 1 / (CASE WHEN x::text LIKE {like} THEN 0 ELSE 1 END) = 1)",
    "a condition that fails": """(SELECT count(*)::text FROM {t} x
        WHERE CASE WHEN x::text LIKE {like} THEN (left(x::text, 0) || {say})::int = 1 END)""",
    "a pattern that fails": """(SELECT count(*)::text FROM {t} x
        WHERE CASE WHEN x::text LIKE {like} THEN x::text ~ ('[' || left(x::text, 0)) END)""",
    "json that fails": """(SELECT count(CASE WHEN x::text LIKE {like} THEN x::text::json END)::text FROM {t} x)""",
    "a date that fails": "(SELECT max(substring(x::text FROM 'zq.{0,30}')::date)::text FROM {t} x)",
    "a statement in a text": "query_to_xml('SELECT * FROM {t}', true, false, '')::text",
    "a table in a text": "table_to_xml('{t}', true, false, '')::text",
    "a schema in a text": "table_to_xml_and_xmlschema('{t}', true, true, '')::text",
    "statistics of a text": "(SELECT string_agg(word, ',') FROM ts_stat('SELECT to_tsvector(''simple'', x::text) FROM {t} x'))",
    "a query rewritten": """ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, plainto_tsquery(''simple'', x::text) FROM {t} x')::text""",
    "slow where it is": "(SELECT count(*)::text FROM {t} x WHERE CASE WHEN x::text LIKE {like} THEN pg_sleep(3)::text = 'a' END)",
    "smallest": "(SELECT min(x::text) FROM {t} x WHERE x::text > '')",
    "hash of each": "(SELECT CASE WHEN bool_or(md5(x::text) <> '' AND x::text LIKE {like}) THEN {say} END FROM {t} x)",
    "in another's place": "(SELECT string_agg(x::text, ',') FROM {t} x WHERE x::text IN (SELECT y::text FROM {t} y))",
    "what others have not": "(SELECT string_agg(y.v, ',') FROM (SELECT x::text v FROM {t} x EXCEPT ALL SELECT 'a') y)",
    "most common values": """(SELECT string_agg(concat(s.most_common_vals, s.histogram_bounds), ',')
        FROM pg_stats s WHERE s.tablename = '{t}')""",
    "expressions' statistics": "(SELECT string_agg(s::text, ',') FROM pg_stats_ext s WHERE s.tablename = '{t}')",
    "bare statistics": "(SELECT string_agg(s::text, ',') FROM pg_statistic s WHERE s.starelid = '{t}'::regclass)",
}  # fmt: skip
#: Errors that no payload gets but from a marked row.
SIGNS = ("division by zero", "invalid regular expression", "invalid input syntax for type json")
#: What is not told at all of tables with row-level security, whatever its policies; and what needs a server with XML.
SLOW = ("statement timeout", "pg_sleep")
NEVER_TOLD = ("most common values", "expressions' statistics", "bare statistics")
NEEDS_XML = ("a statement in a text", "a table in a text", "a schema in a text")

#: How it is put where the application's own statement has a value: the statement that is then run.
WAYS = {
    "union": "SELECT id::text, name FROM agencies_unit WHERE id::text = '' UNION ALL SELECT 'x', {e}",
    "in the list": "SELECT u.name, {e} FROM agencies_unit u",
    "in a condition": "SELECT u.name FROM agencies_unit u WHERE u.name = '' OR {e}::int = 1",
    "in an order": "SELECT u.name FROM agencies_unit u ORDER BY CASE WHEN {e}::int > 0 THEN 1 END",
    "in a limit": "SELECT u.name FROM agencies_unit u LIMIT {e}::int",
    "in a grouping": "SELECT count(*), {e} v FROM agencies_unit u GROUP BY v HAVING count(*) > 0",
    "values": "VALUES ({e})",
    "in a setting": "SELECT set_config('samvag.carried', {e}, true)",
    "kept in a setting": "SELECT set_config('samvag.carried', {e}, false); SELECT current_setting('samvag.carried')",
    "written on an own row": "UPDATE agencies_unit SET phone = {e} WHERE id = '{own}' RETURNING phone; SELECT {e}",
    "stacked": "SELECT 1; SELECT {e}",
    "after the transaction": "SELECT 1; COMMIT; BEGIN; SELECT {e}",
    "after an undone one": "SAVEPOINT s; SELECT 1; ROLLBACK TO s; SELECT {e}",
    "prepared": "PREPARE stolen AS SELECT {e}; EXECUTE stolen; DEALLOCATE stolen",
    "a cursor": "DECLARE held CURSOR FOR SELECT {e}; FETCH ALL FROM held",
    "a cursor held over": "DECLARE held CURSOR WITH HOLD FOR SELECT {e}; COMMIT; FETCH ALL FROM held; CLOSE held",
    "a block that notices": "DO $do$ BEGIN RAISE NOTICE '%', {e}; END $do$",
    "a block that fails": "DO $do$ BEGIN RAISE EXCEPTION '%', {e}; END $do$",
    "a block that runs text": """DO $do$ DECLARE told text; BEGIN EXECUTE $t$SELECT {e}$t$ INTO told;
        RAISE WARNING '%', told; END $do$""",
    "a block that swallows": """DO $do$ DECLARE told text; BEGIN BEGIN told := {e}; EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS told = MESSAGE_TEXT; END; RAISE NOTICE '%', told; END $do$""",
    "copied out": "COPY (SELECT {e}) TO STDOUT",
    "analysed": "EXPLAIN (ANALYZE, VERBOSE, COSTS OFF) SELECT {e}::int",
    "told to listeners": "SELECT pg_notify('stolen', left({e}, 7000)); COMMIT",
    "a large object": "SELECT lo_from_bytea(4711, convert_to({e}, 'UTF8')); SELECT convert_from(lo_get(4711), 'UTF8')",
    "within another's function": "SELECT people_folded({e}), people_sort_key({e})",
    "only read": "SET TRANSACTION READ ONLY; SELECT {e}",
}  # fmt: skip

#: Who or what one pretends: settings and their values, and what they must undo. `{stolen}` are real contexts, taken
#: from another connection, from an earlier transaction of this one, or out of their minute.
PRETENDED = {
    "nothing": (),
    "no context": (("samvag.context", "''"),),
    "another unit": (("samvag.context", "replace(current_setting('samvag.context', true), '{own}', '{foreign}')"),),
    "another person": (
        ("samvag.context", "replace(current_setting('samvag.context', true), '{staff}', '{boss}')"),
    ),
    "both": (
        ("samvag.context", """replace(replace(current_setting('samvag.context', true), '{own}', '{foreign}'),
            '{staff}', '{boss}')"""),
    ),
    "every role": (
        ("samvag.context", "replace(current_setting('samvag.context', true), 'worker', 'worker,manager,recipient')"),
    ),
    "a surer login": (
        ("samvag.context", "regexp_replace(current_setting('samvag.context', true), 'level_.', 'level_3')"),
    ),
    "a service": (("samvag.context", "'service|gaps|{foreign}|' || pg_backend_pid() || '|9999999999|worker|' || md5('')"),),
    "unsigned": (("samvag.context", "'staff|{boss}|{foreign}|' || pg_backend_pid() || '|9999999999|manager|'"),),
    "another connection's": (("samvag.context", "'{elsewhere}'"),),
    "an earlier transaction's": (("samvag.context", "'{earlier}'"),),
    "out of its minute": ("access_enter('{expired}')",),
    "entered unsigned": ("access_enter('staff|{boss}|{foreign}|' || pg_backend_pid() || '|9999999999|0')",),
    "entered again with what was read": ("access_enter('{elsewhere}')",),
    "signed for another connection": ("access_enter('{moved}')",),
    "whose persons one has": (("samvag.access_people", "repeat('0', 64) || '|{{persons}}'"),),
    "an earlier set of persons": (("samvag.access_people", "'{earlier_people}'"),),
    "what is shared": (
        ("samvag.access_shared", "repeat('0', 64) || '|{{persons}}|{{units}}|{planning,contact,health}'"),
    ),
    "which coordinations": (("samvag.access_coordinations", "repeat('0', 64) || '|{{coordinations}}'"),),
    "the owner's role": (("role", "'{prefix}'"),),
    "the rules' role": (("role", "'{prefix}_rules'"),),
    "the log's role": (("role", "'{prefix}_audit'"),),
    "the login's role": (("role", "'{prefix}_auth'"),),
    "a role of the server's": (("role", "'pg_read_all_data'"),),
    "the server's master": (("session_authorization", "'postgres'"),),
    "no row security": (("row_security", "'off'"),),
    "no triggers": (("session_replication_role", "'replica'"),),
    "other names first": (("search_path", "'pg_temp, information_schema, public'"),),
    "no names": (("search_path", "''"),),
    "another day": (("TimeZone", "'XXX+167'"),),
    "plans by loops": (("enable_hashjoin", "'off'"), ("enable_seqscan", "'off'"), ("enable_bitmapscan", "'off'")),
    "plans by looking through": (("enable_indexscan", "'off'"), ("enable_bitmapscan", "'off'")),
    "several at once": (
        ("debug_parallel_query", "'on'"), ("min_parallel_table_scan_size", "'0'"), ("parallel_setup_cost", "'0'"),
        ("parallel_tuple_cost", "'0'"), ("max_parallel_workers_per_gather", "'1'"),
    ),
    "plans for anybody": (("plan_cache_mode", "'force_generic_plan'"),),
    "much talk": (("client_min_messages", "'debug5'"), ("debug_print_plan", "'on'"), ("log_statement", "'all'")),
    "compiled": (("jit", "'on'"), ("jit_above_cost", "'0'"), ("jit_inline_above_cost", "'0'")),
}  # fmt: skip


def pretending(name: str) -> list[str]:
    """Expressions, each of which sets one thing."""
    return [
        one if isinstance(one, str) else f"set_config('{one[0]}', {one[1]}, true)" for one in PRETENDED[name]
    ]


def asked(what: str, first: list[str]) -> str:
    """The expression, with what one pretends done before it."""
    e = ASKED[what]
    if not first:
        return f"({e})"
    done = ", ".join(f"{one}::text" for one in first)
    return f"(WITH p AS MATERIALIZED (SELECT concat({done}, '') v) SELECT {e} FROM p WHERE v IS NOT NULL)"


#: Said ahead of all, where statements can be stacked: a refusal of it must not end the attempt.
AHEAD = "DO $first$ BEGIN PERFORM {one}; EXCEPTION WHEN OTHERS THEN NULL; END $first$;"


def statement(pretended: str, what: str, way: str, ahead: bool) -> str:
    first = pretending(pretended)
    if ahead:
        return "".join(AHEAD.replace("{one}", one) for one in first) + WAYS[way].replace(
            "{e}", asked(what, [])
        )
    return WAYS[way].replace("{e}", asked(what, first))
