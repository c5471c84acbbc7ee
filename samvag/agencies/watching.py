"""Logins, and what changes them, as they are told to whoever keeps watch."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from samvag.agencies.ending import close_other_sessions
from samvag.agencies.guessing import address_of, name_of
from samvag.kernel.security import keyed, note, tell


def opened(request: HttpRequest, user: Any, **_facts: Any) -> None:
    note("login.opened", account=user.pk, by=ways(request, user), **whence(request))


def failed(request: HttpRequest | None = None, credentials: Any = None, **_facts: Any) -> None:
    if request is not None:
        tell("login.failed", name=name_of(request, credentials)[:16], **whence(request))


def closed(request: HttpRequest, user: Any, **_facts: Any) -> None:
    if user is not None:
        note("login.closed", account=user.pk, **whence(request))


def way_changed(request: HttpRequest, user: Any, **facts: Any) -> None:
    """A password, code app or key: whoever else had got in with the old is out."""
    kind = facts.get("kind") or getattr(facts.get("authenticator"), "type", "password")
    close_other_sessions(user.pk, request.session.session_key or "")
    note("way.changed", account=user.pk, kind=kind, **whence(request))


def ways(request: HttpRequest, user: Any) -> str:
    """How she showed who she is, as far as she has come."""
    shown = get_authentication_records(request, user)
    return ",".join(str(one.get("type", one["method"])) for one in shown) or "-"


def whence(request: HttpRequest) -> dict[str, str]:
    return {"whence": keyed(address_of(request))}
