"""Every policy of every table asks who acts: what looks at the context does it itself, without a function between.

And every page enters: the one who acts, her roles and her places are read in one look.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import TODAY, definer

first = import_module("samvag.access.migrations.0001_context")

# As access_facts(), with the same checks: null unless this connection and this transaction were entered in time.
ASKED = """
    DECLARE
        facts text[] := string_to_array(current_setting('samvag.context', true), '|');
        signed text := array_to_string(facts[1:6], '|') || '|' || extract(epoch FROM now());
    BEGIN
        IF coalesce(array_length(facts, 1), 0) <> 7 OR facts[4]::int <> pg_backend_pid()
           OR facts[5]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
        RETURN (SELECT CASE WHEN {where} THEN {expression} END FROM access_key k WHERE facts[7] =
               encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(signed, 'UTF8'))), 'hex'));
    END
"""

# As in 0001, what the application signed: for this connection, for at most a minute.
ENTER = f"""
    DECLARE
        parts text[] := string_to_array(context, '|');
        now_epoch bigint := extract(epoch FROM clock_timestamp());
        facts text := array_to_string(parts[1:5], '|');
    BEGIN
        PERFORM set_config('samvag.context', '', true);
        IF coalesce(array_length(parts, 1), 0) <> 6 OR parts[4]::int <> pg_backend_pid()
           OR parts[5]::bigint < now_epoch OR parts[5]::bigint > now_epoch + 60
           OR access_seal(facts) IS DISTINCT FROM parts[6] THEN RETURN; END IF;
        unit := parts[3]::uuid;
        IF parts[1] = 'service' THEN
            roles := ARRAY['worker', 'manager', 'admin']; name := parts[2]; places := '[]';
            unit_name := coalesce((SELECT u.name FROM agencies_unit u WHERE u.id = unit), '');
        ELSE
            staff := parts[2]::uuid;
            SELECT array_agg(m.role) FILTER (WHERE u.id = unit), max(s.name), max(u.name) FILTER (WHERE u.id = unit),
                   jsonb_agg(DISTINCT jsonb_build_object('unit', u.id, 'name', u.name))
              INTO roles, name, unit_name, places
              FROM agencies_staff s
              JOIN agencies_membership m ON m.staff_id = s.id AND m.period @> {TODAY}
              JOIN agencies_unit u ON u.id = m.unit_id
             WHERE s.id = staff AND s.active;
        END IF;
        IF roles IS NULL THEN RETURN; END IF;
        facts := facts || '|' || array_to_string(roles, ',');
        PERFORM set_config('samvag.context', facts || '|' || access_seal({first.SEALED}), true);
        RETURN NEXT;
    END
"""


def of_context(name: str, returns: str, expression: str, where: str = "true"):
    return definer(f"{name}()", returns, ASKED.format(where=where, expression=expression))


class Migration(migrations.Migration):
    dependencies = [("access", "0002_sets_kept")]
    operations = [
        *definer(
            "access_enter(context text)",
            "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb)",
            ENTER,
            volatile=True,
            rows=1,
        ),
        *of_context("access_unit", "uuid", "facts[3]::uuid", first.MEETS_PERSONS),
        *of_context("access_managed_unit", "uuid", "facts[3]::uuid", first.WHOLE_UNIT),
        *of_context("access_any_unit", "uuid", "facts[3]::uuid"),
        *of_context("access_kept_unit", "uuid", "facts[3]::uuid", first.KEEPS_UNIT),
        *of_context("access_staff", "uuid", "facts[2]::uuid", "facts[1] = 'staff'"),
        *of_context("access_whole_unit", "boolean", first.WHOLE_UNIT),
        *of_context("access_setup", "boolean", "facts[1] = 'service' AND facts[2] = 'setup'"),
    ]
