"""A unit's decision that a person is not told of its reads for a time: by law, with a decision and an end."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import DAY, ended, months_later, period
from samvag.rights import policy
from samvag.rights.extract.whom import whom
from samvag.rights.models import WithheldLooks
from samvag.rights.terms import WITHHOLDING, WITHHOLDING_MONTHS


@transaction.atomic
def withhold(card: UUID, ground: str, decision: str, until: date | None, *, by: Actor) -> WithheldLooks:
    """From now. What has been logged before is neither shown nor counted meanwhile, nor is that it was decided."""
    require(policy.may_withhold(by))
    person = whom(by, card).person
    today = timezone.localdate()
    if faults := _faults(ground, decision, until, today):
        raise Refused(" ".join(faults))
    if WithheldLooks.objects.filter(owner_unit=by.unit, person=person, period__contains=today).exists():
        raise Refused(_("Ett beslut gäller redan. Avsluta det först."))
    row = WithheldLooks(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff, ground=ground,
        decision=decision.strip(), period=period(today, until),
    )  # fmt: skip
    row.save(force_insert=True)
    log_change("withholding.create", "withholding", row.id, person=person, ground=ground)
    return row


@transaction.atomic
def end_withholding(card: UUID, withheld: UUID, *, by: Actor) -> WithheldLooks:
    """From now; one that began today stays today out, so that it is seen that there was one."""
    require(policy.may_withhold(by))
    person, today = whom(by, card).person, timezone.localdate()
    standing = WithheldLooks.objects.filter(owner_unit=by.unit, person=person, period__contains=today)
    row = standing.select_for_update().filter(id=withheld).first()
    if row is None:
        raise Unseen
    row.period = ended(row.period, max(row.period.lower, today - DAY))
    row.save(update_fields=["period"])
    log_change("withholding.end", "withholding", row.id, person=row.person_id)
    return row


def _faults(ground: str, decision: str, until: date | None, today: date) -> list[str]:
    told = [
        (ground not in dict(WITHHOLDING), _("Välj på vilken grund.")),
        (not decision.strip(), _("Skriv beslutets nummer.")),
        (until is None, _("Skriv till och med vilken dag beslutet gäller.")),
        (until is not None and until < today, _("Dagen har redan varit. Välj en dag framåt.")),
        (
            until is not None and until > months_later(today, WITHHOLDING_MONTHS),
            _("Ett beslut gäller högst %(n)s månader. Pröva det på nytt sedan.") % {"n": WITHHOLDING_MONTHS},
        ),
    ]
    return [words for wrong, words in told if wrong]
