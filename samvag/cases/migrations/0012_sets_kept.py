"""Whose persons I may see, what is shared with me and which coordinations are mine: found once a transaction."""

from importlib import import_module

from django.db import migrations

from samvag.access.kept import forgotten_with, kept

first = import_module("samvag.cases.migrations.0003_policies")
lawful = import_module("samvag.cases.migrations.0007_lawful_acts")

SHARED = {"person": "uuid", "owner_unit": "uuid", "category": "text"}
MADE_OF = (
    "agencies_absence", "cases_assignment", "cases_case", "cases_coordination", "cases_coordinationcase",
    "cases_teammember", "consents_consent", "consents_party", "consents_consentcategory",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_extent_needs_an_answer"), ("access", "0002_sets_kept")]
    operations = [
        *kept("access_people", {"person": "uuid"}, first.PEOPLE, rows=40),
        *kept("access_shared", SHARED, lawful.SHARED, rows=20),
        *kept("access_coordinations", {"coordination": "uuid"}, lawful.COORDINATIONS, rows=40),
        *forgotten_with(*MADE_OF),
    ]
