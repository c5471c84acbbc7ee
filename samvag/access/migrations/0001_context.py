"""The signed context, and the two sets that upper floors fill: whose persons I may see, what is shared with me.

The bodies name tables of upper floors; PostgreSQL looks them up when a function runs, not when it is made.
"""

from django.db import migrations

from samvag.access.rls import RULES, TODAY, definer, sql

# The key's two pads are stored ready made, so that an HMAC is two calls of sha256 (no pgcrypto needed).
KEY = f"""
    CREATE TABLE access_key (id int PRIMARY KEY CHECK (id = 1), inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
    REVOKE ALL ON access_key FROM PUBLIC;
    GRANT SELECT ON access_key TO {RULES};
    GRANT USAGE, CREATE ON SCHEMA public TO {RULES};
"""

# The transaction's own start is under the seal and stands nowhere else.
SEALED = "facts || '|' || extract(epoch FROM now())"

# What the application signed: for this connection, for at most a minute. The first check of every transaction.
# What it sets is sealed anew, to this transaction: read out by injected SQL it opens nothing in the next one.
ENTER = f"""
    DECLARE
        parts text[] := string_to_array(context, '|');
        now_epoch bigint := extract(epoch FROM clock_timestamp());
        facts text := array_to_string(parts[1:5], '|');
        held text[];
    BEGIN
        PERFORM set_config('samvag.context', '', true);
        IF coalesce(array_length(parts, 1), 0) <> 6 OR parts[4]::int <> pg_backend_pid()
           OR parts[5]::bigint < now_epoch OR parts[5]::bigint > now_epoch + 60
           OR access_seal(facts) IS DISTINCT FROM parts[6] THEN RETURN; END IF;
        IF parts[1] = 'service' THEN held := ARRAY['worker', 'manager', 'admin'];
        ELSE
            SELECT array_agg(m.role) INTO held FROM agencies_membership m JOIN agencies_staff s ON s.id = m.staff_id
             WHERE m.staff_id = parts[2]::uuid AND m.unit_id = parts[3]::uuid AND s.active AND m.period @> {TODAY};
        END IF;
        IF held IS NULL THEN RETURN; END IF;
        facts := facts || '|' || array_to_string(held, ',');
        PERFORM set_config('samvag.context', facts || '|' || access_seal({SEALED}), true);
        RETURN QUERY
        SELECT me.staff, me.unit, me.roles,
               coalesce(s.name, me.subject)::text, coalesce(u.name, '')::text,
               coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('unit', p.id, 'name', p.name))
                           FROM agencies_membership m JOIN agencies_unit p ON p.id = m.unit_id
                          WHERE m.staff_id = me.staff AND m.period @> {TODAY}), '[]')
          FROM access_context() me
          LEFT JOIN agencies_staff s ON s.id = me.staff
          LEFT JOIN agencies_unit u ON u.id = me.unit;
    END
"""

SEAL = """
    BEGIN
        RETURN (SELECT encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(facts, 'UTF8'))), 'hex')
                  FROM access_key k);
    END
"""

# kind, subject, unit, backend, expiry, roles: or null. Every policy asks, so it is one small query and no more.
FACTS = f"""
    DECLARE
        parts text[] := string_to_array(current_setting('samvag.context', true), '|');
        facts text := array_to_string(parts[1:6], '|');
        sealed text;
    BEGIN
        IF coalesce(array_length(parts, 1), 0) <> 7 OR parts[4]::int <> pg_backend_pid()
           OR parts[5]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
        SELECT encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to({SEALED}, 'UTF8'))), 'hex')
          INTO sealed FROM access_key k;
        RETURN CASE WHEN sealed = parts[7] THEN parts END;
    END
"""

CONTEXT = """
    DECLARE facts text[] := access_facts();
    BEGIN
        IF facts IS NULL THEN RETURN; END IF;
        kind := facts[1]; subject := facts[2]; unit := facts[3]::uuid; roles := string_to_array(facts[6], ',');
        IF kind = 'staff' THEN staff := facts[2]::uuid; END IF;
        RETURN NEXT;
    END
"""

MEETS_PERSONS = "string_to_array(facts[6], ',') && ARRAY['worker', 'manager', 'recipient']"
WHOLE_UNIT = "string_to_array(facts[6], ',') && ARRAY['manager', 'recipient']"
KEEPS_UNIT = "string_to_array(facts[6], ',') && ARRAY['manager', 'admin']"


ROW_STAYS = """
    CREATE FUNCTION access_row_stays() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        RAISE insufficient_privilege USING MESSAGE = 'a row keeps its unit, its person and its writer';
    END $body$;
"""


def of_context(name: str, returns: str, expression: str, where: str = "facts IS NOT NULL"):
    body = (
        f"DECLARE facts text[] := access_facts(); BEGIN RETURN CASE WHEN {where} THEN {expression} END; END"
    )
    return definer(f"{name}()", returns, body)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        sql(KEY, "DROP TABLE access_key;"),
        sql(ROW_STAYS, "DROP FUNCTION access_row_stays();"),
        *definer("access_seal(facts text)", "text", SEAL, to=(RULES,)),
        *definer("access_facts()", "text[]", FACTS),
        *definer(
            "access_context()",
            "TABLE (kind text, subject text, staff uuid, unit uuid, roles text[])",
            CONTEXT,
            rows=1,
        ),
        *definer(
            "access_enter(context text)",
            "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb)",
            ENTER,
            volatile=True,
            rows=1,
        ),
        *of_context("access_unit", "uuid", "facts[3]::uuid", MEETS_PERSONS),
        *of_context("access_managed_unit", "uuid", "facts[3]::uuid", WHOLE_UNIT),
        *of_context("access_any_unit", "uuid", "facts[3]::uuid"),
        *of_context("access_kept_unit", "uuid", "facts[3]::uuid", KEEPS_UNIT),
        *of_context("access_staff", "uuid", "facts[2]::uuid", "facts[1] = 'staff'"),
        *of_context("access_whole_unit", "boolean", WHOLE_UNIT),
        *of_context("access_setup", "boolean", "facts[1] = 'service' AND facts[2] = 'setup'"),
        # Nobody's persons and nothing shared, until the floors that know fill these in.
        *definer("access_people()", "TABLE (person uuid)", "BEGIN RETURN; END", rows=40),
        *definer(
            "access_shared()",
            "TABLE (person uuid, owner_unit uuid, category text)",
            "BEGIN RETURN; END",
            rows=20,
        ),
    ]
