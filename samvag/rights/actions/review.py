"""Reviewing the log: drawing what to look at, asking, answering, and saying how it ended."""

from collections.abc import Iterable
from datetime import date, timedelta
from secrets import randbelow
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.audit.actions import log_change
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.rights import policy
from samvag.rights.models import LogReview, ReviewItem, ReviewWord
from samvag.rights.terms import ANSWERED, DAYS_TO_REVIEW, METHOD, MOST_OF_A_RULE, REASONS

SAMPLE = "SELECT * FROM rights_sample(%(first)s, %(last)s, %(size)s, %(seed)s)"
FINDINGS = "SELECT * FROM rights_findings(%(first)s, %(last)s, %(most)s, %(seed)s)"
ITEM = ("entry", "at", "staff_id", "subject", "action", "page", "ground", "others")
SEEDS = 2**31
LONGEST = timedelta(days=92)
WEIGHT = {reason: nth for nth, (reason, _label) in enumerate(REASONS)}


@transaction.atomic
def draw(first: date, last: date, size: int, *, by: Actor, seed: int | None = None) -> LogReview:
    """A sample of `size` and what the rules find, of whole days that have ended: drawn again it gives the same."""
    require(policy.may_review_log(by))
    if last >= _today():
        raise Refused(_("Välj dagar som är slut: till och med i går."))
    if not timedelta(0) <= last - first <= LONGEST:
        raise Refused(_("Första dagen ska vara före den sista, och högst tre månader tidigare."))
    facts = {"first": first, "last": last, "size": size, "seed": randbelow(SEEDS) if seed is None else seed}
    sample = rows(SAMPLE, facts)
    findings = rows(FINDINGS, {**facts, "most": MOST_OF_A_RULE})
    if not sample:
        raise Refused(_("Ingen i verksamheten läste eller ändrade något om en person de dagarna."))
    review = LogReview(
        unit_id=by.unit, drawn_by_id=by.staff, method=METHOD, population=sample[0][0],
        due_on=_today() + timedelta(days=DAYS_TO_REVIEW),
        found={rule: total for rule, total, *_rest in findings}, **facts,
    )  # fmt: skip
    review.save(force_insert=True)
    ReviewItem.objects.bulk_create(_items(review, sample, findings))
    log_change("logreview.draw", "logreview", review.id, population=review.population, size=len(sample))
    return review


def _today() -> date:
    return timezone.localdate()


def _items(review: LogReview, sample: Iterable[tuple], findings: Iterable[tuple]) -> list[ReviewItem]:
    """One for each of the staff and person in an entry, with all the reasons for which it was found."""
    found: dict[tuple, ReviewItem] = {}
    drawn = [("findings", rule, facts) for rule, _total, *facts in findings]
    drawn += [("sample", "sample", facts) for _population, *facts in sample]
    for _way, reason, facts in drawn:
        item = ReviewItem(
            review=review, unit_id=review.unit_id, reasons=[], **dict(zip(ITEM, facts, strict=True))
        )
        found.setdefault((item.entry, item.subject), item).reasons.append(reason)
    for item in found.values():
        item.reasons.sort(key=WEIGHT.__getitem__)
    return list(found.values())


@transaction.atomic
def judge(item_id: UUID, word: str, *, by: Actor, text: str = "") -> ReviewWord:
    """What the reviewer says of something on the list: in order, asked, to be explained, reported."""
    item, said = _item(item_id)
    require(policy.may_judge(by, item.staff_id, said, word))
    return _say(item, word, text, by)


@transaction.atomic
def answer(item_id: UUID, *, by: Actor, text: str) -> ReviewWord:
    """The colleague who was asked says why she read it."""
    item, said = _item(item_id)
    require(policy.may_answer(by, item.staff_id, said))
    return _say(item, ANSWERED, text, by)


def _item(item_id: UUID) -> tuple[ReviewItem, str]:
    """Locked by the word that is written last: two who judge at once come one after the other."""
    item = ReviewItem.objects.filter(id=item_id).first()
    if item is None:
        raise Unseen
    rows("SELECT pg_advisory_xact_lock(hashtextextended(%(item)s, 0))", {"item": str(item_id)})
    last = ReviewWord.objects.filter(item=item).order_by("-at", "-id").first()
    return item, last.kind if last else ""


def _say(item: ReviewItem, word: str, text: str, by: Actor) -> ReviewWord:
    said = ReviewWord(item=item, kind=word, text=text, by_id=by.staff)
    said.save(force_insert=True)
    log_change(f"logreview.{word.lower()}", "reviewitem", item.id)
    return said
