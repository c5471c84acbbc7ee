"""What is to be told to a protected person is closed as her other rows are; the service that sends passes it to somebody
who tells it in person.
"""

from django.db import migrations

from samvag.access.closed import CLOSED, POLICY
from samvag.access.rls import APP, sql

OPEN = f"(NOT ({CLOSED}) OR (SELECT access_staff()) IS NULL)"


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_versioned"), ("people", "0008_protected")]
    operations = [
        sql(f"""CREATE POLICY {POLICY} ON outbox_message AS RESTRICTIVE TO {APP}
            USING {OPEN} WITH CHECK {OPEN};""")
    ]
