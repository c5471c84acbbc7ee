"""Who has had her data restricted (GDPR art. 18) is counted in no figure while it lasts."""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import TODAY, definer

first = import_module("samvag.followup.migrations.0001_aggregates")

OPEN = "c.protection = 'INGEN'"
FREE = f"""{OPEN} AND NOT EXISTS (SELECT 1 FROM rights_restriction x WHERE x.person_id = c.person_id
    AND x.owner_unit_id = c.owner_unit_id AND x.lifted_at IS NULL AND x.period @> {TODAY})"""
BOARD = (
    "TABLE (intervention text, started bigint, ended bigint, to_work bigint, to_studies bigint, to_either bigint,"
    " wait double precision)"
)


def free(body: str) -> str:
    return body.replace(OPEN, FREE)


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_aggregates")]
    operations = [
        *definer(
            f"followup_heads({first.DAYS})", "TABLE (split text, value text, n bigint)", free(first.HEADS)
        ),
        *definer(f"followup_occupation({first.DAYS})", first.CELLS, free(first.OCCUPATION)),
        *definer(f"followup_livelihood({first.DAYS})", first.CELLS, free(first.LIVELIHOOD)),
        *definer(f"followup_board({first.DAYS})", BOARD, free(first.BOARD)),
    ]
