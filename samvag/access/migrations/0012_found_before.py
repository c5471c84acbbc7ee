"""What was found for somebody in her last request is believed in the next, when nothing that it was made of has changed.

Whoever writes what sets are made of leaves the number of her transaction. What was found is told to the application
with the snapshot that it was found in, sealed for this staff, unit, roles, day and database: it comes back with her next
request, and holds when every transaction that left its number was visible then. So what another has written counts
from the next request, as when it is found each time.
"""

from django.db import migrations

from samvag.access.kept import forgotten_with
from samvag.access.rls import RULES, TODAY, definer, sql
from samvag.access.tried import KEPT, keep, setting, stamp

LIFE_SECONDS = 600

CHANGED = f"""
    CREATE TABLE access_changed (act xid8 PRIMARY KEY, seen_at timestamptz);
    REVOKE ALL ON access_changed FROM PUBLIC;
    GRANT SELECT, INSERT, UPDATE, DELETE ON access_changed TO {RULES};
"""
FORGET = f"""
    CREATE OR REPLACE FUNCTION access_forget_sets() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $body$ BEGIN
        {" ".join(keep(name, "''") for name in KEPT)}
        INSERT INTO access_changed (act) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $body$;
    ALTER FUNCTION access_forget_sets() OWNER TO {RULES};
    REVOKE ALL ON FUNCTION access_forget_sets() FROM PUBLIC;
"""
# Two nights apart: a number is needed for as long as anything that was found before it may be believed. By the clock,
# since a transaction may have begun long ago.
SWEEP = """
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM access_context() c WHERE c.kind = 'service' AND c.subject = 'access') THEN
            RAISE insufficient_privilege USING MESSAGE = 'not the service that sweeps';
        END IF;
        DELETE FROM access_changed WHERE seen_at < clock_timestamp() - interval '1 hour';
        UPDATE access_changed SET seen_at = clock_timestamp() WHERE seen_at IS NULL;
    END
"""
BOUND = f"""'found|' || array_to_string(facts[1:3], '|') || '|' || facts[6] || '|' || {TODAY} || '|'
    || (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) || '|'
    || extract(epoch FROM pg_postmaster_start_time())"""
HOLDS = """NOT EXISTS (SELECT 1 FROM access_changed c WHERE c.act >= pg_snapshot_xmin(parts[1]::pg_snapshot)
    AND NOT pg_visible_in_snapshot(c.act, parts[1]::pg_snapshot))"""


def kept_again() -> str:
    return " ".join(f"{keep(name, f'parts[{place}]')} {stamp(name)}" for place, name in enumerate(KEPT, 3))


def found_now() -> str:
    """The snapshot first: what is written while the sets are found is not in it."""
    asked = " ".join(f"PERFORM FROM {name}();" for name in KEPT)
    settings = " || E'\\n' || ".join(f"current_setting('{setting(name)}')" for name in KEPT)
    return f"""told := pg_current_snapshot() || E'\\n' || now_epoch;
        {asked}
        told := told || E'\\n' || {settings};
        told := access_seal(bound || told) || told;"""


# A transaction that has written may be undone, and what it found with it.
ENTER = f"""
    DECLARE
        facts text[]; bound text; parts text[];
        now_epoch bigint := extract(epoch FROM clock_timestamp());
    BEGIN
        SELECT e.staff, e.unit, e.roles, e.name, e.unit_name, e.places
          INTO staff, unit, roles, name, unit_name, places FROM access_enter(context) e;
        IF roles IS NULL THEN RETURN; END IF;
        facts := string_to_array(current_setting('samvag.context', true), '|');
        bound := {BOUND};
        IF left(before, 64) = access_seal(bound || substr(before, 65)) THEN
            parts := string_to_array(substr(before, 65), E'\\n');
            IF parts[2]::bigint > now_epoch - {LIFE_SECONDS} AND {HOLDS} THEN
                {kept_again()}
                RETURN NEXT; RETURN;
            END IF;
        END IF;
        IF pg_current_xact_id_if_assigned() IS NULL THEN
            {found_now()}
        END IF;
        RETURN NEXT;
    END
"""


ENTERED_AGAIN = definer(
    "access_enter_again(context text, before text)",
    "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb, told text)",
    ENTER,
    volatile=True,
    rows=1,
)


class Migration(migrations.Migration):
    dependencies = [("access", "0011_tried")]
    operations = [
        sql(CHANGED, "DROP TABLE access_changed;"),
        sql(FORGET),
        *definer("access_sweep_changes()", "void", SWEEP, volatile=True),
        *ENTERED_AGAIN,
        *forgotten_with("access_opens", "access_standing"),
    ]
