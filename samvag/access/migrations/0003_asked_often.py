"""Every policy of every table asks who acts: what looks at the context does it itself, without a function between."""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import definer

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


def of_context(name: str, returns: str, expression: str, where: str = "true"):
    return definer(f"{name}()", returns, ASKED.format(where=where, expression=expression))


class Migration(migrations.Migration):
    dependencies = [("access", "0002_sets_kept")]
    operations = [
        *of_context("access_unit", "uuid", "facts[3]::uuid", first.MEETS_PERSONS),
        *of_context("access_managed_unit", "uuid", "facts[3]::uuid", first.WHOLE_UNIT),
        *of_context("access_any_unit", "uuid", "facts[3]::uuid"),
        *of_context("access_kept_unit", "uuid", "facts[3]::uuid", first.KEEPS_UNIT),
        *of_context("access_staff", "uuid", "facts[2]::uuid", "facts[1] = 'staff'"),
        *of_context("access_whole_unit", "boolean", first.WHOLE_UNIT),
        *of_context("access_setup", "boolean", "facts[1] = 'service' AND facts[2] = 'setup'"),
    ]
