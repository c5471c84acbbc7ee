"""What one can still take back."""

from django.http import HttpRequest, HttpResponse

from samvag.access.pages import for_persons
from samvag.desk.queries.undo import undoable
from samvag.ui.parts import show


@for_persons()
def undo(request: HttpRequest) -> HttpResponse:
    return show(request, "desk/undo.html", {"acts": undoable(request.actor)})
