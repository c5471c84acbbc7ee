"""Deciding that a person is not told of the unit's reads for a time, and ending it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import opens_to
from samvag.access.roles import LEADS
from samvag.rights.actions import withholding as actions
from samvag.rights.extract.whom import whom
from samvag.rights.forms.answers import WithholdForm
from samvag.rights.queries.withholding import decided
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.parts import show


@opens_to(LEADS, "GET", "POST")
def withhold(request: HttpRequest, card: UUID) -> HttpResponse:
    person = whom(request.actor, card)
    form = WithholdForm(posted(request))
    if attempt(form, lambda **given: actions.withhold(card, by=request.actor, **given)):
        here = reverse("rights:withhold", args=[card])
        return go_on(request, here, _("Beslutet gäller från nu. Det slutar av sig självt."))
    made = decided(request.actor, person.person)
    facts = {"person": person, "form": form, "made": made, "standing": any(one.lives for one in made)}
    return show(request, "rights/withhold.html", facts, status=status_of(form))


@opens_to(LEADS, "POST")
def end(request: HttpRequest, card: UUID, withheld: UUID) -> HttpResponse:
    row = actions.end_withholding(card, withheld, by=request.actor)
    said = _("Beslutet är avslutat. Personen ser läsningarna igen från och med %(day)s.")
    return go_on(request, reverse("rights:withhold", args=[card]), said % {"day": row.period.upper})
