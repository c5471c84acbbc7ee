"""Two who wrote at once: what each wrote side by side, field by field, and nothing of it lost.

A form that is drawn from a row (its `initial` has `version`) carries, signed, what stood there when it was drawn.
When the row has changed meanwhile the answer is a page made of three things: what stood before, what she wrote, what
stands now. All of it is in that page's own form, so that it needs no JavaScript and can conflict once more.
"""

import difflib
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template import loader
from django.utils.translation import gettext as _

from samvag.kernel.errors import Conflict
from samvag.ui.fields import kind_of

SALT = "samvag.drawn"
DRAWN, MARK, BEFORE = "drawn", "merge", "merge-before"
MINE, NOW, BOTH = "mine", "now", "both"
OF_THE_PAGE = {"csrfmiddlewaretoken", DRAWN, MARK, BEFORE}
LONG = 80
#: So many characters, of several words, are worth copying. What is asked at login is never shown again.
WORTH_COPYING, NOT_KEPT = 12, "/konto/"
#: The version of a form that does not say what it was drawn from: no row has it.
UNREAD = 0
WORDS = re.compile(r"\s+|[^\s]+")

#: What a field holds, as a browser would send it.
Sent = list[str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a form was drawn from."""

    version: int
    was: dict[str, Sent]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text: `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A field that the two have answered differently. `chosen` is empty when both changed it: she must choose."""

    name: str
    label: str
    mine: Sent
    now: Sent
    was_words: str
    mine_parts: tuple[Part, ...]
    now_parts: tuple[Part, ...]
    chosen: str
    long: bool

    @property
    def both(self) -> str:
        """To write together from, when both changed a text."""
        return "\n\n".join(text for text in (*self.now, *self.mine) if text)


def token_of(form: Any) -> str:
    """For the form's hidden field; empty for a form that is not drawn from a row. What was sent stays as it was."""
    if "version" not in form.initial:
        return ""
    if form.is_bound:
        return str(form.data.get(DRAWN, ""))
    return _signed(form.initial["version"], standing(form))


def drawn_of(form: forms.Form) -> Drawn | None:
    """What the form that was sent was drawn from; None when it does not say, or somebody has made it up."""
    try:
        facts = signing.loads(form.data.get(DRAWN, ""), salt=SALT)
        return Drawn(int(facts["version"]), dict(facts["was"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def standing(form: forms.Form) -> dict[str, Sent]:
    """What stands in the row now, field by field."""
    return {
        name: _as_sent(field, form.get_initial_for_field(field, name)) for name, field in form.fields.items()
    }


def written(form: forms.Form) -> dict[str, Sent]:
    """What was sent."""
    data: Any = form.data
    return {name: _plain(data.getlist(name)) for name in form.fields}


def stands_already(form: forms.Form) -> bool:
    """What she wrote is what is saved: sent twice, or two who wrote the same."""
    return written(form) == standing(form)


def chosen(data: QueryDict) -> QueryDict:
    """The answer of the page that shows both, as the form itself would have sent it.

    A field that nobody chose for keeps what she wrote and asks again: the form is still drawn from before.
    """
    if MARK not in data:
        return data
    plain = data.copy()
    for name in data.getlist(MARK):
        choice = data.get(f"choice-{name}", "")
        if choice not in (MINE, NOW, BOTH):
            choice, plain[DRAWN] = MINE, data.get(BEFORE, "")
        plain.setlist(name, data.getlist(f"{choice}-{name}"))
    return plain


def show_both(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    form = conflict.form
    drawn, now, mine = drawn_of(form), standing(form), written(form)
    was = drawn.was if drawn else {}
    differing = [name for name in form.fields if now[name] != mine[name]]
    names = set(form.fields) | OF_THE_PAGE
    context = {
        "conflict": conflict,
        "rows": [_row(form, name, was.get(name, []), mine[name], now[name]) for name in differing],
        "same": [(name, value) for name in form.fields if name not in differing for value in mine[name]],
        "other": [(name, value) for name, value in _others(request.POST) if name not in names],
        "drawn": _signed(form.initial["version"], now),
        "before": form.data.get(DRAWN, ""),
        "path": request.get_full_path(),
    }
    return HttpResponse(loader.get_template("ui/merge.html").render(context, request), status=409)


def _row(form: forms.Form, name: str, was: Sent, mine: Sent, now: Sent) -> Row:
    field = form.fields[name]
    before, hers, theirs = (_shown(field, values) for values in (was, mine, now))
    changed = {MINE: mine != was, NOW: now != was}
    alone = [side for side, is_changed in changed.items() if is_changed]
    long = kind_of(field.widget) == "textarea" or max(len(before), len(hers), len(theirs)) > LONG
    return Row(
        name, str(field.label or name), mine, now, before,
        parts(before, hers) if long else _whole(hers),
        parts(before, theirs) if long else _whole(theirs),
        alone[0] if len(alone) == 1 else "", kind_of(field.widget) == "textarea",
    )  # fmt: skip


def _whole(text: str) -> tuple[Part, ...]:
    return (Part("same", text),) if text else ()


def parts(before: str, after: str) -> tuple[Part, ...]:
    """Word by word, what is gone and what is new."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Part] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Part("same", "".join(new[c:d])))
            continue
        if b > a:
            found.append(Part("removed", "".join(old[a:b])))
        if d > c:
            found.append(Part("added", "".join(new[c:d])))
    return tuple(found)


def _signed(version: int, was: dict[str, Sent]) -> str:
    return signing.dumps({"version": version, "was": was}, salt=SALT, compress=True)


def _as_sent(field: forms.Field, value: Any) -> Sent:
    if kind_of(field.widget) == "checkbox":
        return ["on"] if value else []
    formatted = field.widget.format_value(value)
    values = _plain(formatted if isinstance(formatted, list) else [formatted])
    return _plain(_offered(field, values)) if isinstance(field, forms.ChoiceField) else values


def _offered(field: forms.Field, values: Sent) -> Sent:
    """Only what is offered can be sent, and a list to open always sends one: the first when none is chosen."""
    offered = [str(one["value"]) for one in _options(field, values)]
    there = [value for value in values if value in offered]
    return there or offered[:1] if kind_of(field.widget) == "select" else there


def _options(field: forms.Field, values: Sent) -> list[dict[str, Any]]:
    widget: Any = field.widget
    return [one for _group, ones, _nth in widget.optgroups("", values) for one in ones]


def _plain(values: list[Any]) -> Sent:
    """Without what a browser changes: line ends, blanks around, and empty beside left out; several in one order."""
    texts = ("" if value is None else str(value).replace("\r\n", "\n").strip() for value in values)
    return sorted(text for text in texts if text)


def _shown(field: forms.Field, values: Sent) -> str:
    if kind_of(field.widget) == "checkbox":
        return _("Ja") if values else _("Nej")
    labels: dict[str, str] = {}
    if isinstance(field, forms.ChoiceField):
        labels = {str(one["value"]): str(one["label"]) for one in _options(field, values)}
    return ", ".join(labels.get(value, value) for value in values)


def texts_of(request: HttpRequest | None) -> list[str]:
    """What was written in the form that was sent, for a page that cannot take it: to copy, so that it is not lost."""
    if request is None or request.method != "POST" or request.path_info.startswith(NOT_KEPT):
        return []
    plain = chosen(request.POST)
    sent = (value.strip() for name, values in plain.lists() if name not in OF_THE_PAGE for value in values)
    return [value for value in sent if len(value) >= WORTH_COPYING and " " in value]


def _others(data: QueryDict) -> list[tuple[str, str]]:
    """What else the page sent, such as the way back; not this page's own choices."""
    asked = {f"{side}-{name}" for name in data.getlist(MARK) for side in (MINE, NOW, BOTH, "choice")}
    return [(name, value) for name, values in data.lists() if name not in asked for value in values]
