"""What every page of Min väg is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(
    request: HttpRequest, template: str, facts: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """`languages` are those that the portal is written in; `made_up` shows the banner."""
    around = {"languages": settings.LANGUAGES, "made_up": settings.DEMO}
    return render(request, f"my_way/{template}.html", {**around, **(facts or {})}, status=status)
