"""Answering a form: try the act, keep what was typed when it is refused, go on to where one came from."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from samvag.kernel.errors import Conflict, Forbidden, Refused, Unseen
from samvag.ui.links import UNDO
from samvag.ui.merging import UNREAD, chosen, drawn_of, stands_already
from samvag.ui.parts import wants_part

REFUSED = 422


def attempt(form: forms.Form, act: Callable[..., Any]) -> Any:
    """What `act(**cleaned)` made; None when the form is not valid or the act is refused.

    `act` is one action, and an action is done wholly or not at all; of two here the first would stay done.
    A refusal becomes a fault of the form with its own sentence, so that what was typed is still there, and is
    kept as `form.refusal`. What the actor may not do or not see is no matter of the form and goes on upwards. A form
    drawn from a row (its `initial` has `version`) gives the act the `version` that the writer had read; when somebody
    has changed the row since, the conflict goes upwards too, with the form, to the page that shows both.
    """
    if not form.is_valid():
        return None
    given = dict(form.cleaned_data)
    if "version" in form.initial:
        drawn = drawn_of(form)
        given["version"] = drawn.version if drawn else UNREAD
    try:
        return act(**given)
    except (Forbidden, Unseen):
        raise
    except Conflict as conflict:
        if stands_already(form):
            return True
        conflict.form = form
        raise
    except Refused as refusal:
        form.refusal = refusal  # type: ignore[attr-defined]
        form.add_error(None, refusal.sentence)
        return None


def status_of(form: forms.Form) -> int:
    """Of a page that shows the form: 422 once it has been refused."""
    return REFUSED if form.is_bound and form.errors else 200


def came_from(request: HttpRequest, otherwise: str) -> str:
    """The local path that `next` names, else `otherwise`."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    local = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if local else otherwise


def go_on(request: HttpRequest, path: str, sentence: str = "", undo: str = "") -> HttpResponse:
    """After a done act: says so on the next page, with the way back when there is one.

    The sentence is kept in a cookie meanwhile: it never names a person.
    """
    if sentence:
        messages.success(request, sentence, extra_tags=UNDO + undo if undo else "")
    if wants_part(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = path
        return response
    return redirect(path)


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, or chosen of two texts; nothing when the page is only asked for."""
    return chosen(request.POST) if request.method == "POST" else None
