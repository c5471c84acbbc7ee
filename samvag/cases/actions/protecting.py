"""Marking somebody as protected when the unit already has written about her: one act, and it cannot be undone."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.cases.actions.case import tell
from samvag.cases.actions.work import owned, write_note
from samvag.cases.events import persons_changed
from samvag.cases.models import Assignment, Case, Step
from samvag.cases.terms import MAIN
from samvag.consents.actions.withdrawing import withdraw, withdraw_party
from samvag.consents.models import Consent, Expressly
from samvag.consents.terms import FINSAM_FOLLOWUP, SHARES
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import DAY, ended, period
from samvag.people.actions import mark_card, name_opener, unmark_card
from samvag.people.events import person_marked
from samvag.people.few import few_now
from samvag.people.models import Card

MARK = "SELECT cases_mark(%s)"
#: How soon what was written in free text is to be read through.
READ_THROUGH = timedelta(days=1)


@transaction.atomic
def mark(card_id: UUID, protection: str, reason: str, *, by: Actor, named: Iterable[UUID] = ()) -> UUID:
    """Takes away what could tell where she is from all that the unit has, ends all sharing, gives new ids and closes.

    Open to the one who marks, the main contact and `named`. Returns the card's new id: the old one leads nowhere.
    """
    card = Card.objects.filter(id=card_id, owner_unit=by.unit).first()
    if card is None:
        raise Unseen
    person, main = card.person_id, _main_contact(card.person_id, by)
    require(policy.may_open_case(by))
    marked = mark_card(card_id, protection, reason, by=by, named={*named, *([main] if main else [])})
    _end_sharing(person, by)
    with connection.cursor() as cursor:
        cursor.execute(MARK, [person])
        card_id = cursor.fetchone()[0]
    person_marked.announce(owner_unit=by.unit, person=person, protection=marked.protection)
    _to_read_through(person, main, by)
    persons_changed.announce(owner_unit=by.unit, persons=[person])
    log_change("person.rekey", "card", card_id, person=person)
    return card_id


@transaction.atomic
def share_expressly(consent_id: UUID, *, by: Actor) -> None:
    """The unit's own word that this consent holds despite the protection: its rows are open to whom it names."""
    require(policy.may_open_case(by))
    consent = Consent.objects.filter(id=consent_id, withdrawn_at=None, refused=False, kind__in=SHARES).first()
    if consent is None:
        raise Unseen
    if Expressly.objects.filter(consent=consent, unit=by.unit).exists():
        raise Refused(_("Det är redan sagt om det här samtycket."))
    Expressly(consent=consent, unit_id=by.unit, staff_id=by.staff).save(force_insert=True)
    log_change("consent.expressly", "consent", consent.id, person=consent.person_id)
    persons_changed.announce(owner_unit=by.unit, persons=[consent.person_id])


@transaction.atomic
def lift(card_id: UUID, reason: str, *, by: Actor) -> None:
    """The protection has ended. Why stands as a note in the case; nothing that was taken away comes back."""
    require(policy.may_open_case(by))
    card = unmark_card(card_id, reason, by=by)
    case = Case.objects.filter(person=card.person_id, owner_unit=by.unit, closed_on=None).first()
    if case is not None:
        write_note(case.id, _("Skyddet är borttaget: %(why)s") % {"why": reason.strip()}, by=by)
    log_change("case.unmark", "case", case.id if case else None, person=card.person_id)


@transaction.atomic
def hand_protected(case_id: UUID, person: UUID, staff: UUID, reason: str, *, by: Actor) -> None:
    """The manager gives a protected case a main contact by its reference, without opening it; the new one is named."""
    require(policy.may_name_main(by))
    if staff not in {row.staff_id for row in few_now(person, by)}:
        name_opener(person, staff, reason, by=by)
    today = timezone.localdate()
    running = Assignment.objects.filter(case=case_id, owner_unit=by.unit, period__contains=today)
    if running.filter(role=MAIN, staff=staff).exists():
        raise Refused(_("Hon eller han är redan huvudkontakt."))
    for part in running.filter(role=MAIN) | running.filter(staff=staff):
        _end(part, reason)
    Assignment(case_id=case_id, owner_unit_id=by.unit, staff_id=staff, role=MAIN, period=period(today)).save(
        force_insert=True
    )
    log_change("case.assign", "case", case_id, person=person, role=MAIN, staff=staff)
    persons_changed.announce(owner_unit=by.unit, persons=[person])


def _main_contact(person: UUID, by: Actor) -> UUID | None:
    parts = Assignment.objects.filter(
        case__person=person, owner_unit=by.unit, role=MAIN, period__contains=timezone.localdate()
    )
    return parts.order_by("id").values_list("staff", flat=True).first()


def _end_sharing(person: UUID, by: Actor) -> None:
    """The unit's own consents that share or go to follow-up, and its part in others'. They are asked for anew; why is
    not said, since the others named in them read it."""
    how = _("Uppgifterna frågas på nytt.")
    living = Consent.objects.filter(person=person, withdrawn_at=None, refused=False).order_by(
        "created_at", "id"
    )
    for consent in living.filter(owner_unit=by.unit, kind__in=[*SHARES, FINSAM_FOLLOWUP]):
        withdraw(consent.id, by=by, how=how)
    for consent in living.exclude(owner_unit=by.unit).filter(
        parties__unit=by.unit, parties__withdrawn_at=None
    ):
        withdraw_party(consent.id, by.unit, by=by, how=how)


def _to_read_through(person: UUID, main: UUID | None, by: Actor) -> None:
    """What people wrote in their own words no machine can clean: somebody is to read it, tomorrow at the latest."""
    case = Case.objects.filter(person=person, owner_unit=by.unit, closed_on=None).first()
    if case is None:
        return
    step = Step(
        **owned(case, by, Category.PLANNING),
        what=_("Läs igenom anteckningar, kontakter och handlingar: ta bort adress, telefon, skola och arbetsplats."),
        doer="STAFF", staff_id=main or by.staff, due_on=timezone.localdate() + READ_THROUGH,
    )  # fmt: skip
    step.save(force_insert=True)
    tell(step, "create")


def _end(part: Assignment, why: str) -> None:
    today = timezone.localdate()
    if part.period.lower >= today:
        part.delete()
        return
    part.period, part.end_reason = ended(part.period, today - DAY), why
    part.save(update_fields=["period", "end_reason"])
