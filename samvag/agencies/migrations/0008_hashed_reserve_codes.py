"""Reserve codes made before are kept as hashes alone: those not yet used go on opening, and none can be shown again."""

from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import migrations

from samvag.agencies.reserve import kept


def hash_codes(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for row in rows.filter(type="recovery_codes", data__hashed__isnull=True):
        row.data = kept(RecoveryCodes(row).get_unused_codes())
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_protection_officer"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(hash_codes, migrations.RunPython.noop)]
