"""How often one of the staff may do what takes much out of here at once: search, send files, fetch them.

Counted on the login's own connection, so that what is refused or fails counts too. The figures are far above a day's
work; a unit that needs more has them made so many times as high (`SAMVAG_PACE`).
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.kernel.errors import TooOften


@dataclass(frozen=True, slots=True)
class Pace:
    times: int
    seconds: int


PACES = {
    "search": Pace(1_000, 3600),
    "send": Pace(200, 3600),
    "fetch": Pace(200, 3600),
    "prove": Pace(30, 3600),
}

TAKE = """
    INSERT INTO account_pace AS p (who, what) VALUES (%(who)s, %(what)s)
    ON CONFLICT (who, what) DO UPDATE SET
        times = CASE WHEN p.since < now() - %(seconds)s * interval '1 second' THEN 1 ELSE p.times + 1 END,
        since = CASE WHEN p.since < now() - %(seconds)s * interval '1 second' THEN now() ELSE p.since END
    RETURNING times
"""


def keep_pace(what: str, actor: Actor) -> None:
    """Raises `TooOften`."""
    pace = PACES[what]
    with connections["auth"].cursor() as cursor:
        cursor.execute(TAKE, {"who": actor.staff, "what": what, "seconds": pace.seconds})
        (times,) = cursor.fetchone()
    if times > pace.times * settings.PACE:
        minutes = {"minutes": pace.seconds // 60}
        raise TooOften(
            _("Du har gjort det väldigt många gånger på %(minutes)s minuter.") % minutes, pace.seconds
        )
