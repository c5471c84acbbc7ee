"""A unit asks a person in Min väg."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import directory
from samvag.cases.queries.coordination import open_coordination_of
from samvag.consents.terms import CONSENT_KINDS
from samvag.my_way.actions import asking
from samvag.my_way.forms import AskForm
from samvag.my_way.queries.asking import asked_of
from samvag.outbox.queries import own_choice, way_of_card
from samvag.people.queries import card_of
from samvag.ui.answers import attempt, go_on, posted, status_of


@for_persons()
def asked(request: HttpRequest, card: UUID) -> HttpResponse:
    """What was asked and what became of it, and what she has said of how she is reached."""
    person = card_of(request.actor, card)
    facts = {
        "person": person,
        "asked": asked_of(request.actor, person.person_id),
        "choice": own_choice(request.actor, card),
        "way": way_of_card(request.actor, card),
        "kinds": CONSENT_KINDS,
    }
    return render(request, "my_way/asked.html", facts)


@for_persons("GET", "POST")
def ask(request: HttpRequest, card: UUID) -> HttpResponse:
    person = card_of(request.actor, card)
    kind = request.GET.get("kind", "")
    if kind not in dict(CONSENT_KINDS):
        kind = CONSENT_KINDS[0][0]
    units = [unit for unit in directory(request.actor) if unit.id != request.actor.unit]
    form = AskForm(
        posted(request),
        kind=kind,
        units=units,
        today=timezone.localdate(),
        joint=_joint(request, person.person_id),
    )
    if attempt(form, lambda **_said: asking.ask(person.person_id, kind, by=request.actor, **form.facts())):
        return go_on(request, reverse("my_way:asked", args=[card]), _("Frågan är ställd i Min väg."))
    facts = {"person": person, "form": form, "kind_label": dict(CONSENT_KINDS)[kind]}
    return render(request, "my_way/ask.html", facts, status=status_of(form))


@for_persons("POST")
def take_back(request: HttpRequest, card: UUID, asked: UUID) -> HttpResponse:
    card_of(request.actor, card)
    asking.take_back_question(asked, by=request.actor)
    return go_on(request, reverse("my_way:asked", args=[card]), _("Frågan är tillbakatagen."))


def _joint(request: HttpRequest, person: UUID) -> list[tuple[str, str]]:
    """The coordination that the unit leads: the answer may belong to it."""
    found = open_coordination_of(request.actor, person)
    if found is None or found.lead != request.actor.unit:
        return []
    return [(str(found.id), _("Samordningen: %(purpose)s") % {"purpose": found.purpose})]
