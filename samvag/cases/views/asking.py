"""A page that asks one thing about a person: whom it is about, the form, the act, the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from samvag.cases.queries.subject import Subject
from samvag.ui.answers import attempt, go_on, status_of
from samvag.ui.parts import show


@dataclass(frozen=True, slots=True)
class Asks:
    """The words of the page: its title and lead, the button, and what is said when it is done."""

    title: str
    save: str
    done: str
    lead: str = ""
    danger: bool = False


def ask(
    request: HttpRequest,
    subject: Subject,
    form: forms.Form,
    act: Callable[..., Any],
    words: Asks,
    *,
    back: str,
    to: str = "",
) -> HttpResponse:
    """Tries the act and goes on to `to`, else back; shows the form until then."""
    if attempt(form, lambda **given: (act(**given), True)):
        return go_on(request, to or back, words.done)
    context = {"subject": subject, "form": form, "words": words, "back": back}
    return show(request, "cases/one_form.html", context, status=status_of(form))
