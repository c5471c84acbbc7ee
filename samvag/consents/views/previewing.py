"""Before one saves: what each other unit would see, by the very sets that would show it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest

from samvag.access.trying import undone
from samvag.consents.queries.seen import SeenBy, seen_by_others
from samvag.ui.answers import attempt

BUTTON = "preview"


def wanted(request: HttpRequest) -> bool:
    return request.method == "POST" and BUTTON in request.POST


def previewed(
    request: HttpRequest, form: forms.Form, person: UUID, act: Callable[..., Any]
) -> list[SeenBy] | None:
    """The act is done, looked at and undone. None when it is not asked for, or the act is refused."""

    def tried(**said: Any) -> list[SeenBy]:
        with undone():
            act(**said)
            return seen_by_others(request.actor, person)

    return attempt(form, tried) if wanted(request) else None
