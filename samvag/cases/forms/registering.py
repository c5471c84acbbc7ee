"""A new case for somebody that the unit has a card of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.ui.inputs import Line


class OpenForm(forms.Form):
    reference = Line(
        _("Ert ärendenummer"), max_length=60, help_text=_("Lämnas det tomt får ärendet ett nummer av Samväg.")
    )
