"""The signed context, and the two sets that upper floors fill: whose persons I may see, what is shared with me.

The bodies name tables of upper floors; PostgreSQL looks them up when a function runs, not when it is made.
"""

from django.db import migrations

from samvag.access.rls import RULES, definer, sql

# The key's two pads are stored ready made, so that an HMAC is two calls of sha256 (no pgcrypto needed).
KEY = f"""
    CREATE TABLE access_key (id int PRIMARY KEY CHECK (id = 1), inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
    REVOKE ALL ON access_key FROM PUBLIC;
    GRANT SELECT ON access_key TO {RULES};
    GRANT USAGE, CREATE ON SCHEMA public TO {RULES};
"""

VERIFY = """
    DECLARE
        parts text[] := string_to_array(nullif(current_setting('samvag.context', true), ''), '|');
        now_epoch bigint := extract(epoch FROM clock_timestamp());
    BEGIN
        IF coalesce(array_length(parts, 1), 0) <> 6 OR parts[4]::int <> pg_backend_pid()
           OR parts[5]::bigint < now_epoch OR parts[5]::bigint > now_epoch + 60 THEN RETURN; END IF;
        PERFORM 1 FROM access_key WHERE parts[6] = encode(sha256(outer_pad || sha256(inner_pad ||
            convert_to(array_to_string(parts[1:5], '|'), 'UTF8'))), 'hex');
        IF NOT FOUND THEN RETURN; END IF;
        kind := parts[1]; subject := parts[2]; unit := parts[3]::uuid;
        IF kind = 'service' THEN
            roles := ARRAY['worker', 'manager', 'admin'];
            RETURN NEXT; RETURN;
        END IF;
        staff := parts[2]::uuid;
        SELECT array_agg(m.role) INTO roles FROM agencies_membership m JOIN agencies_staff s ON s.id = m.staff_id
         WHERE m.staff_id = staff AND m.unit_id = unit AND s.active AND m.period @> current_date;
        IF roles IS NOT NULL THEN RETURN NEXT; END IF;
    END
"""

ENTER = """
    BEGIN
        PERFORM set_config('samvag.context', context, true);
        RETURN QUERY
        SELECT me.staff, me.unit, me.roles,
               coalesce(s.name, me.subject)::text, coalesce(u.name, '')::text,
               coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('unit', p.id, 'name', p.name))
                           FROM agencies_membership m JOIN agencies_unit p ON p.id = m.unit_id
                          WHERE m.staff_id = me.staff AND m.period @> current_date), '[]')
          FROM access_context() me
          LEFT JOIN agencies_staff s ON s.id = me.staff
          LEFT JOIN agencies_unit u ON u.id = me.unit;
    END
"""


def of_context(name: str, returns: str, expression: str, where: str = "true"):
    return definer(f"{name}()", returns, f"BEGIN RETURN (SELECT {expression} FROM access_context() me WHERE {where}); END")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        sql(KEY, "DROP TABLE access_key;"),
        *definer("access_context()", "TABLE (kind text, subject text, staff uuid, unit uuid, roles text[])", VERIFY, rows=1),
        *definer(
            "access_enter(context text)",
            "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb)",
            ENTER,
            volatile=True,
            rows=1,
        ),
        *of_context("access_unit", "uuid", "me.unit", "me.roles && ARRAY['worker', 'manager', 'recipient']"),
        *of_context("access_any_unit", "uuid", "me.unit"),
        *of_context("access_kept_unit", "uuid", "me.unit", "me.roles && ARRAY['manager', 'admin']"),
        *of_context("access_staff", "uuid", "me.staff"),
        *of_context("access_whole_unit", "boolean", "me.roles && ARRAY['manager', 'recipient']"),
        *of_context("access_setup", "boolean", "me.kind = 'service' AND me.subject = 'setup'"),
        # Nobody's persons and nothing shared, until the floors that know fill these in.
        *definer("access_people()", "TABLE (person uuid)", "BEGIN RETURN; END", rows=40),
        *definer(
            "access_shared()", "TABLE (person uuid, owner_unit uuid, category text)", "BEGIN RETURN; END", rows=20
        ),
    ]
