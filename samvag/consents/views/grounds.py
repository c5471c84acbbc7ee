"""Pages beside the consents: spärr, sharing by law, a guardian's insight, and what was let out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.pages import for_persons, opens_to
from samvag.access.roles import WHOLE_UNIT
from samvag.agencies.queries import Entry, directory
from samvag.consents.actions import blocking, disclosing, guardians, lawful
from samvag.consents.forms.grounds import BlockForm, ByLawForm, DisclosureForm, InsightForm, LiftForm
from samvag.consents.queries import grounds
from samvag.consents.queries.consents import living_consents_of
from samvag.consents.wording import BLOCK, BY_LAW, DISCLOSE, INSIGHT, LIFT, Asked
from samvag.kernel.errors import Unseen
from samvag.people.queries import card_of
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons("GET", "POST")
def block(request: HttpRequest, card: UUID) -> HttpResponse:
    form = BlockForm(posted(request), units=_others(request))
    return _asked(request, card, form, blocking.block, BLOCK)


@for_persons("GET", "POST")
def lift(request: HttpRequest, card: UUID, block: UUID) -> HttpResponse:
    person = card_of(request.actor, card)
    found = [one for one in grounds.blocks_of(request.actor, person.person_id) if one.id == block]
    if not found:
        raise Unseen
    act = LIFT._replace(lead=found[0].says)
    return _asked(
        request, card, LiftForm(posted(request)), lambda _of, **said: blocking.lift(block, **said), act
    )


@opens_to(WHOLE_UNIT, "GET", "POST")
def by_law(request: HttpRequest, card: UUID) -> HttpResponse:
    return _asked(
        request, card, ByLawForm(posted(request), units=_others(request)), lawful.share_by_law, BY_LAW
    )


@opens_to(WHOLE_UNIT, "POST")
def end_by_law(request: HttpRequest, card: UUID, share: UUID) -> HttpResponse:
    card_of(request.actor, card)
    lawful.end_share(share, by=request.actor)
    return go_on(request, _list_of(card), _("Beslutet gäller inte längre."))


@opens_to(WHOLE_UNIT, "GET", "POST")
def insight(request: HttpRequest, card: UUID) -> HttpResponse:
    return _asked(request, card, InsightForm(posted(request)), guardians.grant_insight, INSIGHT)


@opens_to(WHOLE_UNIT, "POST")
def end_insight(request: HttpRequest, card: UUID, decision: UUID) -> HttpResponse:
    card_of(request.actor, card)
    guardians.end_insight(decision, by=request.actor)
    return go_on(request, _list_of(card), _("Insynen är avslutad."))


@for_persons()
def disclosures(request: HttpRequest, card: UUID) -> HttpResponse:
    person = card_of(request.actor, card)
    found = grounds.disclosures_of(request.actor, person.person_id)
    return show(request, "consents/disclosures.html", {"person": person, "disclosures": found})


@for_persons("GET", "POST")
def disclose(request: HttpRequest, card: UUID) -> HttpResponse:
    living = living_consents_of(request.actor, card_of(request.actor, card).person_id)
    form = DisclosureForm(posted(request), units=_others(request), consents=living)

    def written(person: UUID, *, by: Actor, **_said: Any) -> Any:
        return disclosing.disclose(person, by=by, **form.facts())

    return _asked(request, card, form, written, DISCLOSE, list_of="consents:disclosures")


def _asked(
    request: HttpRequest, card: UUID, form: forms.Form, act: Callable[..., Any], words: Asked,
    list_of: str = "consents:list",
) -> HttpResponse:  # fmt: skip
    """Asks, does it about the person, and goes back to where one came from."""
    person = card_of(request.actor, card)
    back = reverse(list_of, args=[card])
    if attempt(form, lambda **said: act(person.person_id, by=request.actor, **said)):
        return go_on(request, came_from(request, back), str(words.done))
    label = _("Utlämnat") if list_of == "consents:disclosures" else _("Samtycken")
    facts = {"person": person, "form": form, "back": {"label": label, "href": back}, **words._asdict()}
    return show(request, "consents/ask.html", facts, status=status_of(form))


def _others(request: HttpRequest) -> list[Entry]:
    return [unit for unit in directory(request.actor) if unit.id != request.actor.unit]


def _list_of(card: UUID) -> str:
    return reverse("consents:list", args=[card])
