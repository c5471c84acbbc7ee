"""Restricting what a unit has about a person, and lifting it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import opens_to
from samvag.access.roles import KEEPS_RIGHTS
from samvag.agencies.queries import colleagues
from samvag.rights.actions import restriction as actions
from samvag.rights.forms.answers import LiftForm, RestrictForm
from samvag.rights.queries import restriction as queries
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.parts import show


@opens_to(KEEPS_RIGHTS, "GET", "POST")
def restrict(request: HttpRequest, card: UUID) -> HttpResponse:
    person = queries.whom(request.actor, card)
    others = [one for one in colleagues(request.actor) if one[0] != request.actor.staff]
    form = RestrictForm(posted(request), others=others)
    made = attempt(form, lambda **given: actions.restrict(card, by=request.actor, **given))
    if made:
        there = reverse("rights:restriction", args=[made.id])
        return go_on(request, there, _("Uppgifterna är begränsade från nu. Bara de du valde ser dem."))
    return show(request, "rights/restrict.html", {"person": person, "form": form}, status=status_of(form))


@opens_to(KEEPS_RIGHTS, "GET", "POST")
def restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    """By its own address, as the person's pages are closed to most."""
    it = queries.restriction(request.actor, restriction)
    form = LiftForm(posted(request))
    if attempt(form, lambda **given: actions.lift_restriction(restriction, by=request.actor, **given)):
        return go_on(
            request, reverse("rights:hub"), _("Begränsningen är upphävd. Uppgifterna syns som förut.")
        )
    return show(request, "rights/restriction.html", {"it": it, "form": form}, status=status_of(form))
