"""Steps: what happens next, who does it, and reminding those who never log in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.cases.actions.steps import change_step, reopen_step
from samvag.cases.actions.steps import remind as note_reminder
from samvag.cases.actions.work import add_step, end_step
from samvag.cases.forms.step import RemindForm, StepEndForm, StepForm
from samvag.cases.queries import writing
from samvag.cases.queries.steps import step_of, steps_ahead, steps_ended
from samvag.cases.queries.subject import subject_of
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons("GET", "POST")
def step(request: HttpRequest, card: UUID) -> HttpResponse:
    by, subject = request.actor, subject_of(request.actor, card)
    form = StepForm(posted(request), **writing.whom_to_ask(by, request.POST.get("doer", "")))
    back = came_from(request, person_path(card))
    if attempt(form, lambda **given: add_step(subject.to_work_on(), by=by, **given)):
        return go_on(request, back, _("Steget är sparat."))
    context = {"subject": subject, "form": form, "back": back, "today": timezone.localdate()}
    context["ahead"] = steps_ahead(by, subject.person)
    context["ended"] = steps_ended(by, subject.person, most=10)
    return show(request, "cases/step.html", context, status=status_of(form))


@for_persons("GET", "POST")
def edit(request: HttpRequest, card: UUID, step: UUID) -> HttpResponse:
    by, subject = request.actor, subject_of(request.actor, card)
    row = step_of(by, subject.person, step)
    form = StepForm(
        posted(request), initial=row.as_initial(), **writing.whom_to_ask(by, request.POST.get("doer", ""))
    )
    back = came_from(request, person_path(card))
    if attempt(form, lambda **given: change_step(step, by=by, **given)):
        return go_on(request, back, _("Steget är ändrat."))
    context = {"subject": subject, "form": form, "back": back, "step": row}
    return show(request, "cases/step_edit.html", context, status=status_of(form))


@for_persons("GET", "POST")
def end(request: HttpRequest, card: UUID, step: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    row = step_of(request.actor, subject.person, step)
    form = StepEndForm(posted(request))
    back = came_from(request, person_path(card))
    if attempt(form, lambda **given: end_step(step, by=request.actor, **given)):
        return go_on(
            request, back, _("Steget är avslutat."), undo=reverse("cases:step_reopen", args=[card, step])
        )
    context = {"subject": subject, "form": form, "back": back, "step": row}
    return show(request, "cases/step_end.html", context, part="sheet", status=status_of(form))


@for_persons("POST")
def reopen(request: HttpRequest, card: UUID, step: UUID) -> HttpResponse:
    reopen_step(step, by=request.actor)
    return go_on(request, came_from(request, person_path(card)), _("Steget är öppet igen."))


@for_persons("GET", "POST")
def remind(request: HttpRequest, card: UUID, step: UUID) -> HttpResponse:
    """Phone number, what to say and what to send; and the note that it was done."""
    subject = subject_of(request.actor, card)
    row = step_of(request.actor, subject.person, step)
    form = RemindForm(posted(request))
    back = came_from(request, person_path(card))
    if attempt(form, lambda channel: note_reminder(step, channel, by=request.actor)):
        return go_on(request, back, _("Påminnelsen är antecknad."))
    context = {"subject": subject, "form": form, "back": back, "step": row, "today": timezone.localdate()}
    context["phone"] = writing.own_phone(request.actor)
    return show(request, "cases/remind.html", context, status=status_of(form))
