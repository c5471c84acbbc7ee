"""Django's sessions in the database, read and written in one statement each.

Every page reads its session. Through the ORM that is two milliseconds a request, as much as drawing a short page.
"""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connections
from django.utils import timezone

LOAD = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s"
SAVE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"
#: A session lives so long after it was last used, as nearly as this part of its life (20 minutes of a working day): who
#: works all day is not logged out in the middle.
NEARLY = 24
#: However much it is used: a long working day, and then one shows anew who one is.
LONGEST = timedelta(hours=12)
BEGAN = "_began"


class SessionStore(db.SessionStore):
    """A new session is still made by Django: that its key is new is decided there."""

    def create(self) -> None:
        """Each login gives a new key, and with it a new beginning."""
        self[BEGAN] = timezone.now().timestamp()
        super().create()

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        with connections["auth"].cursor() as cursor:
            cursor.execute(LOAD, [self.session_key, now])
            row = cursor.fetchone()
        facts = self.decode(row[0]) if row else {}
        if now.timestamp() - facts.get(BEGAN, 0) > LONGEST.total_seconds():
            self._session_key = None
            return {}
        whole = self.get_expiry_date(modification=now, expiry=facts.get("_session_expiry"))
        self.modified = row[1] < whole - (whole - now) / NEARLY
        return facts

    def save(self, must_create: bool = False) -> None:
        """Raises `UpdateError` when it was ended elsewhere meanwhile: a login that is over stays over."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        data = self.encode(self._session)  # type: ignore[attr-defined]
        with connections["auth"].cursor() as cursor:
            cursor.execute(SAVE, [data, self.get_expiry_date(), self.session_key])
            if not cursor.rowcount:
                raise UpdateError
