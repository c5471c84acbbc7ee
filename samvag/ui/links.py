"""Addresses that carry what a list is filtered and sorted by, so that it can be linked to and saved."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

UNDO = "undo:"


def query_string(values: Mapping[str, Any]) -> str:
    """`?a=1&b=x`, leaving out what is None or empty; nothing at all when nothing is left."""
    kept = {key: value for key, value in values.items() if value not in (None, "", [], ())}
    return "?" + urlencode(kept, doseq=True) if kept else ""


def changed_query(request: HttpRequest, **changes: Any) -> str:
    """The page's own query with some values changed; None takes one away. A changed filter starts at page one."""
    values: dict[str, Any] = {key: request.GET.getlist(key) for key in request.GET}
    if "page" not in changes:
        values.pop("page", None)
    values.update(changes)
    return query_string(values) or "?"


def undo_path(extra_tags: str | None) -> str:
    """The path in `messages.success(request, "…", extra_tags="undo:/path")`; empty when there is none."""
    for tag in (extra_tags or "").split():
        if tag.startswith(UNDO + "/") and not tag.startswith(UNDO + "//"):
            return tag[len(UNDO) :]
    return ""
