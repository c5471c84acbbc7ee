"""What a person herself decides: yes and no to what she is asked, and taking back, wholly or in part.

That it is hers is found as she; what follows of it is written as the unit whose consent it is, by the same actions as
when she says it to somebody there. The log tells of both.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.context import acting_as_service
from samvag.access.persons import Person, Shown
from samvag.audit.actions import log_change
from samvag.consents.actions import withdrawing
from samvag.consents.actions.giving import Side, give_consent, refuse_consent
from samvag.consents.terms import SHARES
from samvag.consents.texts import shown
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused
from samvag.my_way import policy
from samvag.my_way.hers import Consent, Terms, consent, question
from samvag.my_way.models import Asked
from samvag.my_way.terms import NO, PLACE, WAITING, YES

SERVICE = "my_way"
HOW = {Shown.EID: "BANKID", Shown.CODE: "SKRIFTLIGT"}


@transaction.atomic
def take_back(consent_id: UUID, *, by: Person) -> None:
    """The whole of it. The other unit's next request is refused."""
    require(policy.may_decide(by))
    _withdrawn(consent(by, consent_id), by, withdrawing.withdraw)


@transaction.atomic
def leave_out_unit(consent_id: UUID, unit: UUID, *, by: Person) -> None:
    require(policy.may_decide(by))
    _withdrawn(consent(by, consent_id), by, withdrawing.withdraw_party, unit)


@transaction.atomic
def leave_out_category(consent_id: UUID, category: str, *, by: Person) -> None:
    require(policy.may_decide(by))
    _withdrawn(consent(by, consent_id), by, withdrawing.withdraw_category, category)


@transaction.atomic
def give_again(consent_id: UUID, *, by: Person) -> None:
    """What she took back, as it was then and to the same day."""
    before = consent(by, consent_id)
    require(policy.may_say_yes(by, before.kind))
    if not before.can_be_given_again:
        raise Refused(_("Det går inte att ge det här igen. Prata med den som hjälper dig."))
    with _as_unit(before) as unit:
        _give(before, before.categories, before.there, by, unit, coordination_id=before.coordination)
    log_change("consent.give_again", "consent", before.id, person=by.id)


@transaction.atomic
def say_yes(asked: UUID, *, by: Person, categories: Sequence[str] = (), units: Sequence[UUID] = ()) -> None:
    """To what she keeps of it: the categories and the other units that she has not left out."""
    terms = question(by, asked)
    require(policy.may_say_yes(by, terms.kind))
    kept = [one for one in terms.categories if one in categories]
    sides = [side for side in terms.there if side.unit == terms.owner_unit or side.unit in units]
    if terms.kind in SHARES and (not kept or len(sides) < 2):
        raise Refused(_("Välj minst en sak att berätta om och en som får veta. Eller svara nej."))
    with _as_unit(terms) as unit:
        row = _unanswered(asked)
        given = _give(terms, kept, sides, by, _asker(unit, row), coordination_id=row.coordination_id)
        _answered(row, YES, given)
    log_change("asked.yes", "asked", asked, person=by.id, left_out=len(terms.categories) - len(kept))


@transaction.atomic
def say_no(asked: UUID, *, by: Person) -> None:
    require(policy.may_decide(by))
    terms = question(by, asked)
    with _as_unit(terms) as unit:
        row = _unanswered(asked)
        said = refuse_consent(
            by.id, row.kind, by=_asker(unit, row), purpose=row.purpose, given_how=HOW[by.shown],
            sides=[_side(side) for side in terms.there], original_location=PLACE, **shown(),
        )  # fmt: skip
        _answered(row, NO, said)
    log_change("asked.no", "asked", asked, person=by.id)


@contextmanager
def _as_unit(terms: Terms) -> Iterator[Actor]:
    with acting_as_service(SERVICE, terms.owner_unit) as unit:
        yield replace(unit, staff=None)  # type: ignore[arg-type]  # nobody of the staff writes it


def _withdrawn(hers: Consent, by: Person, act: Callable[..., Any], *part: Any) -> None:
    with _as_unit(hers) as unit:
        act(hers.id, *part, by=unit, how=_("Av personen själv i Min väg."))
    log_change("consent.take_back", "consent", hers.id, person=by.id)


def _give(
    terms: Terms, categories: Sequence[str], sides: Sequence[Any], by: Person, unit: Actor, **facts: Any
) -> Any:
    sharing = {"sides": [_side(side) for side in sides], "categories": list(categories)}
    return give_consent(
        by.id, terms.kind, by=unit, purpose=terms.purpose, until=terms.until, given_how=HOW[by.shown],
        original_location=PLACE, **shown(), **(sharing if terms.kind in SHARES else {}), **facts,
    )  # fmt: skip


def _side(side: Any) -> Side:
    return Side(side.unit, side.gives, side.receives)


def _unanswered(asked: UUID) -> Asked:
    """Locked, so that two answers at once become one."""
    row = Asked.objects.select_for_update().get(id=asked)
    if row.state != WAITING:
        raise Refused(_("Du har redan svarat på det här."))
    return row


def _asker(unit: Actor, row: Asked) -> Actor:
    """Whoever asked stands as the consent's writer."""
    return replace(unit, staff=row.created_by_id) if row.created_by_id else unit


def _answered(row: Asked, state: str, said: Any) -> None:
    row.state, row.answered_at, row.consent = state, timezone.now(), said
    row.save(update_fields=["state", "answered_at", "consent"])
