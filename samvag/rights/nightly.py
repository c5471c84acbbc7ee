"""Every night in every unit: extracts and lists that were kept for a short time, drafts that nobody came back to, and
at the end the hidden identities that nobody has anything about any more."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from samvag.access.context import acting_as_service
from samvag.agencies.models import Unit
from samvag.intake.models import Upload
from samvag.rights.disposing import dispose_rows, put_straight, sweep
from samvag.rights.holdings import by_rows
from samvag.rights.models import Extract
from samvag.rights.schedules import rules_of
from samvag.rights.terms import DRAFT, ERASURES, EXTRACT_DAYS, LIST_DAYS


def tidy_up() -> None:
    with acting_as_service(ERASURES):
        units = list(Unit.objects.order_by("id").values_list("id", flat=True))
    for unit in units:
        _tidy_unit(unit)
    with acting_as_service(ERASURES):
        sweep()


def _tidy_unit(unit: UUID) -> None:
    put_straight(unit)
    now = timezone.now()
    with acting_as_service(ERASURES, unit) as by:
        till = {rule.retention: rule.till for rule in rules_of(by)}
        Extract.objects.filter(
            owner_unit=unit, content__isnull=False, created_at__lt=now - timedelta(days=EXTRACT_DAYS)
        ).update(content=None)
        Upload.objects.filter(
            unit=unit, content__isnull=False, at__lt=now - timedelta(days=LIST_DAYS)
        ).update(content=None, faults=[], unknown=[])
    for holding, _since, retention in by_rows():
        if retention == DRAFT:
            dispose_rows(holding.name, till[DRAFT], lambda: acting_as_service(ERASURES, unit))
