"""What goes on behind the page: a list is brought in while somebody watches, or has gone on to other things."""

from uuid import UUID

from procrastinate.contrib.django import app

from samvag.access.actor import Actor
from samvag.access.context import NOBODY, acting_as
from samvag.intake.actions.bringing_in import bring_in
from samvag.intake.events import list_waiting
from samvag.kernel.errors import Refused


@app.task(queue="lists", name="intake.bring_in_list")
def bring_in_list(upload: str, staff: str, unit: str) -> None:
    """Acts as the one who asked. A refusal stands on the list's page; only what is unforeseen fails the job."""
    try:
        bring_in(UUID(upload), lambda: acting_as(UUID(staff), UUID(unit)))
    except Refused:
        return


@list_waiting.listen
def defer_list(upload: UUID, by: Actor) -> None:
    """In the transaction of the request. A service brings its own list in at once and needs no job."""
    if by.staff != NOBODY:
        bring_in_list.defer(upload=str(upload), staff=str(by.staff), unit=str(by.unit))
