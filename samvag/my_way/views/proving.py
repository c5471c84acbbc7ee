"""The number or the address on the unit's card is proven: by a code that the person says to the one she sits with."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pace import keep_pace
from samvag.access.pages import for_persons
from samvag.my_way.forms import CodeForm
from samvag.outbox import actions, policy, queries
from samvag.people.queries import card_of
from samvag.ui.answers import go_on, posted


@for_persons("GET", "POST")
def prove(request: HttpRequest, card: UUID) -> HttpResponse:
    person = card_of(request.actor, card)
    form = CodeForm(posted(request))
    if form.is_right(lambda code: actions.prove(card, code, by=request.actor)):
        return go_on(
            request, reverse("my_way:prove", args=[card]), _("Prövat. Koder till Min väg kan gå dit.")
        )
    way = queries.way_of_card(request.actor, card)
    facts = {
        "person": person,
        "form": form,
        "way": way,
        "may_send": policy.may_send_proof(way),
        "choice": queries.own_choice(request.actor, card),
    }
    return render(request, "my_way/prove.html", facts, status=form.status)


@for_persons("POST")
def prove_send(request: HttpRequest, card: UUID) -> HttpResponse:
    keep_pace("prove", request.actor)
    actions.send_proof(card, by=request.actor)
    return go_on(request, reverse("my_way:prove", args=[card]), _("Koden är på väg."))
