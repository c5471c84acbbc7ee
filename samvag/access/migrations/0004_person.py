"""The person herself as principal: a context of kind `person`, which opens nothing that is the staff's.

Where the roles of staff stand in the sealed facts, hers say how she came in: `whole` when she has shown who she is, else
the unit whose card told where her code was to be sent. Such a code opens only what those units know who have the same
way to her: somebody of one unit who writes her own number on a card comes no further than her own unit's part.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import AUTH, TODAY, definer

first = import_module("samvag.access.migrations.0001_context")
asked = import_module("samvag.access.migrations.0003_asked_often")

NOBODY = "00000000-0000-0000-0000-000000000000"

# As in 0003; the person must be somebody, and stands for no unit.
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
        IF parts[1] = 'person' THEN
            IF NOT EXISTS (SELECT 1 FROM people_identity i WHERE i.id = parts[2]::uuid) THEN RETURN; END IF;
            roles := ARRAY[CASE parts[3] WHEN '{NOBODY}' THEN 'whole' ELSE unit::text END];
            unit := '{NOBODY}'; name := ''; unit_name := ''; places := '[]';
            facts := array_to_string(ARRAY['person', parts[2], '{NOBODY}', parts[4], parts[5]], '|');
        ELSIF parts[1] = 'service' THEN
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

# For login alone: whose number it is. The application's own role may not ask.
OF_NUMBER = "BEGIN RETURN (SELECT i.id FROM people_identity i WHERE i.number = given_number); END"


class Migration(migrations.Migration):
    dependencies = [("access", "0003_asked_often")]
    operations = [
        *definer(
            "access_enter(context text)",
            "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb)",
            ENTER,
            volatile=True,
            rows=1,
        ),
        *asked.of_context("access_any_unit", "uuid", "facts[3]::uuid", "facts[1] <> 'person'"),
        *asked.of_context("access_person", "uuid", "facts[2]::uuid", "facts[1] = 'person'"),
        *asked.of_context("access_person_whole", "boolean", "facts[6] = 'whole'", "facts[1] = 'person'"),
        *asked.of_context(
            "access_person_door", "uuid", "facts[6]::uuid", "facts[1] = 'person' AND facts[6] <> 'whole'"
        ),
        *definer("access_person_of(given_number text)", "uuid", OF_NUMBER, to=(AUTH,)),
    ]
