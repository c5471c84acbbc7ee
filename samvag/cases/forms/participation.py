"""Beginning in an intervention, uppgifter at start and end, ending, and correcting."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.cases.queries.participation import Snapshot
from samvag.cases.terms import DIPLOMAS, MISREGISTERED
from samvag.codes.files import load_system
from samvag.codes.labels import choices
from samvag.people.forms import municipalities
from samvag.ui.inputs import Day, Line, OneOf, Percent, offer

SOURCES_AT_ONCE = 4
#: The version that was read where nothing was recorded yet; whoever records it meanwhile is met as a conflict.
NOT_RECORDED = 0
NOT_KNOWN = "unknown"
YES_NO = [("yes", _("Ja")), ("no", _("Nej")), (NOT_KNOWN, _("Uppgift saknas"))]
ANSWERS = {"yes": True, "no": False}
UNKNOWN = _("Uppgift saknas")


class AboutFields(forms.Form):
    """What is recorded of the participation itself, not of a moment."""

    home_municipality = OneOf(_("Folkbokföringskommun"), required=False)
    referrer = OneOf(_("Vem tog initiativet?"), required=False)
    education = OneOf(
        _("Utbildning"), required=False, help_text=_("Utländsk utbildning räknas som motsvarande svensk.")
    )
    diploma = OneOf(_("Från gymnasiet"), [("", UNKNOWN), *DIPLOMAS], required=False)
    support_duration = OneOf(
        _("Tid i offentlig försörjning före"), required=False,
        help_text=_("Avbrott på upp till en månad räknas inte."),
    )  # fmt: skip

    def offer_codes(self, made_up: bool) -> None:
        offer(self, "home_municipality", municipalities(made_up))
        for name, system in (
            ("referrer", "referrer_org_type"), ("education", "education_level"),
            ("support_duration", "public_support_duration"),
        ):  # fmt: skip
            offer(self, name, choices(system, blank=str(UNKNOWN)))


class StartForm(AboutFields):
    intervention = OneOf(_("Vilken insats?"))
    first = Day(_("Första dagen"))
    planned_end = Day(_("Planerat slut"), required=False)

    field_order = ("intervention", "first", "planned_end")

    def __init__(
        self, *args: Any, interventions: Iterable[tuple[UUID, str]], made_up: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(
            self, "intervention", [("", _("Välj insats")), *((str(one), name) for one, name in interventions)]
        )
        self.offer_codes(made_up)

    def clean_intervention(self) -> UUID:
        return UUID(self.cleaned_data["intervention"])


class UppgifterForm(forms.Form):
    """The same at start and at end, so that before and after can be compared."""

    works = OneOf(_("Arbetar personen?"), YES_NO, radios=True, initial=NOT_KNOWN)
    work_percent = Percent(_("Arbetar, procent"))
    work_type = OneOf(_("Slags arbete"), required=False)
    studies = OneOf(_("Studerar personen?"), YES_NO, radios=True, initial=NOT_KNOWN)
    study_percent = Percent(_("Studerar, procent"))
    study_form = OneOf(_("Slags studier"), required=False)
    in_lm_programme = OneOf(_("I arbetsmarknadspolitiskt program?"), YES_NO, radios=True, initial=NOT_KNOWN)
    job_seeking = OneOf(_("Söker arbete aktivt?"), YES_NO, radios=True, initial=NOT_KNOWN)
    registered_pes = OneOf(_("Inskriven hos Arbetsförmedlingen?"), YES_NO, radios=True, initial=NOT_KNOWN)

    def __init__(self, *args: Any, recorded: Snapshot | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "work_type", choices("work_type", blank=str(UNKNOWN)))
        offer(self, "study_form", choices("study_form", blank=str(UNKNOWN)))
        sources = choices("livelihood_source", blank=str(_("Välj försörjning")))
        for number in range(1, SOURCES_AT_ONCE + 1):
            label = _("Försörjning") if number == 1 else _("Ytterligare försörjning")
            self.fields[f"source_{number}"] = OneOf(label, sources, required=False)
            self.fields[f"percent_{number}"] = Percent(_("Andel, procent"))
        self.initial = {**(_as_asked(recorded) if recorded else {"version": NOT_RECORDED}), **self.initial}

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Source beside share, for the template."""
        return [(self[f"source_{n}"], self[f"percent_{n}"]) for n in range(1, SOURCES_AT_ONCE + 1)]

    def clean(self) -> dict[str, Any]:
        """As `record_uppgifter` takes it."""
        said = super().clean() or {}
        facts = {name: value for name, value in said.items() if not name.startswith(("source_", "percent_"))}
        for name in ("works", "studies", "in_lm_programme", "job_seeking", "registered_pes"):
            facts[name] = ANSWERS.get(facts.get(name, ""))
        for yes, extent in (("works", "work"), ("studies", "study")):
            kind = "work_type" if extent == "work" else "study_form"
            if facts[yes] is not True and (facts.get(f"{extent}_percent") or facts.get(kind)):
                self.add_error(yes, _("Svara ja, eller ta bort omfattning och slag."))
        rows = [(said.get(f"source_{n}"), said.get(f"percent_{n}")) for n in range(1, SOURCES_AT_ONCE + 1)]
        for number, (source, percent) in enumerate(rows, start=1):
            if percent and not source:
                self.add_error(f"source_{number}", _("Välj vilken försörjning andelen gäller."))
        facts["livelihoods"] = [(source, percent) for source, percent in rows if source]
        return facts


class EndForm(forms.Form):
    last = Day(_("Sista dagen"))
    reason = OneOf(_("Varför slutade det?"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"last": today, **self.initial}
        offer(self, "reason", [("", _("Välj orsak")), *_ends()])


class CorrectForm(AboutFields):
    first = Day(_("Första dagen"))
    last = Day(_("Sista dagen"), required=False, help_text=_("Tomt så länge deltagandet pågår."))
    exit_reason = OneOf(_("Varför slutade det?"), required=False)
    planned_end = Day(_("Planerat slut"), required=False)
    district = Line(_("Stadsdel"))

    field_order = ("first", "last", "exit_reason", "planned_end")

    def __init__(self, *args: Any, made_up: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer_codes(made_up)
        offer(self, "exit_reason", [("", _("Pågår")), *_ends()])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("exit_reason") and not said.get("last") and "last" not in self.errors:
            self.add_error("last", _("Ett avslutat deltagande har en sista dag."))
        return said


class MisregisterForm(forms.Form):
    why = Line(
        _("Vad blev fel?"), required=True, error_messages={"required": _("Skriv kort vad som blev fel.")}
    )


def _ends() -> list[tuple[str, str]]:
    """Reasons for an end; what was registered by mistake has an act of its own."""
    return choices(
        "exit_reason",
        only=[one.code for one in load_system("exit_reason").codes if one.code != MISREGISTERED],
    )


def _as_asked(recorded: Snapshot) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: NOT_KNOWN}
    asked: dict[str, Any] = {
        "work_percent": recorded.work_percent, "work_type": recorded.work_type,
        "study_percent": recorded.study_percent, "study_form": recorded.study_form,
        "version": recorded.version,
    }  # fmt: skip
    for name in ("works", "studies", "in_lm_programme", "job_seeking", "registered_pes"):
        asked[name] = words[getattr(recorded, name)]
    for number, (source, percent) in enumerate(recorded.livelihoods[:SOURCES_AT_ONCE], start=1):
        asked |= {f"source_{number}": source, f"percent_{number}": percent}
    return asked
