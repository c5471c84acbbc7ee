"""Simple meetings: booked, moved, cancelled, and how they went."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.versions import as_read
from samvag.agencies.models import Membership
from samvag.cases import policy
from samvag.cases.actions.case import own_case, tell
from samvag.cases.actions.guarded import without_place
from samvag.cases.actions.work import owned, record_contact
from samvag.cases.models import Contact, Meeting, MeetingParticipant
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen

BOOKED = frozenset(
    {"about", "starts_at", "ends_at", "form", "place", "interpreter", "interpreter_language", "with_person"}
)
CONTACT_CHANNEL = {"PHYSICAL": "MEETING", "HYBRID": "MEETING", "DIGITAL": "VIDEO"}


@transaction.atomic
def book_meeting(
    case_id: UUID,
    *,
    by: Actor,
    staff: Iterable[UUID] = (),
    others: Iterable[tuple[str, str]] = (),
    category: str = Category.PLANNING,
    **facts: Any,
) -> Meeting:
    """`facts` are those of `BOOKED`; `others` are names with organisations. Whoever books it takes part."""
    case = own_case(case_id, by)
    meeting = without_place(Meeting(**owned(case, by, category), **_booked(facts)))
    meeting.save(force_insert=True)
    _invite(meeting, {by.staff, *staff}, others)
    tell(meeting, "create", starts_at=meeting.starts_at)
    return meeting


@transaction.atomic
def change_meeting(
    meeting_id: UUID,
    *,
    by: Actor,
    staff: Iterable[UUID] = (),
    others: Iterable[tuple[str, str]] = (),
    version: int | None = None,
    **facts: Any,
) -> Meeting:
    """Time, place and who; how it went stands. `version` is what the writer had read."""
    meeting = _own_meeting(meeting_id, by)
    if meeting.cancelled_at or meeting.held is not None:
        raise Refused(_("Mötet är inställt eller har redan varit. Boka ett nytt."))
    as_read(meeting, version)
    was = meeting.starts_at
    for name, value in _booked(facts).items():
        setattr(meeting, name, value)
    _save(without_place(meeting), *BOOKED)
    _invite(meeting, {by.staff, *staff}, others)
    tell(meeting, "change", was_at=was, starts_at=meeting.starts_at)
    return meeting


@transaction.atomic
def cancel_meeting(meeting_id: UUID, reason: str, *, by: Actor) -> Meeting:
    meeting = _own_meeting(meeting_id, by)
    if meeting.cancelled_at or meeting.held is not None:
        raise Refused(_("Mötet är redan inställt eller har redan varit."))
    meeting.cancelled_at, meeting.cancel_reason = timezone.now(), reason.strip()
    _save(meeting, "cancelled_at", "cancel_reason")
    tell(meeting, "cancel")
    return meeting


@transaction.atomic
def restore_meeting(meeting_id: UUID, *, by: Actor) -> Meeting:
    """Undoes a cancelling that was a mistake."""
    meeting = _own_meeting(meeting_id, by)
    if meeting.cancelled_at is None:
        raise Refused(_("Mötet är inte inställt."))
    meeting.cancelled_at, meeting.cancel_reason = None, ""
    _save(meeting, "cancelled_at", "cancel_reason")
    tell(meeting, "restore")
    return meeting


@transaction.atomic
def set_interpreter(meeting_id: UUID, state: str, *, by: Actor, version: int | None = None) -> Meeting:
    """Needed, ordered or confirmed: one tap each."""
    meeting = _own_meeting(meeting_id, by)
    as_read(meeting, version)
    meeting.interpreter = state
    _save(meeting, "interpreter")
    tell(meeting, "interpreter", state=state)
    return meeting


@transaction.atomic
def tell_how_it_went(
    meeting_id: UUID,
    *,
    by: Actor,
    held: bool,
    person_came: bool | None = None,
    attended: Iterable[UUID] = (),
    version: int | None = None,
) -> Meeting:
    """Whether it was held and who came. A held meeting with the person is a contact too, reached or not."""
    meeting = _own_meeting(meeting_id, by)
    as_read(meeting, version)
    if meeting.cancelled_at:
        raise Refused(_("Mötet är inställt."))
    if meeting.starts_at > timezone.now():
        raise Refused(_("Mötet har inte börjat än."))
    came = person_came if held and meeting.with_person else None
    meeting.held, meeting.person_came = held, came
    _save(meeting, "held", "person_came")
    there = set(attended)
    for participant in meeting.participants.order_by("id"):
        participant.attended = held and participant.id in there
        participant.save(update_fields=["attended"])
    _contact_of(meeting, by)
    tell(meeting, "held" if held else "not_held", person_came=came)
    return meeting


def _own_meeting(meeting_id: UUID, by: Actor) -> Meeting:
    """The meeting locked for change, in a case that is still open; or not found."""
    meeting = Meeting.objects.select_for_update().filter(id=meeting_id).first()
    if meeting is None:
        raise Unseen
    require(policy.may_change_row(by, meeting.owner_unit_id))
    own_case(meeting.case_id, by)
    return meeting


def _booked(facts: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in facts.items() if name in BOOKED}
    starts, ends = given.get("starts_at"), given.get("ends_at")
    if not isinstance(starts, datetime) or not isinstance(ends, datetime) or ends <= starts:
        raise Refused(_("Mötet måste sluta efter att det har börjat. Ändra sluttiden."))
    if not given.get("about", "").strip():
        raise Refused(_("Skriv vad mötet gäller."))
    return given


def _invite(meeting: Meeting, staff: set[UUID], others: Iterable[tuple[str, str]]) -> None:
    """Those who are still invited keep what is known of them."""
    names = {(name.strip(), organisation.strip()) for name, organisation in others if name.strip()}
    here = set(
        Membership.objects.filter(
            staff__in=staff, unit=meeting.owner_unit_id, period__contains=timezone.localdate()
        ).values_list("staff", flat=True)
    )
    if staff - here:
        raise Refused(_("Någon av deltagarna arbetar inte hos er i dag. Välj om."))
    for participant in meeting.participants.order_by("id"):
        key = (participant.name, participant.organisation)
        if participant.staff_id in staff or key in names:
            staff, names = staff - {participant.staff_id}, names - {key}
        else:
            participant.delete()
    made = [MeetingParticipant(meeting=meeting, staff_id=one) for one in sorted(staff)]
    made += [MeetingParticipant(meeting=meeting, name=name, organisation=of) for name, of in sorted(names)]
    for participant in made:
        participant.save(force_insert=True)


def _contact_of(meeting: Meeting, by: Actor) -> None:
    """One contact a meeting: an answer that is changed changes the contact."""
    Contact.objects.filter(meeting=meeting).delete()
    if meeting.person_came is None:
        return
    record_contact(
        meeting.case_id,
        by=by,
        channel=CONTACT_CHANNEL[meeting.form],
        reached=meeting.person_came,
        line=meeting.about,
        on=timezone.localdate(meeting.starts_at),
        meeting=meeting,
    )


def _save(meeting: Meeting, *fields: str) -> None:
    meeting.save(update_fields=fields)
