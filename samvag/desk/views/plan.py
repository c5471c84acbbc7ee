"""*Min plan*, as a page to print and as a document."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.desk.documents import plan_as_pdf
from samvag.desk.plan_words import headings
from samvag.desk.queries.plan import plan_of
from samvag.ui.frame import frame_of
from samvag.ui.parts import show


@for_persons("GET")
def page(request: HttpRequest, card: UUID) -> HttpResponse:
    return show(request, "desk/plan.html", {"plan": plan_of(request.actor, card), "words": headings()})


@for_persons("GET")
def document(request: HttpRequest, card: UUID) -> HttpResponse:
    response = HttpResponse(
        plan_as_pdf(plan_of(request.actor, card), frame_of(request).banner), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{_("min-plan")}.pdf"'
    return response
