"""The parts in a coordination's team."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import who_meet_persons
from samvag.cases.actions import team as actions
from samvag.cases.forms.coordination import AppointForm, PartForm, WhyForm
from samvag.cases.queries.coordination import CoordinationView, Member, open_coordination_of
from samvag.cases.queries.subject import Subject, subject_of
from samvag.cases.views.asking import Asks, ask
from samvag.kernel.errors import Unseen
from samvag.ui.answers import posted


@for_persons("GET", "POST")
def appoint(request: HttpRequest, card: UUID) -> HttpResponse:
    """Somebody of the own unit joins the team, or gets another part in it."""
    subject, view = _open(request, card)
    form = AppointForm(posted(request), colleagues=who_meet_persons(request.actor))
    lead = _("Den som inte har del i ert ärende får det som handläggare.")
    words = Asks(_("Lägg till i teamet"), _("Spara"), _("Teamet är ändrat."), lead=lead)
    return ask(
        request, subject, form, partial(actions.appoint, view.id, by=request.actor), words, back=_page(card)
    )


@for_persons("GET", "POST")
def part(request: HttpRequest, card: UUID, member: UUID) -> HttpResponse:
    subject, row = _member(request, card, member)
    form = PartForm(posted(request), initial={"role": row.role, "version": row.version})
    words = Asks(
        _("Byt uppgift i teamet"), _("Spara"), _("Teamet är ändrat."), lead=f"{row.name}, {row.short}"
    )
    return ask(
        request,
        subject,
        form,
        partial(actions.change_part, row.id, by=request.actor),
        words,
        back=_page(card),
    )


@for_persons("GET", "POST")
def end_part(request: HttpRequest, card: UUID, member: UUID) -> HttpResponse:
    subject, row = _member(request, card, member)
    done = _("%(name)s är inte längre med i teamet.") % {"name": row.name}
    lead = f"{row.name}, {row.short}"
    words = Asks(_("Avsluta uppgiften i teamet"), _("Avsluta"), done, lead=lead, danger=True)
    act = partial(actions.end_part, row.id, by=request.actor)
    return ask(request, subject, WhyForm(posted(request)), act, words, back=_page(card))


def _open(request: HttpRequest, card: UUID) -> tuple[Subject, CoordinationView]:
    subject = subject_of(request.actor, card)
    view = open_coordination_of(request.actor, subject.person)
    if view is None:
        raise Unseen
    return subject, view


def _member(request: HttpRequest, card: UUID, member: UUID) -> tuple[Subject, Member]:
    subject, view = _open(request, card)
    found = [one for one in view.team(timezone.localdate()) if one.id == member]
    if not found:
        raise Unseen
    return subject, found[0]


def _page(card: UUID) -> str:
    return reverse("cases:coordination", args=[card])
