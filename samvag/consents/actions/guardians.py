"""A guardian's insight in a young person's matters is tried for itself, and ends before the ward turns 18."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.consents import policy
from samvag.consents.actions.recording import known_here, told
from samvag.consents.models import GuardianDecision
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import period


@transaction.atomic
def grant_insight(
    person: UUID, guardian: str, kinds: Sequence[str], *, by: Actor, other: str, other_says: str, maturity: str,
    harm: str, child_opinion: str, until: date,
) -> GuardianDecision:  # fmt: skip
    """Both guardians are named. One that says no ends it here: they decide together, or a court does."""
    require(policy.may_decide(by))
    card = known_here(person, by)
    today = timezone.localdate()
    decision = policy.may_grant_insight(card.born, other.strip(), other_says, (today, until))
    if not decision:
        raise Refused(decision.reason)
    written = {"guardian": guardian, "maturity": maturity, "harm": harm, "child_opinion": child_opinion}
    if not all(text.strip() for text in written.values()) or not kinds:
        raise Refused(_("Beslutet ska säga vem, vad, hur mognad och skada har vägts och vad den unga säger."))
    row = GuardianDecision(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff,
        other=other.strip(), other_says=other_says, kinds=list(kinds), period=period(today, until),
        **{name: text.strip() for name, text in written.items()},
    )  # fmt: skip
    row.save(force_insert=True)
    told(row, "guardian.grant", by, until=until, kinds=list(kinds))
    return row


@transaction.atomic
def end_insight(decision_id: UUID, *, by: Actor) -> GuardianDecision:
    require(policy.may_decide(by))
    row = GuardianDecision.objects.filter(id=decision_id, owner_unit=by.unit).first()
    if row is None:
        raise Unseen
    if row.ended_at:
        raise Refused(_("Beslutet gäller redan inte."))
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    told(row, "guardian.end", by)
    return row
