"""Contact in fifteen seconds: every field has an answer already, so that two taps are enough."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samvag.cases.terms import CHANNELS, DIRECTIONS, OUT
from samvag.kernel.workdays import is_workday
from samvag.ui.inputs import Day, Line, OneOf, needed_when_shown

REACHED = [("yes", _("Nådde")), ("no", _("Nådde inte"))]
ANOTHER_DAY = "DAY"
LATER = [
    ("", _("Ingen")),
    ("7", _("1 vecka")),
    ("14", _("2 veckor")),
    ("28", _("4 veckor")),
    (ANOTHER_DAY, _("Annan dag")),
]
#: The channel that the card calls safest is the one to begin with.
SAFEST = {"PHONE": "PHONE", "SMS": "SMS", "EMAIL": "EMAIL", "LETTER": "LETTER", "VISIT": "MEETING"}


class ContactForm(forms.Form):
    channel = OneOf(_("Hur"), CHANNELS, radios=True)
    line = Line(_("En rad om vad som sades"))
    later = OneOf(_("Nästa kontakt"), LATER, required=False, radios=True)
    next_on = Day(_("Vilken dag"), required=False)
    step = Line(_("Vad ska göras då"))
    on = Day(_("När det var"))
    direction = OneOf(_("Vem tog kontakt"), DIRECTIONS, radios=True)
    reached = OneOf(_("Nådde du personen?"), REACHED, radios=True)

    def __init__(self, *args: Any, safe_channel: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["line"].person_may_read = True  # type: ignore[attr-defined]
        needed_when_shown(self, "next_on")
        channel = SAFEST.get(safe_channel, "PHONE")
        self.initial = {
            "channel": channel,
            "direction": OUT,
            "on": timezone.localdate(),
            "later": "",
            **self.initial,
        }

    def clean_reached(self) -> bool:
        return self.cleaned_data["reached"] == "yes"

    def clean_on(self) -> date:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dagen har inte varit än. Välj i dag eller tidigare."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        later, day = given.pop("later", ""), given.get("next_on")
        if later == ANOTHER_DAY and day is None and "next_on" not in self.errors:
            self.add_error("next_on", _("Välj vilken dag, eller välj Ingen."))
        if later == ANOTHER_DAY and day and day < timezone.localdate():
            self.add_error("next_on", _("Dagen har redan varit. Välj i dag eller senare."))
        if later != ANOTHER_DAY:
            given["next_on"] = in_days(int(later)) if later else None
        given["step"] = (given.get("step") or gettext("Ny kontakt")) if given.get("next_on") else ""
        return given


def in_days(days: int) -> date:
    """That many days ahead, or the first working day after."""
    day = timezone.localdate() + timedelta(days=days)
    while not is_workday(day):
        day += timedelta(days=1)
    return day
