"""Nobody is closed to the service of erasures: else it would not see what it began with a protected person."""

from importlib import import_module

from django.db import migrations

from samvag.access.kept import kept

protected = import_module("samvag.people.migrations.0008_protected")

MINE = "c.protection <> 'INGEN'\n             WHERE NOT EXISTS"
assert protected.CLOSED.count(MINE) == 1
CLOSED = protected.CLOSED.replace(
    MINE,
    "c.protection <> 'INGEN'\n             WHERE me.subject IS DISTINCT FROM 'erasures' AND NOT EXISTS",
)


class Migration(migrations.Migration):
    dependencies = [("people", "0008_protected")]
    operations = kept("access_closed", {"person": "uuid", "owner_unit": "uuid"}, CLOSED, rows=20)
