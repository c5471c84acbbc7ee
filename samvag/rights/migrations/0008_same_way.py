"""Units that have the same way to a person: one that has none has none in common with another."""

from django.db import migrations

from samvag.access.rls import APP, AUDIT, RULES, definer

UNITS = """
    BEGIN
        RETURN QUERY SELECT access_person_door() WHERE access_person_door() IS NOT NULL
        UNION SELECT c.owner_unit_id FROM people_card d JOIN people_card c ON c.person_id = d.person_id
           AND c.safe_channel = d.safe_channel AND outbox_destination(c.safe_channel, c.phone, c.email)
             = outbox_destination(d.safe_channel, d.phone, d.email)
         WHERE d.person_id = access_person() AND d.owner_unit_id = access_person_door()
           AND outbox_destination(d.safe_channel, d.phone, d.email) <> '';
    END
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0007_protected"), ("outbox", "0002_policies")]
    operations = [
        *definer("access_person_units()", "TABLE (unit uuid)", UNITS, rows=2, to=(APP, RULES, AUDIT)),
    ]
