"""The form of a row in the table of whom e-ID lets in."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.agencies.forms import GIVEN_ROLES
from samvag.ui.inputs import Line, OneOf, offer


class RuleForm(forms.Form):
    provider = OneOf(_("Legitimeringstjänst"))
    claim = Line(
        _("Uppgift"), max_length=60, required=True,
        help_text=_("Som tjänsten kallar den, till exempel employeeNumber eller groups."),
    )  # fmt: skip
    pattern = Line(
        _("Värde"), required=True, help_text=_("För en roll står * för vad som helst: samvag-ame-*.")
    )
    opens = OneOf(_("Släpper in"))

    def __init__(self, *args: Any, brokers: list, colleagues: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "provider", [(broker.id, broker.name) for broker in brokers])
        roles = [
            (f"role:{value}", _("Alla som stämmer, som %(role)s") % {"role": str(label).lower()})
            for value, label in GIVEN_ROLES
        ]
        offer(self, "opens", [*((f"staff:{staff}", name) for staff, name in colleagues), *roles])

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        kind, _colon, value = said["opens"].partition(":")
        whom = {"staff": UUID(value)} if kind == "staff" else {"role": value}
        return {"provider": said["provider"], "claim": said["claim"], "pattern": said["pattern"], **whom}
