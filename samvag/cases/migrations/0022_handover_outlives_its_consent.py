"""The consent that a hand-over went with may be another unit's: when that unit disposes of it, the hand-over stays."""

import django.db.models.deletion
from django.db import migrations, models

from samvag.access.rls import sql

# The application has no right to change the consent of what was sent; disposal alone clears it.
FACTS = "array['state', 'answered_on', 'answered_by_id', 'reason', 'answer', 'to_case_id', 'version', 'consent_id']"
ONLY_ANSWER = f"""
    CREATE OR REPLACE FUNCTION cases_receiver_only_answers() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF to_jsonb(OLD) - {FACTS} IS DISTINCT FROM to_jsonb(NEW) - {FACTS}
           OR (NEW.consent_id IS NOT NULL AND NEW.consent_id IS DISTINCT FROM OLD.consent_id)
        THEN RAISE insufficient_privilege USING MESSAGE = 'what was sent is not changed'; END IF;
        RETURN NEW;
    END $body$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_strips_drafts"), ("consents", "0001_initial")]
    operations = [
        migrations.AlterField(
            "handover",
            "consent",
            models.ForeignKey(
                help_text="Sent with it; null once the unit that wrote the consent down has disposed of it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consents.consent",
            ),
        ),
        sql(ONLY_ANSWER),
    ]
