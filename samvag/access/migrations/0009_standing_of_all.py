"""What has come since asks how one stands in the unit too, as the rest does (0008)."""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import sql

standing = import_module("samvag.access.migrations.0008_standing")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_standing"),
        ("audit", "0006_from_another_server"),
        ("cases", "0023_receiver_answers"),
        ("consents", "0009_expressly"),
        ("followup", "0002_unrestricted"),
        ("gaps", "0006_protected"),
        ("my_way", "0002_policies"),
        ("outbox", "0004_protected"),
        ("people", "0008_protected"),
        ("rights", "0010_policies"),
    ]
    operations = [sql(standing.REPLACED)]
