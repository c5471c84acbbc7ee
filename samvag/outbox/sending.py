"""One message on its way: by her own way, else by her unit's card, within the hours, or not at all."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from samvag.access.context import acting_as_service
from samvag.outbox import gateways
from samvag.outbox.codes import SERVICE
from samvag.outbox.hours import may_send, next_time
from samvag.outbox.models import Message
from samvag.outbox.terms import FAILED, IN_PERSON, NEWS, SENT, WAITING


def deliver(message: UUID, unit: UUID) -> datetime | None:
    """When to try again, outside the hours. Without an allowed way it is said that it must be told in person."""
    with acting_as_service(SERVICE, unit):
        row = Message.objects.select_for_update().filter(id=message, state=WAITING).first()
        if row is None:
            return None
        way = _way(row.person_id)
        if way is None or not gateways.open_to(way[0]):
            _done(row, IN_PERSON)
            return None
        channel, destination, earliest, latest = way
        if not may_send(timezone.now(), earliest, latest):
            return next_time(timezone.now(), earliest)
        try:
            gateways.send(channel, destination, str(NEWS), row.person_id)
        except gateways.NotSent:
            _done(row, FAILED)
        else:
            _done(row, SENT, channel)
    return None


def _way(person: UUID) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT channel, destination, earliest, latest FROM outbox_way(%s)", [person])
        return cursor.fetchone()


def _done(row: Message, state: str, channel: str = "") -> None:
    row.state, row.channel, row.handled_at = state, channel, timezone.now()
    row.save(update_fields=["state", "channel", "handled_at"])
