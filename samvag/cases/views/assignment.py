"""Who of the unit has the case; closing it and opening it again."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import who_meet_persons
from samvag.cases.actions.case import assign as give_part
from samvag.cases.actions.case import close_case, end_assignment, reopen_case
from samvag.cases.forms.caseload import AssignForm, CloseForm
from samvag.cases.parts import main_contacts, now, nth_main
from samvag.cases.queries.subject import subject_of
from samvag.cases.queries.team import assignments_of
from samvag.cases.terms import ASSIGNMENT_ROLES
from samvag.cases.views.asking import Asks, ask
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons("GET", "POST")
def assign(request: HttpRequest, card: UUID) -> HttpResponse:
    """Who has it and has had it, and the form that gives somebody a part."""
    subject, today = subject_of(request.actor, card), timezone.localdate()
    form = AssignForm(posted(request), colleagues=who_meet_persons(request.actor), today=today)
    back = came_from(request, person_path(card))
    act = lambda **given: give_part(subject.to_work_on(), by=request.actor, **given) or True  # noqa: E731
    if attempt(form, act):
        return go_on(request, back, _("Sparat."))
    parts = assignments_of(request.actor, subject.person)
    context = {"subject": subject, "form": form, "back": back, "roles": dict(ASSIGNMENT_ROLES)}
    context |= {
        "having": now(parts, today),
        "had": [one for one in parts if one.last and one.last < today][::-1],
    }
    count = main_contacts(parts)
    context["nth"] = nth_main(count) if count > 1 else ""
    return show(request, "cases/assign.html", context, status=status_of(form))


@for_persons("POST")
def unassign(request: HttpRequest, card: UUID, assignment: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    end_assignment(assignment, by=request.actor)
    still = now(assignments_of(request.actor, subject.person), timezone.localdate())
    mine = request.actor.sees_whole_unit or any(one.staff == request.actor.staff for one in still)
    return go_on(request, reverse("cases:assign", args=[card]) if mine else "/", _("Ändrat från i dag."))


@for_persons("GET", "POST")
def close(request: HttpRequest, card: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    form = CloseForm(posted(request), today=timezone.localdate())
    lead = _("Steg som är kvar avslutas som inte längre behövda, och väntan och paus slutar. Inget raderas.")
    done = _("Ärendet är avslutat. Det går att öppna igen.")
    words = Asks(_("Avsluta ärendet"), _("Avsluta ärendet"), done, lead=lead)

    def act(last: date, reason: str) -> None:
        close_case(subject.to_work_on(), reason, by=request.actor, closed_on=last)

    return ask(request, subject, form, act, words, back=person_path(card))


@for_persons("POST")
def reopen(request: HttpRequest, card: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    if subject.case:
        reopen_case(subject.case, by=request.actor)
    return go_on(request, person_path(card), _("Ärendet är öppet igen."))
