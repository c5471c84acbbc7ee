"""Things on a log reviewer's list, of what was logged today, which a real draw waits with until tomorrow."""

from datetime import timedelta

from django.utils import timezone

from samvag.access.reading import rows
from samvag.agencies.models import Staff, Unit
from samvag.rights.actions.review import FINDINGS, SAMPLE, _items
from samvag.rights.models import LogReview, ReviewItem
from samvag.rights.terms import METHOD
from tests.harness.acting import acting


def make_review(reviewer: Staff, unit: Unit, size: int = 20, seed: int = 1) -> list[ReviewItem]:
    today = timezone.localdate()
    facts = {"first": today, "last": today, "size": size, "seed": seed}
    with acting(reviewer, unit):
        sample, findings = rows(SAMPLE, facts), rows(FINDINGS, {**facts, "most": 5})
        review = LogReview(
            unit=unit, drawn_by=reviewer, method=METHOD, population=sample[0][0], due_on=today + timedelta(days=14),
            found={rule: total for rule, total, *_rest in findings}, **facts,
        )  # fmt: skip
        review.save(force_insert=True)
        return ReviewItem.objects.bulk_create(_items(review, sample, findings))
