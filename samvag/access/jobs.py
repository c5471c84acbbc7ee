"""Every night: which transactions changed what sets are made of, long after anything was found before them."""

from django.db import connection
from procrastinate.contrib.django import app

from samvag.access.context import acting_as_service


@app.periodic(cron="50 2 * * *")
@app.task(queue="nightly", name="access.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    sweep()


def sweep() -> None:
    with acting_as_service("access"), connection.cursor() as cursor:
        cursor.execute("SELECT access_sweep_changes()")
