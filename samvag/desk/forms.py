"""Forms of the desk."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samvag.access.axes import AXIS, VALUES
from samvag.desk.terms import SAVED_PAGES
from samvag.ui.inputs import OneOf


class FilterForm(forms.Form):
    page = forms.ChoiceField(choices=SAVED_PAGES)
    name = forms.CharField(max_length=60)
    query = forms.CharField(required=False, max_length=500)


class GapsField(forms.Field):
    """The ticked gaps, each as `case:rule`."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[tuple[UUID, str]]:
        return [self._key(text) for text in value or []]

    def _key(self, text: str) -> tuple[UUID, str]:
        case, _colon, rule = text.partition(":")
        try:
            return UUID(case), rule
        except ValueError as error:
            raise forms.ValidationError(_("Något av det du valde finns inte längre.")) from error


class PostponeForm(forms.Form):
    gap = GapsField(error_messages={"required": gettext_lazy("Kryssa först för det som kan vänta.")})
    until = forms.DateField(error_messages={"required": gettext_lazy("Välj till vilken dag det kan vänta.")})
    reason = forms.CharField(
        max_length=200, error_messages={"required": gettext_lazy("Skriv varför det kan vänta.")}
    )


class WhoSeesForm(forms.Form):
    """What is asked of the policy table, beside the two axes that its picture has. Sent by GET, about nobody."""

    USUAL = {"role": "worker", "consent": "live", "reader": "OSL", "owner": "OSL", "action": "read"}

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__({**self.USUAL, **{axis: given[axis] for axis in self.USUAL if axis in given}})
        for axis in self.USUAL:
            self.fields[axis] = OneOf(AXIS[axis], list(VALUES[axis].items()))
