"""Who has looked."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samvag.access.pages import for_the_person
from samvag.my_way.queries.looked import looked_in
from samvag.my_way.views.showing import show


@for_the_person()
def looked(request: HttpRequest) -> HttpResponse:
    return show(request, "looked", {"month": looked_in(request.person, _month(request.GET.get("manad", "")))})


def _month(text: str) -> date:
    """`2026-11`; this month for anything else, or for one that has not come."""
    today = timezone.localdate()
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today
    return min(asked, today)
