"""How often each of the staff has searched, sent and fetched. The login's own role counts."""

from django.db import migrations

from samvag.access.rls import sql


class Migration(migrations.Migration):
    dependencies = [("access", "0009_standing_of_all")]
    operations = [
        sql(
            """CREATE TABLE account_pace (
                who uuid NOT NULL, what text NOT NULL, since timestamptz NOT NULL DEFAULT now(),
                times int NOT NULL DEFAULT 1, PRIMARY KEY (who, what))""",
            "DROP TABLE account_pace",
        )
    ]
