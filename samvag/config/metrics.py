"""Counts for those who run the service: how many requests of which page, how long they took, which jobs wait.

A page is named as its route, so no address, id or person is among them. Only who has the key gets them, since how much
one is at work is no matter of others': `SAMVAG_METRICS_KEY`, sent as `Authorization: Bearer …`; without it no page is.
"""

import hmac
import os
import time
from collections.abc import Callable, Iterator

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from samvag.access.pages import ANYONE, opens_to
from samvag.ops.backup import shelf

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
taken = Histogram(
    "samvag_request_seconds", "How long a request took", ("page", "method", "status"), buckets=SECONDS
)
WAITING = """SELECT queue_name, count(*) FROM procrastinate_jobs
    WHERE status = 'todo' AND coalesce(scheduled_at <= now(), true) GROUP BY 1 ORDER BY 1"""


class Measured:
    """Outermost, so that what every page pays is counted with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        page = request.resolver_match.view_name if request.resolver_match else ""
        taken.labels(page, request.method, str(response.status_code)).observe(time.perf_counter() - begun)
        return response


class Jobs:
    """Asked when somebody looks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily("samvag_jobs_waiting", "Jobs that could begin now", labels=["queue"])
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            for queue, count in cursor.fetchall():
                waiting.add_metric([queue], count)
        yield waiting


class Backups:
    """None when there is none: whoever watches sees that it is away."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        if (age := shelf.age()) is not None:
            yield GaugeMetricFamily("samvag_backup_age_seconds", "How old the newest backup is", value=age)


@opens_to(ANYONE)
def metrics(request: HttpRequest) -> HttpResponse:
    key = os.environ.get("SAMVAG_METRICS_KEY", "")
    if not key or not hmac.compare_digest(
        request.headers.get("Authorization", "").encode(), f"Bearer {key}".encode()
    ):
        raise Http404
    asked = CollectorRegistry()
    asked.register(Jobs())
    asked.register(Backups())
    counts = generate_latest(_of_all_processes()) + generate_latest(asked)
    return HttpResponse(counts, content_type=CONTENT_TYPE_LATEST)


def _of_all_processes() -> CollectorRegistry:
    """Each process writes its own in a folder that `serve` names; else this one is all there is."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
