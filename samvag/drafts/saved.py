"""What is saved is no draft any more: in the request's own transaction, so that it stays when nothing is saved."""

from collections.abc import Callable

from django.http import HttpResponse

from samvag.access.pages import Request
from samvag.drafts.actions import drop_draft
from samvag.drafts.views import PLACE

#: A form that was taken answers with the way on.
TAKEN = frozenset({204, 302})


class SavedDrafts:
    """Stands inside the middleware that acts. `drafts.js` says in the form which draft it was."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        place = request.POST.get(PLACE) if request.method == "POST" else ""
        if place and request.actor and response.status_code in TAKEN:
            drop_draft(place, by=request.actor)
        return response
