"""All staff see what is offered; the unit keeps its own. What must never change is held by a trigger."""

from django.db import migrations

from samvag.access.rls import sql, unit_table

IMMUTABLE = """
    CREATE FUNCTION catalogue_keep_kind() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF (OLD.kind, OLD.followup_method, OLD.esf_financed) IS DISTINCT FROM
           (NEW.kind, NEW.followup_method, NEW.esf_financed) AND NOT OLD.draft THEN
            RAISE check_violation USING MESSAGE = 'kind, followup_method and esf_financed never change';
        END IF;
        RETURN NEW;
    END $body$;
    CREATE TRIGGER keep_kind BEFORE UPDATE ON catalogue_intervention
        FOR EACH ROW EXECUTE FUNCTION catalogue_keep_kind();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("access", "0001_context")]
    operations = [
        *unit_table("catalogue_intervention", write="access_any_unit()", read="true"),
        sql(IMMUTABLE),
    ]
