"""Every night: what changes by itself that day, and a full evaluation that must agree with it."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from samvag.gaps.keeping import differences, evaluate_all, evaluate_due

log = logging.getLogger(__name__)


@app.periodic(cron="10 2 * * *")
@app.task(queue="nightly", name="gaps.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    """A difference is a fault of ours: it is told, and put right."""
    today = timezone.localdate()
    evaluate_due(today)
    if found := differences(today):
        log.error("Bevakningen skiljde sig i %s rader och är rättad.", len(found))
        evaluate_all(today)
