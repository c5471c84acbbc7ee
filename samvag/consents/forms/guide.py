"""What is asked of the secrecy guide. Nothing in it says who it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.consents.guidance import choices
from samvag.ui.inputs import OneOf

ASKS = {
    "from": _("Vem har uppgiften?"),
    "to": _("Vem vill veta?"),
    "what": _("Vad gäller den?"),
    "about": _("Vem handlar den om?"),
    "why": _("Varför?"),
    "said": _("Vad har personen sagt?"),
}
#: What stands chosen from the start.
USUAL = {"from": "AME", "about": "ADULT", "why": "SUPPORT", "said": "NOT_ASKED"}


class GuideForm(forms.Form):
    """One list an axis; sent by GET, so that an answer can be linked to and printed."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for axis, label in ASKS.items():
            first = [] if axis in USUAL else [("", _("Välj"))]
            self.fields[axis] = OneOf(label, [*first, *choices(axis)], initial=USUAL.get(axis))
