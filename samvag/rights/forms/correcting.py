"""The form of a correction, made of the kind's own fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samvag.codes.labels import choices
from samvag.rights.fields import field_words
from samvag.rights.queries.correction import Correctable
from samvag.ui.inputs import Day, Line, OneOf, Tick, Words

YES_NO = [("", gettext_lazy("Uppgift saknas")), ("True", gettext_lazy("Ja")), ("False", gettext_lazy("Nej"))]
LONG = frozenset({"text", "address", "safe_detail", "access_needs", "end_note"})


class Answer(OneOf):
    """Yes, no, or not known."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, YES_NO, required=False, **more)

    def clean(self, value: Any) -> bool | None:
        return {"True": True, "False": False}.get(super().clean(value))


class CorrectForm(forms.Form):
    reason = Words(
        gettext_lazy("Varför rättas det?"), max_length=1000, required=True,
        error_messages={"required": gettext_lazy("Skriv varför det rättas.")},
    )  # fmt: skip
    asked_by_person = Tick(gettext_lazy("Personen bad om det"))

    def __init__(self, *args: Any, it: Correctable, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = {**{name: _field(it, name) for name in it.kind.fields}, **self.fields}
        self.initial = {**it.values, "version": it.version, **self.initial}


class DeclineForm(forms.Form):
    field = OneOf(gettext_lazy("Vilken uppgift gäller det?"))
    statement = Words(
        gettext_lazy("Vad säger personen själv?"), max_length=2000, required=True, person_may_read=True,
        error_messages={"required": gettext_lazy("Skriv vad personen själv säger.")},
    )  # fmt: skip
    reason = Words(
        gettext_lazy("Varför rättar ni inte?"), max_length=1000, required=True, person_may_read=True,
        error_messages={"required": gettext_lazy("Skriv varför ni inte rättar.")},
    )  # fmt: skip

    def __init__(self, *args: Any, it: Correctable, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "no_%s", **more})
        self.fields["field"].choices = [(name, field_words(name)) for name in it.kind.fields]  # type: ignore[attr-defined]


def _field(it: Correctable, name: str) -> forms.Field:
    """As the column is: a code, a choice, a day, yes or no, a number, or words."""
    column, label = it.kind.field(name), field_words(name)
    if codes := it.kind.code_list(name):
        return OneOf(label, choices(codes, blank=str(_("Uppgift saknas"))), required=False)
    if column.choices:
        return OneOf(label, column.choices)
    sort = column.get_internal_type()
    if sort == "DateField":
        return Day(label, required=not column.null)
    if sort == "BooleanField":
        return Answer(label)
    if sort.endswith("IntegerField"):
        return forms.IntegerField(label=label, required=False, min_value=1, max_value=100)
    return Words(label) if name in LONG else Line(label, max_length=500)
