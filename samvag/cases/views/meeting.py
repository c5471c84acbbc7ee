"""Simple meetings: book, move, cancel, interpreter, and how it went."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.cases.actions import meeting as actions
from samvag.cases.forms.meeting import CancelForm, HeldForm, InterpreterForm, MeetingForm
from samvag.cases.queries.meetings import MeetingRow, meeting_of, meetings_of
from samvag.cases.queries.subject import Subject, subject_of
from samvag.cases.queries.writing import people_here
from samvag.kernel.weeks import Appointment, calendar_file
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons("GET", "POST")
def meeting(request: HttpRequest, card: UUID) -> HttpResponse:
    by, subject = request.actor, subject_of(request.actor, card)
    form = MeetingForm(posted(request), initial=_begun(subject), colleagues=people_here(by)[1:])
    back = came_from(request, person_path(card))
    made = attempt(form, lambda **given: actions.book_meeting(subject.to_work_on(), by=by, **given))
    if made:
        return go_on(request, reverse("cases:meeting_show", args=[card, made.id]), _("Mötet är bokat."))
    context = {"subject": subject, "form": form, "back": back, "now": timezone.now()}
    context["meetings"] = meetings_of(by, subject.person)
    return show(request, "cases/meeting.html", context, status=status_of(form))


@for_persons()
def meeting_show(request: HttpRequest, card: UUID, meeting: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    row = meeting_of(request.actor, subject.person, meeting)
    form = HeldForm(**_asked_of(row))
    return show(request, "cases/meeting_show.html", _shown(request, subject, row, form))


@for_persons("GET", "POST")
def edit(request: HttpRequest, card: UUID, meeting: UUID) -> HttpResponse:
    by, subject = request.actor, subject_of(request.actor, card)
    row = meeting_of(by, subject.person, meeting)
    form = MeetingForm(posted(request), initial=row.as_initial(), colleagues=people_here(by)[1:])
    back = reverse("cases:meeting_show", args=[card, meeting])
    if attempt(form, lambda **given: actions.change_meeting(meeting, by=by, **given)):
        return go_on(request, back, _("Mötet är ändrat."))
    context = {"subject": subject, "form": form, "back": back, "meeting": row}
    return show(request, "cases/meeting_edit.html", context, status=status_of(form))


@for_persons("GET", "POST")
def cancel(request: HttpRequest, card: UUID, meeting: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    row = meeting_of(request.actor, subject.person, meeting)
    form, back = CancelForm(posted(request)), reverse("cases:meeting_show", args=[card, meeting])
    if attempt(form, lambda reason: actions.cancel_meeting(meeting, reason, by=request.actor)):
        undo = reverse("cases:meeting_restore", args=[card, meeting])
        return go_on(request, back, _("Mötet är inställt."), undo=undo)
    context = {"subject": subject, "form": form, "back": back, "meeting": row}
    return show(request, "cases/meeting_cancel.html", context, status=status_of(form))


@for_persons("POST")
def restore(request: HttpRequest, card: UUID, meeting: UUID) -> HttpResponse:
    actions.restore_meeting(meeting, by=request.actor)
    return go_on(
        request, reverse("cases:meeting_show", args=[card, meeting]), _("Mötet är kvar som det var.")
    )


@for_persons("POST")
def interpreter(request: HttpRequest, card: UUID, meeting: UUID) -> HttpResponse:
    row = meeting_of(request.actor, subject_of(request.actor, card).person, meeting)
    back = reverse("cases:meeting_show", args=[card, meeting])
    form = _of_interpreter(row, request)
    done = attempt(form, lambda **given: actions.set_interpreter(meeting, by=request.actor, **given))
    return go_on(request, back, _("Tolken är antecknad.") if done else "")


@for_persons("POST")
def held(request: HttpRequest, card: UUID, meeting: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    row = meeting_of(request.actor, subject.person, meeting)
    form = HeldForm(posted(request), **_asked_of(row))
    if attempt(form, lambda **given: actions.tell_how_it_went(meeting, by=request.actor, **given)):
        return go_on(request, came_from(request, person_path(card)), _("Det är antecknat hur mötet gick."))
    return show(
        request, "cases/meeting_show.html", _shown(request, subject, row, form), status=status_of(form)
    )


@for_persons()
def file(request: HttpRequest, card: UUID, meeting: UUID) -> HttpResponse:
    """For the officer's own calendar: time, place and a link. No name, no matter, no participants."""
    subject = subject_of(request.actor, card)
    row = meeting_of(request.actor, subject.person, meeting)
    response = HttpResponse(_calendar(request, subject, row), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.starts_at:%Y-%m-%d}.ics"'
    return response


def _calendar(request: HttpRequest, subject: Subject, row: MeetingRow) -> bytes:
    """Where a protected person is to be stays in Samväg."""
    what = Appointment(
        uid=str(row.id),
        summary=_("Möte (Samväg)"),
        link=request.build_absolute_uri(reverse("cases:meeting_show", args=[subject.card, row.id])),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place="" if subject.protected else row.place,
        sequence=row.version,
        cancelled=row.cancelled_at is not None,
    )
    return calendar_file(what, timezone.now())


def _begun(subject: Subject) -> dict:
    if not subject.interpreter:
        return {}
    return {"interpreter": "NEEDED", "interpreter_language": subject.language}


def _asked_of(row: MeetingRow) -> dict:
    there = [(str(one.id), ", ".join(filter(None, (one.name, one.organisation)))) for one in row.participants]
    return {"participants": there, "with_person": row.with_person, "initial": row.as_told()}


def _shown(request: HttpRequest, subject: Subject, row: MeetingRow, form: HeldForm) -> dict:
    back = came_from(request, person_path(subject.card))
    facts = {"subject": subject, "meeting": row, "form": form, "back": back, "now": timezone.now()}
    return {**facts, "of_interpreter": _of_interpreter(row)}


def _of_interpreter(row: MeetingRow, request: HttpRequest | None = None) -> InterpreterForm:
    stands = {"state": row.interpreter, "version": row.version}
    return InterpreterForm(posted(request) if request else None, initial=stands)
