"""What is asked when rows are closed, shared by law, shown to a guardian, or written down as let out."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.agencies.queries import Entry
from samvag.codes.files import load_system
from samvag.codes.labels import choices
from samvag.consents.forms.consents import unit_choices
from samvag.consents.policy import CONSENT_GROUNDS
from samvag.consents.queries.consents import ConsentView
from samvag.consents.terms import (
    DISCLOSURE_OUTCOMES,
    DISCLOSURE_WAYS,
    GIVEN_HOW,
    ON_PAPER,
    OTHER_GUARDIAN,
    SHARED,
    SPOKEN,
)  # fmt: skip
from samvag.kernel.categories import CHOICES
from samvag.ui.inputs import Day, Line, OneOf, SomeOf, Words

ALL = "ALL"


def grounds() -> list[tuple[str, str]]:
    """The grounds in law that may be chosen: the usable ones that are no consent."""
    usable = load_system("legal_basis").where("usable") - CONSENT_GROUNDS
    return [choice for choice in choices("legal_basis") if choice[0] in usable]


class BlockForm(forms.Form):
    """Everything to everybody, unless less is chosen."""

    toward = OneOf(_("Mot vem?"))
    kinds = SomeOf(
        label=_("Vilka uppgifter?"),
        choices=CHOICES,
        required=False,
        help_text=_("Välj inget för att spärra allt."),
    )
    said_how = OneOf(_("Hur sa personen det?"), GIVEN_HOW, radios=True)
    words = Words(_("Vad sa personen?"), max_length=1000, person_may_read=True)

    def __init__(self, *args: Any, units: Iterable[Entry], **more: Any) -> None:
        super().__init__(*args, **more)
        everybody = (ALL, _("Alla andra verksamheter"))
        self.fields["toward"].choices = [everybody, *unit_choices(units)[1:]]  # type: ignore[attr-defined]

    def clean_toward(self) -> UUID | None:
        chosen = self.cleaned_data["toward"]
        return None if chosen == ALL else UUID(chosen)


class LiftForm(forms.Form):
    how = Line(_("Hur sa personen att spärren ska bort?"), required=True)


class ByLawForm(forms.Form):
    to_unit = OneOf(_("Till vilken verksamhet?"))
    kinds = SomeOf(label=_("Vilka uppgifter?"), choices=CHOICES)
    basis = OneOf(_("Med stöd av"))
    reason = Words(
        _("Vad är det i det här fallet som gör att grunden håller?"),
        required=True,
        max_length=2000,
        person_may_read=True,
    )
    until = Day(_("Till och med"), help_text=_("Högst tre månader. Sedan prövas det på nytt."))

    def __init__(self, *args: Any, units: Iterable[Entry], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to_unit"].choices = unit_choices(units)  # type: ignore[attr-defined]
        self.fields["basis"].choices = [("", _("Välj grund")), *grounds()]  # type: ignore[attr-defined]

    def clean_to_unit(self) -> UUID:
        return UUID(self.cleaned_data["to_unit"])


class InsightForm(forms.Form):
    guardian = Line(_("Vårdnadshavare som ska få insyn"), required=True)
    other = Line(_("Den andra vårdnadshavaren"), help_text=_("Lämna tomt om det bara finns en."))
    other_says = OneOf(_("Vad säger den andra?"), OTHER_GUARDIAN, radios=True)
    kinds = SomeOf(label=_("Insyn i vilka uppgifter?"), choices=CHOICES)
    maturity = Words(_("Hur har ålder och mognad vägts?"), required=True, max_length=2000)
    harm = Words(_("Varför är insynen inte till skada för den unga?"), required=True, max_length=2000)
    child_opinion = Words(_("Vad säger den unga själv?"), required=True, max_length=2000)
    until = Day(_("Till och med"), help_text=_("Senast dagen innan 18-årsdagen."))


class DisclosureForm(forms.Form):
    """What was said, sent or refused outside of the system."""

    outcome = OneOf(_("Vad hände?"), DISCLOSURE_OUTCOMES, radios=True, initial=SHARED)
    to_unit = OneOf(_("Till verksamhet i Samväg"), required=False)
    to_outside = Line(_("Eller till någon annan"), help_text=_("Myndighet eller organisation, och vem där."))
    kinds = SomeOf(label=_("Vilka uppgifter?"), choices=CHOICES)
    way = OneOf(_("Hur?"), [way for way in DISCLOSURE_WAYS if way[0] in (SPOKEN, ON_PAPER)], radios=True)
    ground = OneOf(_("Med stöd av"), required=False)
    note = Words(_("Anteckning"), max_length=2000, person_may_read=True)

    def __init__(
        self, *args: Any, units: Iterable[Entry], consents: Iterable[ConsentView], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["to_unit"].choices = unit_choices(units)  # type: ignore[attr-defined]
        given = [(str(one.id), _("%(kind)s till %(day)s") % {"kind": one.kind_label, "day": one.until})
                 for one in consents if one.shares]  # fmt: skip
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            ("", _("Inget: det lämnades inte ut")),
            (_("Samtycke"), given),
            (_("Lag"), grounds()),
        ]

    def facts(self) -> dict[str, Any]:
        """As `disclose` takes them."""
        said = dict(self.cleaned_data)
        ground = said.pop("ground")
        said["to_unit"] = UUID(said["to_unit"]) if said["to_unit"] else None
        by_law = ground in dict(grounds())
        return {
            **said,
            "basis": ground if by_law else "",
            "consent": None if by_law or not ground else UUID(ground),
        }
