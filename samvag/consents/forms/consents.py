"""What a person is asked when a consent is written down, and when it is taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.agencies.queries import Entry
from samvag.consents.actions.giving import Side
from samvag.consents.policy import GUARDIAN, latest_end
from samvag.consents.queries.consents import ConsentView
from samvag.consents.queries.grounds import InsightView
from samvag.consents.terms import (
    DIRECTIONS,
    GIVEN_BY,
    GIVEN_HOW,
    GIVES,
    GIVES_AND_RECEIVES,
    PURPOSES,
    RECEIVES,
    SAID,
    SHARES,
)  # fmt: skip
from samvag.consents.texts import CURRENT, SWEDISH, Text, languages, text
from samvag.kernel.categories import CHOICES
from samvag.ui.inputs import Day, Line, OneOf, SomeOf, Words, offer

UNITS_AT_ONCE = 4
YES, NO = "yes", "no"
WHOLE = "whole"


def unit_choices(units: Iterable[Entry]) -> list[tuple[str, Any]]:
    """By agency, as a select's groups; the first choice names none."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in units:
        groups.setdefault(unit.agency, []).append((str(unit.id), unit.name))
    return [("", _("Välj verksamhet")), *groups.items()]


class SharingFields(forms.Form):
    """The named units with their direction, and the categories. Used by every form that opens a person's rows."""

    def add_sharing(self, units: Iterable[Entry]) -> None:
        choices = unit_choices(units)
        for number in range(1, UNITS_AT_ONCE + 1):
            label = _("Verksamhet") if number == 1 else _("Ytterligare verksamhet")
            self.fields[f"unit_{number}"] = OneOf(label, choices, required=number == 1)
            self.fields[f"direction_{number}"] = OneOf(
                _("Vad den gör"), DIRECTIONS, initial=GIVES_AND_RECEIVES
            )
        self.fields["categories"] = SomeOf(label=_("Vilka uppgifter gäller det?"), choices=CHOICES)

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Unit beside direction, for the template."""
        numbers = range(1, UNITS_AT_ONCE + 1)
        return [(self[f"unit_{number}"], self[f"direction_{number}"]) for number in numbers]

    @property
    def names_more(self) -> bool:
        """Whether the rows beyond the first two are in use, so that they stand open."""
        return any(unit.value() or unit.errors for unit, _direction in self.pairs[2:])

    def sides(self) -> list[Side]:
        found = []
        for number in range(1, UNITS_AT_ONCE + 1):
            unit, way = self.cleaned_data.get(f"unit_{number}"), self.cleaned_data.get(f"direction_{number}")
            if unit:
                found.append(Side(UUID(unit), gives=way != RECEIVES, receives=way != GIVES))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, UNITS_AT_ONCE + 1):
            if not cleaned.get(f"unit_{number}"):
                self.errors.pop(f"direction_{number}", None)
        named = [cleaned[f"unit_{n}"] for n in range(1, UNITS_AT_ONCE + 1) if cleaned.get(f"unit_{n}")]
        if len(named) != len(set(named)):
            self.add_error(None, _("Samma verksamhet står två gånger. Ta bort den ena."))
        return cleaned


class GivenFields(forms.Form):
    """How long, and how, by whom and after which text a consent was given."""

    ANSWERED = ("given_how", "given_by", "original_location", "witnessed_by", "language", "text_version")

    def add_given(self, kind: str, today: date, insights: Iterable[InsightView] = ()) -> None:
        """`insights`: the living decisions that let a guardian answer."""
        last = latest_end(kind, today)
        self.fields["until"] = Day(
            _("Till och med"), initial=last, help_text=_("Senast %(day)s. Då frågar vi igen.") % {"day": last}
        )
        self.fields["given_how"] = OneOf(_("Hur svarade personen?"), GIVEN_HOW, radios=True)
        self.fields["witnessed_by"] = Line(
            _("Vem var med när det sades?"), help_text=_("Behövs när svaret är muntligt. Du själv räknas.")
        )
        self.fields["original_location"] = Line(
            _("Var finns originalet?"), help_text=_("Till exempel pärm, akt eller e-arkiv.")
        )
        self.fields["language"] = OneOf(
            _("På vilket språk gick ni igenom texten?"), languages(), radios=True, initial=SWEDISH
        )
        self.fields["text_version"] = Line("", initial=CURRENT, widget=forms.HiddenInput, required=False)
        self.fields["given_by"] = OneOf(_("Vem svarade?"), GIVEN_BY, radios=True, initial="PERSON")
        self._add_guardian([(str(one.id), one.answers) for one in insights])

    def _add_guardian(self, decided: list[tuple[str, str]]) -> None:
        """Where nothing is decided there is nothing to choose, and the act says what to do first."""
        if decided:
            self.fields["guardian"] = OneOf(
                _("Vårdnadshavarens beslut om insyn"),
                [("", _("Personen svarar själv")), *decided],
                required=False,
            )
            self.fields["child_opinion"] = Words(
                _("Vad säger den unga själv?"), max_length=2000, person_may_read=True,
                help_text=_("Behövs när en vårdnadshavare svarar."),
            )  # fmt: skip
            self.fields["child_opinion"].widget.attrs["rows"] = "2"

    @property
    def text(self) -> Text:
        """What is to be said before."""
        return text()

    def answered(self) -> dict[str, Any]:
        """As `give_consent` and `refuse_consent` take it."""
        said = self.cleaned_data
        facts = {name: said[name] for name in self.ANSWERED}
        facts["text_version"] = facts["text_version"] or CURRENT
        if "guardian" in self.fields and said["given_by"] == GUARDIAN:
            chosen = said.get("guardian")
            facts |= {"guardian": UUID(chosen) if chosen else None, "child_opinion": said["child_opinion"]}
        return facts


class GiveForm(SharingFields, GivenFields):
    """One purpose at a time. For kinds that share with nobody the units and categories are left out."""

    answer = OneOf(
        _("Vad svarade personen?"), [(YES, _("Ja")), (NO, _("Nej, tackar nej"))], radios=True, initial=YES
    )

    def __init__(
        self, *args: Any, kind: str, units: Iterable[Entry], today: date, insights: Iterable[InsightView] = (),
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.kind = kind
        self.fields["purpose"] = Words(
            _("Vad är samtycket till för?"), required=True, initial=PURPOSES.get(kind, ""), person_may_read=True,
            max_length=1000,
        )  # fmt: skip
        self.fields["purpose"].widget.attrs["rows"] = "2"
        if kind in SHARES:
            self.add_sharing(units)
        self.add_given(kind, today, insights)

    @property
    def refused(self) -> bool:
        return self.cleaned_data["answer"] == NO

    def clean(self) -> dict[str, Any]:
        """A no needs neither categories nor an end."""
        cleaned = super().clean()
        if cleaned.get("answer") == NO:
            for name in ("categories", "until"):
                self.errors.pop(name, None)
        return cleaned

    def facts(self) -> dict[str, Any]:
        """As `give_consent` and `refuse_consent` take them."""
        said = self.cleaned_data
        facts = {"purpose": said["purpose"], **self.answered()}
        if self.kind in SHARES:
            facts["sides"] = self.sides()
        if not self.refused:
            facts["until"] = said["until"]
            facts["categories"] = said.get("categories", ())
        return facts


class WithdrawForm(forms.Form):
    what = OneOf(_("Vad tar personen tillbaka?"), radios=True)
    how = Line(_("Hur sa personen det?"), help_text=_("Till exempel i telefon eller i ett brev."))
    on = Day(
        _("Vilken dag sa personen det?"), required=False,
        help_text=_("Fyll i om det var före i dag. Det gäller från nu hur som helst."),
    )  # fmt: skip

    def __init__(self, *args: Any, consent: ConsentView, **more: Any) -> None:
        super().__init__(*args, **more)
        parts: list[tuple[str, Any]] = [(WHOLE, _("Hela samtycket"))]
        others = [party for party in consent.live_parties if party.unit != consent.owner_unit]
        if len(others) > 1:
            parts += [
                (f"unit:{party.unit}", _("Bara för %(unit)s") % {"unit": party.name}) for party in others
            ]
        if len(consent.categories) > 1:
            parts += [
                (f"category:{one}", _("Bara %(what)s") % {"what": SAID[one]}) for one in consent.categories
            ]
        offer(self, "what", parts)
        self.initial = {"what": WHOLE, **self.initial}

    def part(self) -> tuple[str, str]:
        """("whole", ""), ("unit", id) or ("category", code)."""
        kind, _colon, value = self.cleaned_data["what"].partition(":")
        return kind, value
