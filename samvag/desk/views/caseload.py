"""The unit's page for its manager and recipient."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from samvag.access.pages import opens_to
from samvag.access.roles import WHOLE_UNIT
from samvag.desk.queries.filters import saved_filters
from samvag.desk.queries.people import unit_people
from samvag.desk.queries.unit import caseload as load_of
from samvag.desk.queries.watch import unit_watch
from samvag.desk.terms import CASELOAD
from samvag.desk.wishes import wished
from samvag.ui.parts import show, wants_part


@opens_to(WHOLE_UNIT, "GET")
def caseload(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    wish = wished(request.GET, actor.staff)
    load = load_of(actor)
    context: dict[str, Any] = {
        "people": unit_people(actor, wish),
        "saved": saved_filters(actor, CASELOAD),
        "load": load,
    }
    if not wants_part(request):
        context["watch"] = unit_watch(actor, wish.worker)
    return show(request, "desk/caseload.html", context, part="people")
