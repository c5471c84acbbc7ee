"""The forms of lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.codes.labels import choices
from samvag.intake.lists.fields import FIELDS, LABELS
from samvag.ui.inputs import OneOf, offer


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("Lista"),
        help_text=_(
            "Excel (xlsx, xls), LibreOffice (ods) eller csv, högst 50 MB och 250 000 rader. "
            "En rubrikrad, sedan en rad för varje deltagande."
        ),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom. Välj en annan.")},
    )


class ColumnsForm(forms.Form):
    """One choice a column of the list: which fact it holds."""

    def __init__(self, *args: Any, columns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Läses inte")), *((field, LABELS[field]) for field in FIELDS)]
        for column in columns:
            self.fields[f"c{column.index}"] = OneOf(
                column.heading or _("Kolumn %(number)s") % {"number": column.index + 1},
                offered, required=False, initial=column.field,
            )  # fmt: skip

    def mapping(self) -> dict[str, str]:
        return {name[1:]: field for name, field in self.cleaned_data.items()}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        chosen = [field for field in facts.values() if field]
        for field in {field for field in chosen if chosen.count(field) > 1}:
            self.add_error(
                None, _("%(field)s är vald för flera kolumner. Välj en.") % {"field": LABELS[field]}
            )
        return facts


class WordForm(forms.Form):
    system = forms.CharField(widget=forms.HiddenInput)
    spelling = forms.CharField(widget=forms.HiddenInput)
    code = OneOf(_("Betyder"))

    def __init__(self, *args: Any, system: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "code", choices(system, blank=str(_("Välj …"))))
