"""Figures are counted by a role of their own: it reads the columns that are counted, and nobody's name or number."""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import FIGURES, definer, sql

first = import_module("samvag.followup.migrations.0001_aggregates")
free = import_module("samvag.followup.migrations.0002_unrestricted").free
UNITS = first.UNITS.replace("ARRAY['manager', 'recipient']", "ARRAY['whole_unit']")
BOARD = import_module("samvag.followup.migrations.0002_unrestricted").BOARD

#: What the functions read, and no column besides.
READ = {
    "agencies_agency": "id, association_id",
    "agencies_unit": "id, agency_id",
    "catalogue_intervention": "id, name",
    "cases_case": "id, opened_on",
    "cases_livelihood": "snapshot_id, source",
    "cases_participation": "id, case_id, person_id, owner_unit_id, intervention_id, period, home_municipality, exit_reason",
    "cases_snapshot": "id, participation_id, moment, works, studies, job_seeking",
    "people_card": "person_id, owner_unit_id, sex, protection",
    "rights_restriction": "person_id, owner_unit_id, period, lifted_at",
}  # fmt: skip
COUNTED = "".join(
    f"GRANT SELECT ({columns}) ON {table} TO {FIGURES};"
    f" CREATE POLICY counted ON {table} FOR SELECT TO {FIGURES} USING (true);"
    for table, columns in READ.items()
)
ASKS = f"GRANT EXECUTE ON FUNCTION access_context() TO {FIGURES};"


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0002_unrestricted"),
        ("access", "0008_standing"),
        ("rights", "0010_policies"),
        ("agencies", "0007_protection_officer"),
    ]
    operations = [
        sql(ASKS),
        sql(COUNTED),
        *definer("followup_units()", "TABLE (unit uuid)", UNITS, rows=20, owner=FIGURES, to=(FIGURES,)),
        *definer(
            f"followup_heads({first.DAYS})",
            "TABLE (split text, value text, n bigint)",
            free(first.HEADS),
            owner=FIGURES,
        ),
        *definer(f"followup_occupation({first.DAYS})", first.CELLS, free(first.OCCUPATION), owner=FIGURES),
        *definer(f"followup_livelihood({first.DAYS})", first.CELLS, free(first.LIVELIHOOD), owner=FIGURES),
        *definer(f"followup_board({first.DAYS})", BOARD, free(first.BOARD), owner=FIGURES),
    ]
