"""A simple meeting, cancelling it, and how it went."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samvag.cases.terms import INTERPRETER_STATES, MEETING_FORMS
from samvag.ui.inputs import Clock, Day, Line, OneOf, SomeOf, Tick, Words, needed_when_shown, offer

MOST_OTHERS = 20
YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]


class MeetingForm(forms.Form):
    about = Line(
        _("Vad gäller mötet?"), required=True, error_messages={"required": _("Skriv vad mötet gäller.")}
    )
    day = Day(_("Dag"))
    starts = Clock(_("Börjar"))
    ends = Clock(_("Slutar"))
    form = OneOf(_("Hur ses ni?"), MEETING_FORMS, radios=True)
    place = Line(_("Plats eller länk"))
    with_person = Tick(_("Personen är med"))
    staff = SomeOf(label=_("Kollegor"), required=False)
    others = Words(
        _("Andra som är med"), max_length=2000,
        help_text=_("En på varje rad: namn, organisation. De får ingen inbjudan av Samväg."),
    )  # fmt: skip
    interpreter = OneOf(_("Tolk"), INTERPRETER_STATES)
    interpreter_language = Line(_("Tolkens språk"), max_length=60)

    def __init__(self, *args: Any, colleagues: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "staff", colleagues)
        needed_when_shown(self, "interpreter_language")
        first = {
            "form": "PHYSICAL",
            "with_person": True,
            "interpreter": "NONE",
            "starts": "09:00",
            "ends": "10:00",
        }
        self.initial = {**first, **self.initial}

    def clean_others(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(lines) > MOST_OTHERS:
            raise forms.ValidationError(_("Högst 20 andra kan stå på mötet. Ta bort några rader."))
        parted = [line.rpartition(",") for line in lines]
        return [(name.strip(), of.strip()) if comma else (of.strip(), "") for name, comma, of in parted]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day, starts, ends = given.pop("day", None), given.pop("starts", None), given.pop("ends", None)
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Mötet måste sluta efter att det har börjat. Ändra sluttiden."))
        if day and starts and ends:
            given |= {"starts_at": _moment(day, starts), "ends_at": _moment(day, ends)}
        given["staff"] = [UUID(one) for one in given.get("staff", ())]
        if given.get("interpreter") == "NONE":
            given["interpreter_language"] = ""
        elif "interpreter_language" in given and not given["interpreter_language"]:
            self.add_error("interpreter_language", _("Skriv vilket språk tolken ska tala."))
        return given


class CancelForm(forms.Form):
    reason = Line(
        _("Varför ställs mötet in?"), help_text=_("Till exempel: personen lämnade återbud, vi är sjuka.")
    )


class InterpreterForm(forms.Form):
    state = OneOf(_("Tolk"), INTERPRETER_STATES)


class HeldForm(forms.Form):
    """Whether it was held, whether the person came, and who else."""

    held = OneOf(_("Blev mötet av?"), YES_NO, radios=True)
    person_came = OneOf(_("Kom personen?"), YES_NO, required=False, radios=True)
    attended = SomeOf(label=_("Vilka var med?"), required=False)

    def __init__(self, *args: Any, participants: Any, with_person: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "attended", participants)
        if not with_person:
            del self.fields["person_came"]
        if not participants:
            del self.fields["attended"]
        everybody = [value for value, _name in participants]
        self.initial = {"held": "yes", "person_came": "yes", "attended": everybody, **self.initial}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        held, came = given.get("held") == "yes", given.get("person_came", "")
        if held and "person_came" in self.fields and not came and "person_came" not in self.errors:
            self.add_error("person_came", _("Säg om personen kom."))
        return {
            "held": held,
            "person_came": came == "yes" if held and came else None,
            "attended": [UUID(one) for one in given.get("attended", ())],
        }


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
