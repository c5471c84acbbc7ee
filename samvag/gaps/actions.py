"""Letting gaps wait, with a reason and a way back, and a unit's own numbers for the rules."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.versions import as_read
from samvag.audit.actions import log_change
from samvag.gaps import policy
from samvag.gaps.keeping import staff_changed
from samvag.gaps.models import Gap, Postponement, Rule, Value
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import UNDO_FOR

#: A gap is named by its case and its rule.
Key = tuple[UUID, str]
FURTHEST = timedelta(days=90)


@transaction.atomic
def postpone(gaps: Iterable[Key], until: date, reason: str, *, by: Actor) -> UUID:
    """Lets them wait until a day, with a reason. Returns the batch, for `undo_postponement`.

    All or none. The third time one is postponed it becomes the manager's. Raises `Unseen` for a gap that the actor
    does not see, `Refused` for a day that is not ahead or too far, or when there is no reason.
    """
    today = timezone.localdate()
    if not today < until <= today + FURTHEST:
        raise Refused(_("Välj en dag från i morgon och högst 90 dagar fram."))
    if not reason.strip():
        raise Refused(_("Skriv varför det kan vänta."))
    batch = uuid4()
    for case, rule in gaps:
        gap = Gap.objects.select_for_update().filter(case=case, rule=rule).first()
        if gap is None:
            raise Unseen
        require(policy.may_postpone(by, gap.owner_unit_id))
        _let_wait(gap, until, reason.strip(), batch, by)
    return batch


@transaction.atomic
def undo_postponement(batch: UUID, *, by: Actor) -> int:
    """Takes back what was postponed together, by whoever did it or the unit's manager, for thirty days.

    What has gone or was postponed anew since stays as it is. Returns how many show again.
    """
    made = list(Postponement.objects.filter(batch=batch, undone_at=None).order_by("id"))
    if not made:
        raise Unseen
    for one in made:
        require(policy.may_undo_postponement(by, one))
    if timezone.now() - made[0].made_at > UNDO_FOR:
        raise Refused(_("Det har gått mer än 30 dagar, så det kan inte ångras längre."))
    return sum(_show_again(one) for one in made)


@transaction.atomic
def set_value(
    rule: str,
    *,
    by: Actor,
    days: int | None = None,
    second_days: int | None = None,
    version: int | None = None,
    **more: Any,
) -> None:
    """The unit's own numbers for a rule (None keeps the default), for its manager or administrator."""
    require(policy.may_set_value(by))
    if not Rule.objects.filter(code=rule).exists():
        raise Unseen
    if any(number is not None and not 0 <= number <= 730 for number in (days, second_days)):
        raise Refused(_("Antalet dagar ska vara mellan 0 och 730."))
    standing = Value.objects.select_for_update().filter(unit=by.unit, rule=rule).first()
    if standing is not None:
        as_read(standing, version)
    facts = {"days": days, "second_days": second_days, "more": more}
    Value.objects.update_or_create(unit_id=by.unit, rule_id=rule, defaults=facts)
    log_change("rule.set", "rule", None, rule=rule, days=days, second_days=second_days)
    staff_changed(by.unit)


def _show_again(one: Postponement) -> int:
    one.undone_at = timezone.now()
    one.save(update_fields=["undone_at"])
    standing = Gap.objects.filter(case=one.case_id, rule=one.rule_id, postponed_times=one.nth)
    log_change("gap.undo_postponement", "gap", one.case_id, person=one.person_id, rule=one.rule_id)
    return standing.update(postponed_until=one.before, postponed_times=one.nth - 1)


def _let_wait(gap: Gap, until: date, reason: str, batch: UUID, by: Actor) -> None:
    nth = gap.postponed_times + 1
    Postponement(
        owner_unit_id=gap.owner_unit_id, case_id=gap.case_id, person_id=gap.person_id, rule_id=gap.rule_id,
        since=gap.since, until=until, reason=reason, nth=nth, batch=batch, made_by_id=by.staff,
        before=gap.postponed_until,
    ).save(force_insert=True)  # fmt: skip
    Gap.objects.filter(case=gap.case_id, rule=gap.rule_id).update(postponed_until=until, postponed_times=nth)
    log_change(
        "gap.postpone", "gap", gap.case_id, person=gap.person_id, rule=gap.rule_id, until=until, nth=nth
    )
