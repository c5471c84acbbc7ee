"""Whether a row is of a unit and a person is answered about the acting one's own unit alone.

The question is asked by policies for rows that are to be written, which are of the own unit anyway. Asked by injected
SQL about somebody else's, the answer told whether there is such a row.
"""

from django.db import migrations

from samvag.access.rls import definer


def is_of(parent: str) -> list:
    found = f"""SELECT 1 FROM cases_{parent} p WHERE p.id = wanted AND p.owner_unit_id = unit AND p.person_id = about
        AND p.owner_unit_id = access_any_unit()"""
    signature = f"cases_{parent}_is_of(wanted uuid, unit uuid, about uuid)"
    return definer(signature, "boolean", f"BEGIN RETURN EXISTS ({found}); END")


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_drafts_of_every_form")]
    operations = [*is_of("case"), *is_of("participation")]
