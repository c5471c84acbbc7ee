"""Where `drafts.js` sends what is written in a form, and asks what was begun. It speaks JSON and shows nothing."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token

from samvag.access.pages import for_staff
from samvag.drafts.actions import drop_draft, keep_draft
from samvag.drafts.queries import draft_at
from samvag.ui.formats import clock, moment

PLACE, DROP = "draft-of", "draft-drop"
#: What is no part of what somebody writes; a person's number is typed anew.
LEFT_OUT = {PLACE, DROP, "csrfmiddlewaretoken", "next", "number", "password"}
LONGEST_PLACE = 300


@for_staff("GET", "POST")
def draft(request: HttpRequest) -> JsonResponse:
    """`token` lets a page go on that has been open since before the last login."""
    given = request.POST if request.method == "POST" else request.GET
    place, by = given.get(PLACE, "")[:LONGEST_PLACE], request.actor
    if request.method == "POST" and DROP in given:
        drop_draft(place, by=by)
    elif request.method == "POST":
        fields = {name: values for name, values in request.POST.lists() if name not in LEFT_OUT}
        keep_draft(place, fields, by=by)
    begun = draft_at(by, place)
    if begun is None:
        return JsonResponse({"token": get_token(request)})
    facts = {"fields": begun.fields, "saved": moment(begun.saved_at), "clock": clock(begun.saved_at)}
    return JsonResponse({"token": get_token(request), **facts})
