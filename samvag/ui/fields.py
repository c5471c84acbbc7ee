"""A Django form field described for our own templates: what kind it is, its value, words and faults.

Django's rendering of forms is not used, so that the markup is one thing in one place. Placeholders are
left out: what is asked stands in the label and the hint, where it stays while one writes. A form field may carry
`why` (why is this asked) and `person_may_read` (the person may read what is written); `field()` takes them too.
"""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.forms import widgets as w

KINDS: tuple[tuple[type[w.Widget], str], ...] = (
    (w.CheckboxSelectMultiple, "checkboxes"),
    (w.RadioSelect, "radios"),
    (w.SelectMultiple, "select_multiple"),
    (w.Select, "select"),
    (w.CheckboxInput, "checkbox"),
    (w.Textarea, "textarea"),
    (w.ClearableFileInput, "file"),
    (w.FileInput, "file"),
    (w.DateInput, "date"),
    (w.TimeInput, "time"),
    (w.DateTimeInput, "datetime-local"),
)
GROUPS = {"checkboxes", "radios"}
DJANGOS_OWN = {("cols", "40"), ("rows", "10")}
OURS = {
    "id",
    "name",
    "type",
    "value",
    "class",
    "required",
    "aria-describedby",
    "aria-invalid",
    "checked",
    "placeholder",
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool
    id: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """All that the macro `field` needs. `groups` are (heading or "", options)."""

    kind: str
    name: str
    id: str
    label: str
    value: str
    hint: str
    faults: tuple[str, ...]
    required: bool
    disabled: bool
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    attributes: tuple[tuple[str, str], ...]
    why: str
    person_may_read: bool

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPS

    @property
    def described_by(self) -> str:
        parts = [("hint", self.hint), ("read", self.person_may_read), ("fault", self.faults)]
        return " ".join(f"{self.id}-{part}" for part, there in parts if there)


def kind_of(widget: w.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    for widget_type, kind in KINDS:
        if isinstance(widget, widget_type):
            return kind
    return str(getattr(widget, "input_type", "text"))


def _value(bound: BoundField, kind: str) -> str:
    value = bound.value()
    if kind == "checkbox":
        return "on" if value else ""
    if kind in ("password", "file"):
        return ""
    formatted = bound.field.widget.format_value(value)
    if isinstance(formatted, list):
        return ""
    return "" if formatted is None else str(formatted)


def _groups(bound: BoundField, kind: str) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    if kind not in GROUPS and not kind.startswith("select"):
        return ()
    widget: Any = bound.field.widget
    attributes = {"id": bound.id_for_label or bound.auto_id}
    groups = []
    for heading, options, _index in widget.optgroups(bound.html_name, _chosen(bound)):
        made = tuple(_option(option, f"{attributes['id']}_{option['index']}") for option in options)
        groups.append((str(heading or ""), made))
    return tuple(groups)


def _chosen(bound: BoundField) -> list[str]:
    value = bound.field.widget.format_value(bound.value())
    return value if isinstance(value, list) else [value]


def _option(option: dict[str, Any], id: str) -> Option:
    value = "" if option["value"] is None else str(option["value"])
    return Option(value, str(option["label"]), option["selected"], id, bool(option["attrs"].get("disabled")))


def _attributes(extra: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = ((key, str(value)) for key, value in extra.items() if key not in OURS and value is not False)
    return tuple(pair for pair in pairs if pair not in DJANGOS_OWN)


def described(
    bound: BoundField, why: str = "", person_may_read: bool | None = None, label: str = "", hint: str = ""
) -> Described:
    """Reads the bound field once; the template only writes. `label` and `hint` replace the form's own."""
    field = bound.field
    kind = kind_of(field.widget)
    extra = {**field.widget_attrs(field.widget), **field.widget.attrs}
    readable = getattr(field, "person_may_read", False) if person_may_read is None else person_may_read
    return Described(
        kind=str(extra.get("type", kind)) if kind in ("text", "number") else kind,
        name=bound.html_name,
        id=bound.auto_id or f"id_{bound.html_name}",
        label=label or str(bound.label or ""),
        value=_value(bound, kind),
        hint=hint or str(bound.help_text or ""),
        faults=tuple(str(fault) for fault in bound.errors),
        required=field.required or getattr(field, "needed_when_shown", False),
        disabled=field.disabled,
        groups=_groups(bound, kind),
        attributes=_attributes(extra),
        why=str(why or getattr(field, "why", "")),
        person_may_read=bool(readable),
    )
