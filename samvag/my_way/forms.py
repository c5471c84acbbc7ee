"""What is asked of the person herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.kernel.identity import NotAnIdentity, identity
from samvag.ui.inputs import Line


class NumberForm(forms.Form):
    number = Line(
        _("Ditt personnummer"),
        required=True,
        max_length=20,
        help_text=_("Skriv 12 siffror: år, månad, dag och de fyra sista."),
        error_messages={"required": _("Skriv ditt personnummer.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["number"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_number(self) -> str:
        try:
            return identity(self.cleaned_data["number"]).number
        except NotAnIdentity as wrong:
            raise forms.ValidationError(wrong.sentence) from wrong


class CodeForm(forms.Form):
    code = Line(
        _("Koden"),
        required=True,
        max_length=20,
        help_text=_("Sex siffror som kom till din telefon eller e-post."),
        error_messages={"required": _("Skriv koden.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
