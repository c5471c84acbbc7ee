"""What goes on behind the page: a list is brought in while somebody watches, or has gone on to other things."""

from uuid import UUID

from procrastinate.contrib.django import app

from samvag.access.context import acting_as
from samvag.intake.actions.bringing_in import bring_in
from samvag.kernel.errors import Refused


@app.task(queue="lists", name="intake.bring_in_list")
def bring_in_list(upload: str, staff: str, unit: str) -> None:
    """Acts as the one who asked. A refusal stands on the list's page; only what is unforeseen fails the job."""
    try:
        bring_in(UUID(upload), lambda: acting_as(UUID(staff), UUID(unit)))
    except Refused:
        return
