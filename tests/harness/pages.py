"""Opening pages as a person of staff, without accounts: the session says who and for which unit."""

from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from tests.harness.acting import restored


class Pages(Client):
    """Django's test client; after each answer nobody acts, as in life. Errors come as answers."""

    def __init__(self, **more: Any) -> None:
        super().__init__(raise_request_exception=True, **more)

    def request(self, **request: Any) -> Any:
        with restored():
            return super().request(**request)


def signed_in(staff: Any, unit: Any) -> Pages:
    """A client that acts as `staff` for `unit` (rows or ids)."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["staff"] = str(getattr(staff, "pk", staff))
    session["unit"] = str(getattr(unit, "pk", unit))
    session.save()
    pages = Pages()
    pages.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return pages


def of_person(person: UUID, door: UUID | None = None, shown: str = "eid") -> Pages:
    """A client in which a person has logged in to Min väg; with `door` by a code that went by that unit's card."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["person"] = {"id": str(person), "shown": shown, "door": str(door or "")}
    session.set_expiry(1800)
    session.save()
    pages = Pages()
    pages.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return pages


def identity(value: Any) -> UUID:
    return value if isinstance(value, UUID) else value.pk
