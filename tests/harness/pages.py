"""Opening pages as a person of staff, without accounts: the session says who and for which unit."""

import re
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from samvag.kernel.assurance import Level
from tests.harness.acting import restored


class Pages(Client):
    """Django's test client; after each answer nobody acts, as in life. Errors come as answers."""

    def __init__(self, **more: Any) -> None:
        super().__init__(raise_request_exception=True, **more)

    def request(self, **request: Any) -> Any:
        with restored():
            return super().request(**request)

    def answer(self, path: str, form: dict[str, Any], shown: str = "") -> Any:
        """Opens the page that shows the form and sends it, with what it was drawn from, as a browser does."""
        return self.post(path, {"drawn": drawn(self.get(shown or path), path), **form})


def signed_in(staff: Any, unit: Any, level: Level = Level.SUBSTANTIAL) -> Pages:
    """A client that acts as `staff` for `unit` (rows or ids), who has logged in that surely."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["staff"] = str(getattr(staff, "pk", staff))
    session["unit"] = str(getattr(unit, "pk", unit))
    session["level"] = int(level)
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


def drawn(response: Any, path: str = "") -> str:
    """What the page's form, or the one of several that is sent to `path`, says that it was drawn from."""
    forms = response.content.decode().split("<form")[1:]
    wanted = [form for form in forms if f'action="{path}"' in form] or forms
    found = [re.search(r'name="drawn" value="([^"]*)"', form) for form in wanted]
    return next((one[1] for one in found if one), "")


def identity(value: Any) -> UUID:
    return value if isinstance(value, UUID) else value.pk
