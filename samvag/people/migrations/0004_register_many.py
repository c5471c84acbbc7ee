"""A list's persons registered together, answering alike whoever knew them before."""

from django.db import migrations

from samvag.access.rls import definer

REGISTER_MANY = """
    BEGIN
        IF access_unit() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
        PERFORM pg_current_xact_id();
        INSERT INTO people_identity (id, kind, number)
        SELECT gen_random_uuid(), given.kind, given.number
          FROM unnest(kinds, numbers) given (kind, number) ORDER BY given.number
            ON CONFLICT ON CONSTRAINT people_identity_once DO NOTHING;
        RETURN QUERY SELECT i.number, i.id FROM people_identity i WHERE i.number = ANY (numbers);
    END
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_card_imported")]
    operations = [
        *definer(
            "people_register_many(kinds text[], numbers text[])",
            "TABLE (number text, person uuid)",
            REGISTER_MANY,
            volatile=True,
            rows=1000,
        )
    ]
