"""Correcting what stands wrong about a person, with its history."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.rights.actions import correction as actions
from samvag.rights.forms.correcting import CorrectForm, DeclineForm
from samvag.rights.queries import correction as queries
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons()
def corrections(request: HttpRequest, card: UUID) -> HttpResponse:
    """What has been corrected, and what can be."""
    person = queries.card_of(request.actor, card)
    facts = {
        "person": person,
        "told": queries.corrections_of(request.actor, person.person_id),
        "rows": queries.rows_to_correct(request.actor, person.person_id),
    }
    return show(request, "rights/corrections.html", facts)


@for_persons("GET", "POST")
def correct_row(request: HttpRequest, card: UUID, kind: str, row: UUID) -> HttpResponse:
    """Either it is put right, or it stays and the person's own words stand beside it."""
    person = queries.card_of(request.actor, card)
    it = queries.row_to_correct(request.actor, person.person_id, kind, row)
    declines = "decline" in request.POST
    form = CorrectForm(None if declines else posted(request), it=it)
    no = DeclineForm(request.POST if declines else None, it=it)
    there = reverse("rights:correct", args=[card])
    if declines and attempt(
        no, lambda **given: actions.decline_correction(kind, row, by=request.actor, **given)
    ):
        return go_on(request, there, _("Antecknat. Personens egna ord står bredvid."))
    if not declines and attempt(
        form, lambda **given: actions.correct_row(kind, row, by=request.actor, **given)
    ):
        return go_on(request, there, _("Rättat. Det som stod förut är kvar i historiken."))
    facts = {"person": person, "it": it, "form": form, "no": no}
    return show(request, "rights/correct.html", facts, status=max(status_of(form), status_of(no)))
