"""A person's participations: beginning, uppgifter at start and end, ending, correcting."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import made_up
from samvag.cases.actions import participation as actions
from samvag.cases.forms import participation as forms
from samvag.cases.queries import participation as queries
from samvag.cases.queries.subject import Subject, subject_of
from samvag.cases.terms import ENTRY, EXIT, SNAPSHOT_MOMENTS
from samvag.cases.views.asking import Asks, ask
from samvag.catalogue.queries import own_interventions
from samvag.kernel.errors import Unseen
from samvag.people.queries import card_of
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show

LABELS = dict(SNAPSHOT_MOMENTS)


@for_persons("GET", "POST")
def participation(request: HttpRequest, card: UUID) -> HttpResponse:
    """Those there are, with what is missing, and the form for a new one."""
    subject, actor = subject_of(request.actor, card), request.actor
    form = forms.StartForm(
        posted(request), interventions=own_interventions(actor), made_up=made_up(actor),
        initial={"first": timezone.localdate(), "home_municipality": card_of(actor, card).home_municipality},
    )  # fmt: skip
    made = attempt(form, lambda **given: actions.start_participation(subject.to_work_on(), by=actor, **given))
    if made:
        path = reverse("cases:uppgifter", args=[card, made.id, ENTRY])
        return go_on(
            request, path, _("Deltagandet har börjat. Fyll i uppgifterna vid start, nu eller senare.")
        )
    rows = [row for row in queries.participations_of(actor, subject.person, everything=True) if row.own]
    context = {"subject": subject, "form": form, "rows": rows[::-1], "back": person_path(card)}
    return show(request, "cases/participation.html", context, status=status_of(form))


@for_persons("GET", "POST")
def uppgifter(request: HttpRequest, card: UUID, participation: UUID, moment: str) -> HttpResponse:
    subject, facts = _of(request, card, participation)
    if moment not in LABELS:
        raise Unseen
    recorded = queries.snapshots_of(request.actor, facts.id)
    form = forms.UppgifterForm(posted(request), recorded=recorded.get(moment))
    back = came_from(request, _list(card))
    if attempt(form, lambda **given: actions.record_uppgifter(facts.id, moment, by=request.actor, **given)):
        return go_on(request, back, _("Uppgifterna är sparade."))
    day = facts.first if moment == ENTRY else facts.last
    context = {"subject": subject, "facts": facts, "form": form, "back": back, "day": day}
    context |= {"title": LABELS[moment], "before": recorded.get(ENTRY) if moment == EXIT else None}
    return show(request, "cases/uppgifter.html", context, status=status_of(form))


@for_persons("GET", "POST")
def end(request: HttpRequest, card: UUID, participation: UUID) -> HttpResponse:
    subject, facts = _of(request, card, participation)
    form = forms.EndForm(posted(request), today=timezone.localdate())
    done = _("Deltagandet är avslutat. Fyll i uppgifterna vid avslut, nu eller senare.")
    words = Asks(_("Avsluta deltagandet"), _("Avsluta"), done, lead=facts.name)
    act = partial(actions.end_participation, facts.id, by=request.actor)
    to = reverse("cases:uppgifter", args=[card, facts.id, EXIT])
    return ask(request, subject, form, act, words, back=came_from(request, _list(card)), to=to)


@for_persons("GET", "POST")
def correct(request: HttpRequest, card: UUID, participation: UUID) -> HttpResponse:
    subject, facts = _of(request, card, participation)
    recorded = {name: getattr(facts, name) for name in (*forms.CorrectForm.base_fields, "version")}
    form = forms.CorrectForm(posted(request), initial=recorded, made_up=made_up(request.actor))
    done = _("Deltagandet är rättat. Det som stod förut finns i loggen.")
    words = Asks(_("Rätta deltagandet"), _("Spara"), done, lead=facts.name)
    act = partial(actions.correct_participation, facts.id, by=request.actor)
    return ask(request, subject, form, act, words, back=_list(card))


@for_persons("GET", "POST")
def misregister(request: HttpRequest, card: UUID, participation: UUID) -> HttpResponse:
    subject, facts = _of(request, card, participation)
    lead = _("%(name)s stängs och räknas inte. Inget raderas.") % {"name": facts.name}
    done = _("Stängt som felregistrerat. Det räknas inte i någon statistik.")
    words = Asks(_("Felregistrerat?"), _("Stäng som felregistrerat"), done, lead=lead, danger=True)
    act = partial(actions.misregister, facts.id, by=request.actor)
    return ask(request, subject, forms.MisregisterForm(posted(request)), act, words, back=_list(card))


def _of(request: HttpRequest, card: UUID, participation: UUID) -> tuple[Subject, queries.Facts]:
    """The person of the page and her participation; one of somebody else's is not found."""
    subject = subject_of(request.actor, card)
    facts = queries.participation(request.actor, participation)
    if facts.person != subject.person:
        raise Unseen
    return subject, facts


def _list(card: UUID) -> str:
    return reverse("cases:participation", args=[card])
