"""Beginning a coordination by consent, answering an invitation, and the parts in the team."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.agencies.queries import Entry
from samvag.cases.forms.handover import ReceiveForm
from samvag.cases.terms import DEPUTY, MAIN, TEAM_ROLES
from samvag.consents.forms.consents import GivenFields, SharingFields
from samvag.consents.queries.grounds import InsightView
from samvag.consents.terms import INFO_EXCHANGE, PURPOSES
from samvag.ui.inputs import Line, OneOf, Words, offer


class AgreeForm(forms.Form):
    """The consent that was on the page when the unit said yes."""

    consent = forms.UUIDField()


class TogetherForm(SharingFields, GivenFields):
    """The consent that a coordination stands on. With `team` it begins one; without, it renews its consent."""

    purpose = Words(
        _("Vad ska ni hjälpas åt med?"), required=True, initial=PURPOSES[INFO_EXCHANGE], person_may_read=True,
        max_length=1000, error_messages={"required": _("Skriv vad samordningen är till för.")},
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        units: Iterable[Entry],
        today: date,
        team: Iterable[tuple[UUID, str]] | None,
        insights: Iterable[InsightView] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["purpose"].widget.attrs["rows"] = "2"
        self.add_sharing(units)
        self.add_given(INFO_EXCHANGE, today, insights)
        self.fields["message"] = Words(
            _("Hälsning till dem som bjuds in"), max_length=2000, person_may_read=True,
            help_text=_("De får personens namn och nummer, så att de vet vem det gäller."),
        )  # fmt: skip
        self.fields["message"].widget.attrs["rows"] = "3"
        if team is not None:
            people = [(str(staff), name) for staff, name in team]
            self.fields["main"] = OneOf(_("Huvudkontakt"), people)
            self.fields["deputy"] = OneOf(_("Ersättare"), [("", _("Ingen än")), *people], required=False)

    def facts(self) -> dict[str, Any]:
        """As `start_coordination` and `renew_consent` take them."""
        said = self.cleaned_data
        facts = {name: said[name] for name in ("purpose", "categories", "until", "message")}
        facts |= {"sides": self.sides(), **self.answered()}
        for name in ("main", "deputy"):
            if name in self.fields:
                facts[name] = UUID(said[name]) if said.get(name) else None
        return facts


class JoinForm(ReceiveForm):
    role = OneOf(_("Uppgift i teamet"), TEAM_ROLES, initial="MEMBER")

    def __init__(self, *args: Any, has_main: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        taken = {MAIN, DEPUTY} if has_main else set()
        offer(self, "role", [(role, label) for role, label in TEAM_ROLES if role not in taken])
        self.fields["main"].label = _("Vem hos er är med i teamet?")


class WhyForm(forms.Form):
    """Leaving, declining, ending: one line that the others read."""

    why = Line(_("Varför?"), required=True, max_length=1000, error_messages={"required": _("Skriv varför.")})


class AppointForm(forms.Form):
    staff = OneOf(_("Vem hos er?"))
    role = OneOf(_("Uppgift i teamet"), TEAM_ROLES, initial="MEMBER")
    why = Line(_("Varför ändras det?"))

    def __init__(self, *args: Any, colleagues: Iterable[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "staff", [(str(staff), name) for staff, name in colleagues])

    def clean_staff(self) -> UUID:
        return UUID(self.cleaned_data["staff"])


class PartForm(forms.Form):
    role = OneOf(_("Ny uppgift i teamet"), TEAM_ROLES)
    why = Line(_("Varför ändras det?"))
