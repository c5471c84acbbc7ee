"""Brings the rules and the evaluation into the database after each migration. Quick when nothing has changed."""

import hashlib

from django.db import connections, transaction

from samvag.gaps.functions import statements
from samvag.gaps.models import Rule
from samvag.gaps.terms import RULES

NAMED = "SELECT obj_description(to_regprocedure('gaps_evaluate(uuid[], date, text)'))"

#: The day on which each counted day falls: with its number it is found by a join, in both directions.
COUNTED = """
    INSERT INTO gaps_counted (rests, number, day)
    SELECT false, w.number, min(w.day) FROM codes_workday w GROUP BY w.number
     UNION ALL
    SELECT true, w.answer_number, min(w.day) FROM codes_workday w GROUP BY w.answer_number
    ON CONFLICT (rests, number) DO UPDATE SET day = excluded.day WHERE gaps_counted.day <> excluded.day
"""


def load_gaps() -> None:
    with transaction.atomic(using="owner"):
        _load_rules()
        _load_counted()
        _load_functions()


def _load_rules() -> None:
    facts = [
        Rule(
            code=rule.code, sort=sort, name=rule.name, sentence=rule.sentence, silent=rule.silent, days=rule.days,
            counting=rule.counting, second_days=rule.second_days, second_to=rule.second_to, due_days=rule.due_days,
            rests=rule.rests, urgency=rule.urgency, more=rule.more,
        )
        for sort, rule in enumerate(RULES, start=1)
    ]  # fmt: skip
    columns = [field.name for field in Rule._meta.fields if not field.primary_key]
    Rule.objects.using("owner").bulk_create(
        facts, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )


def _load_counted() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(COUNTED)


def _load_functions() -> None:
    """What the functions were made from stands with them, so that an unchanged one is left alone."""
    texts = statements()
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    with connections["owner"].cursor() as cursor:
        cursor.execute(NAMED)
        if cursor.fetchone()[0] == digest:
            return
        for text in texts:
            cursor.execute(text)
        cursor.execute(f"COMMENT ON FUNCTION gaps_evaluate(uuid[], date, text) IS '{digest}'")
