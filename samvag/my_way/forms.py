"""What is asked of the person herself, and what a unit asks her."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samvag.agencies.queries import Entry
from samvag.consents.forms.consents import SharingFields
from samvag.consents.policy import latest_end
from samvag.consents.terms import PURPOSES, SHARES
from samvag.kernel.identity import NotAnIdentity, identity
from samvag.my_way.hers import Consent, Question
from samvag.outbox.terms import EMAIL, OWN_CHANNELS, SMS
from samvag.ui.answers import status_of
from samvag.ui.inputs import (
    Clock,
    Day,
    Line,
    Mail,
    OneOf,
    Phone,
    SomeOf,
    Tick,
    Words,
    needed_when_shown,
    offer,
)

WHOLE, CATEGORY, UNIT = "whole", "category", "unit"
NO_COORDINATION = ("", _("Ingen samordning, bara för att få lämna över"))


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

    def is_right(self, tried: Callable[[str], bool]) -> bool:
        """A wrong code is a fault of the form."""
        if not self.is_valid():
            return False
        if tried(self.cleaned_data["code"]):
            return True
        self.add_error(
            "code", gettext("Koden stämmer inte, eller så gäller den inte längre. Skicka en ny kod.")
        )
        return False

    @property
    def status(self) -> int:
        """A code that was tried is answered as done: with a refusal it would be undone that the try was counted."""
        return 200 if self.data.get("code", "").strip() else status_of(self)


class TakeBackForm(forms.Form):
    """One part of a consent, or all of it."""

    what = OneOf(_("Vad vill du ta tillbaka?"), radios=True)

    def __init__(self, *args: Any, consent: Consent, **more: Any) -> None:
        super().__init__(*args, **more)
        parts: list[tuple[str, Any]] = []
        if len(consent.categories) > 1:
            parts += [
                (f"{CATEGORY}:{code}", _("Bara det här: %(what)s") % {"what": word})
                for code, word in consent.about
            ]
        if len(consent.others) > 1:
            parts += [
                (f"{UNIT}:{side.unit}", _("Bara för %(unit)s") % {"unit": side.name})
                for side in consent.others
            ]
        offer(self, "what", [*parts, (WHOLE, _("Allt"))])

    def part(self) -> tuple[str, str]:
        kind, _colon, value = self.cleaned_data["what"].partition(":")
        return kind, value


class AnswerForm(forms.Form):
    """Everything is ticked from the beginning; what she does not want she takes the tick from."""

    categories = SomeOf(label=_("Det här får de läsa om"), required=False)
    units = SomeOf(label=_("De här får vara med"), required=False)

    def __init__(self, *args: Any, question: Question, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "categories", list(question.about))
        offer(self, "units", [(str(side.unit), side.name) for side in question.others])
        self.initial = {
            "categories": [code for code, _word in question.about],
            "units": [str(side.unit) for side in question.others],
        }

    def kept(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"categories": said["categories"], "units": [UUID(one) for one in said["units"]]}


class ContactForm(forms.Form):
    """How she wants to be reached."""

    channel = OneOf(_("Hur får vi skicka meddelanden till dig?"), OWN_CHANNELS, radios=True)
    phone = Phone(_("Ditt mobilnummer"))
    email = Mail(_("Din e-postadress"))
    earliest = Clock(_("Inte före klockan"), required=False)
    latest = Clock(_("Inte efter klockan"), required=False)
    letters_home = Tick(_("Brev får skickas hem till mig"))
    shown_to_units = Tick(_("De som hjälper mig får se vad jag har valt"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        needed_when_shown(self, "phone", "email")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needed = {SMS: "phone", EMAIL: "email"}.get(given.get("channel", ""))
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Skriv vart vi ska skicka."))
        first, last = given.get("earliest"), given.get("latest")
        if bool(first) != bool(last):
            self.add_error("latest" if first else "earliest", _("Skriv båda tiderna, eller ingen."))
        elif first and last and first >= last:
            self.add_error("latest", _("Den senare tiden ska vara efter den tidigare."))
        return given


class AskForm(SharingFields):
    """What a unit asks: the same terms as when an answer is written down, but for the answer."""

    def __init__(
        self,
        *args: Any,
        kind: str,
        units: Iterable[Entry],
        today: date,
        joint: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        last = latest_end(kind, today)
        self.fields["purpose"] = Words(
            _("Vad är samtycket till för?"), required=True, initial=PURPOSES.get(kind, ""), person_may_read=True,
            max_length=1000,
        )  # fmt: skip
        self.fields["purpose"].widget.attrs["rows"] = "2"
        if kind in SHARES:
            self.add_sharing(units)
            if joint:
                self.fields["coordination"] = OneOf(
                    _("Vad hör frågan till?"), [*joint, NO_COORDINATION], required=False, initial=joint[0][0]
                )
        self.fields["until"] = Day(
            _("Till och med"), initial=last, help_text=_("Senast %(day)s. Då frågar vi igen.") % {"day": last}
        )

    def facts(self) -> dict[str, Any]:
        """As `ask` takes them."""
        said = self.cleaned_data
        facts: dict[str, Any] = {"purpose": said["purpose"], "until": said["until"]}
        if self.kind in SHARES:
            joint = said.get("coordination")
            facts |= {"sides": self.sides(), "categories": said.get("categories", ())}
            facts["coordination"] = UUID(joint) if joint else None
        return facts
