"""What is asked when a person is looked for, registered, and when the unit's own card is kept."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samvag.codes.labels import choices
from samvag.kernel.identity import NO_NUMBER, Kind, NotAnIdentity, Wrong, identity
from samvag.people.protection import kept_out, treatment_of
from samvag.people.terms import OPEN, PROTECTION, SAFE_CHANNELS, SEX
from samvag.ui.inputs import Clock, Day, Line, Mail, OneOf, Phone, Tick, Words, needed_when_shown, offer

NUMBER, PSEUDO, NONE = "NUMBER", "PSEUDO", "NONE"
HAS_NUMBER = [
    (NUMBER, _("Personnummer, samordningsnummer eller tillfälligt nummer")),
    (PSEUDO, _("Pseudonym från en myndighet")),
    (NONE, _("Har inget nummer än")),
]
KINDS = {NUMBER: None, PSEUDO: Kind.PSEUDO}
WHY_PROTECTED = _(
    "Med skydd öppnar bara några få namngivna personen. Adress, telefon och e-post sparas inte."
)
SAFEST = [("", _("Inget särskilt")), *SAFE_CHANNELS]
COMMON_LANGUAGES = (
    "arabiska", "bosniska", "dari", "engelska", "finska", "franska", "kurmanji", "pashto", "persiska", "polska",
    "ryska", "somaliska", "sorani", "spanska", "svenskt teckenspråk", "thai", "tigrinja", "turkiska", "ukrainska",
)  # fmt: skip


class FindForm(forms.Form):
    q = Line(
        _("Namn, personnummer eller ärendenummer"),
        required=True,
        max_length=100,
        error_messages={"required": _("Skriv ett nummer eller ett namn att söka på.")},
    )


class RegisterForm(forms.Form):
    """The least that is needed to begin. `identity` is made of the kind and the number."""

    kind = OneOf(_("Vilket nummer har personen?"), HAS_NUMBER, radios=True)
    number = Line(_("Nummer"), max_length=20, help_text=_("ÅÅÅÅMMDD-NNNN"))
    given_name = Line(_("Förnamn"), max_length=100, required=True)
    family_name = Line(_("Efternamn"), max_length=100, required=True)
    born = Day(_("Födelsedatum"), required=False)
    sex = OneOf(_("Juridiskt kön"), SEX, required=False)
    somebody_else = Tick(_("Det är en annan människa än den som redan finns hos oss"))
    phone = Phone(_("Telefon"))
    home_municipality = OneOf(_("Hemkommun"), required=False)
    protection = OneOf(_("Skydd"), PROTECTION, radios=True, why=WHY_PROTECTED)
    reference = Line(
        _("Ert ärendenummer"), max_length=60, help_text=_("Lämnas det tomt får ärendet ett nummer av Samväg.")
    )

    def __init__(self, *args: Any, made_up: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "home_municipality", municipalities(made_up))
        needed_when_shown(self, "number")
        self.initial = {"kind": NUMBER, "sex": "U", "protection": PROTECTION[0][0], **self.initial}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in treatment_of(given.get("protection", OPEN)).forbidden:
            if given.get(name):
                self.add_error(name, gettext("Sparas inte för den som är skyddad. Töm fältet."))
        kind, number = given.pop("kind", None), given.pop("number", "")
        if kind is None:
            return given
        try:
            given["identity"] = NO_NUMBER if kind == NONE else _numbered(number, KINDS[kind])
        except NotAnIdentity as wrong:
            self.add_error("number", _sentence(wrong, kind))
        if kind != NONE:
            # What the number says is not typed over.
            given.pop("born", None)
            given.pop("sex", None)
        else:
            given["sex"] = given.get("sex") or "U"
        return given


class CardForm(forms.Form):
    """The unit's own card. Sex and birth date are asked only when no number tells them."""

    given_name = Line(_("Förnamn"), max_length=100, required=True)
    family_name = Line(_("Efternamn"), max_length=100, required=True)
    born = Day(_("Födelsedatum"), required=False)
    sex = OneOf(_("Juridiskt kön"), SEX)
    home_municipality = OneOf(_("Hemkommun"), required=False)
    phone = Phone(_("Telefon"))
    email = Mail(_("E-post"))
    address = Words(_("Adress"), max_length=500)
    safe_channel = OneOf(_("Säkraste sättet att nå personen"), SAFEST, required=False)
    safe_detail = Line(
        _("Att tänka på vid kontakt"),
        help_text=_("Till exempel: ring inte efter klockan 16, lämna inga meddelanden."),
    )
    safe_from = Clock(_("Inga meddelanden före"), required=False)
    safe_until = Clock(_("Inga meddelanden efter"), required=False)
    letters_home = Tick(_("Brev kan skickas hem"))
    language = Line(_("Språk"), max_length=60)
    interpreter = Tick(_("Behöver tolk"))
    access_needs = Words(
        _("Behov i mötet"), max_length=1000, person_may_read=True,
        help_text=_("Till exempel: hörslinga, lugnt rum, någon som följer med."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        told_by_number: bool = True,
        made_up: bool = False,
        protection: str = OPEN,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        offer(self, "home_municipality", municipalities(made_up))
        for name in kept_out(protection):
            del self.fields[name]
        self.fields["language"].widget.attrs["list"] = "languages"
        if told_by_number:
            del self.fields["born"], self.fields["sex"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("safe_from"), given.get("safe_until")
        if first and last and first >= last:
            self.add_error("safe_until", _("Den senare tiden ska vara efter den tidigare."))
        return given


def municipalities(made_up: bool) -> list[tuple[str, Any]]:
    """Sweden's; before them the invented ones where the persons are invented too."""
    nowhere: list[tuple[str, Any]] = [("", "–")]
    if made_up:
        nowhere.append((gettext("Påhittade kommuner"), choices("demo_municipality")))
    return [*nowhere, (gettext("Sveriges kommuner"), choices("municipality"))]


def _numbered(number: str, kind: Kind | None) -> Any:
    return identity(number, kind, today=timezone.localdate())


def _sentence(wrong: NotAnIdentity, kind: str) -> str:
    if kind == PSEUDO:
        return gettext(
            "Pseudonymen har åtta siffror och sedan fyra siffror eller bokstäver. Kontrollera den."
        )
    if wrong.why is Wrong.EMPTY:
        return gettext("Skriv numret, eller välj att personen inte har något än.")
    return wrong.sentence
