"""The start page: what needs me now, my people, my meetings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samvag.access.pages import for_staff
from samvag.desk.queries.filters import saved_filters
from samvag.desk.queries.people import my_people
from samvag.desk.queries.unit import unassigned
from samvag.desk.queries.watch import my_watch
from samvag.desk.queries.week import meetings_this_week
from samvag.desk.terms import START
from samvag.desk.wishes import wished
from samvag.ui.formats import short_date, weekday
from samvag.ui.parts import show, wants_part


@for_staff("GET")
def start(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    if not actor.meets_persons:
        return show(request, "desk/start_without_persons.html", {})
    context: dict[str, Any] = {
        "people": my_people(actor, wished(request.GET, actor.staff)),
        "saved": saved_filters(actor, START),
    }
    if not wants_part(request):
        today = timezone.localdate()
        context |= {
            "watch": my_watch(actor),
            "meetings": meetings_this_week(actor),
            "unassigned": unassigned(actor),
            "today_words": f"{weekday(today).capitalize()} {short_date(today)}",
        }
    return show(request, "desk/start.html", context, part="people")
