"""When in the day something may be sent."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def may_send(now: datetime, earliest: time | None, latest: time | None) -> bool:
    clock = timezone.localtime(now).time()
    return (earliest is None or clock >= earliest) and (latest is None or clock < latest)


def next_time(now: datetime, earliest: time | None) -> datetime:
    """The next moment at which the day's hours begin; midnight when only their end is said."""
    local = timezone.localtime(now)
    begins = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if earliest is not None:
        begins = begins.replace(hour=earliest.hour, minute=earliest.minute)
    return begins if begins > local else begins + timedelta(days=1)
