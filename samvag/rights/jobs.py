"""What goes on behind the page: a disposal, and every night what has a time of its own."""

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from samvag.access.actor import Actor
from samvag.access.context import NOBODY, acting_as
from samvag.kernel.errors import Refused
from samvag.rights.carrying_out import carry_out
from samvag.rights.events import disposal_waiting
from samvag.rights.nightly import tidy_up

log = logging.getLogger(__name__)


@app.task(queue="lists", name="rights.dispose")
def dispose(disposal: str, staff: str, unit: str) -> None:
    """Acts as the one who decided. What stopped it stands on the certificate, and in the service's log."""
    try:
        carry_out(UUID(disposal), lambda: acting_as(UUID(staff), UUID(unit)))
    except Refused as refusal:
        log.error("Gallringen avbröts: %s", refusal.sentence)


@disposal_waiting.listen
def defer_disposal(disposal: UUID, by: Actor) -> None:
    """In the transaction of the request. A service carries its own out at once and needs no job."""
    if by.staff != NOBODY:
        dispose.defer(disposal=str(disposal), staff=str(by.staff), unit=str(by.unit))


@app.periodic(cron="40 2 * * *")
@app.task(queue="nightly", name="rights.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    tidy_up()
