"""The own week of meetings."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samvag.access.pages import for_persons
from samvag.cases.queries.calendar import week_of
from samvag.kernel.weeks import monday_of
from samvag.ui.parts import show


@for_persons()
def week(request: HttpRequest) -> HttpResponse:
    monday = monday_of(request.GET.get("week", ""), timezone.localdate())
    return show(request, "cases/week.html", {"week": week_of(request.actor, monday)}, part="days")
