"""Every night: drafts that nobody has gone on with for thirty days go."""

from django.db import connection
from procrastinate.contrib.django import app

from samvag.access.context import acting_as_service


@app.periodic(cron="40 2 * * *")
@app.task(queue="nightly", name="drafts.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    dispose()


def dispose() -> int:
    """How many went. The database does it: no role of the application sees another's draft."""
    with acting_as_service("drafts"), connection.cursor() as cursor:
        cursor.execute("SELECT drafts_dispose()")
        return cursor.fetchone()[0]
