"""What is asked when somebody keeps a person's rights."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.rights.terms import COUNTED_FROM, GROUNDS, HANDED_HOW, STRIKES, WITHHOLDING
from samvag.ui.inputs import Day, Line, Mail, OneOf, Phone, SomeOf, Tick, Words, offer


class FindForm(forms.Form):
    """By number, which never travels in the address, or by the case's own number."""

    q = Line(
        _("Personnummer eller ärendenummer"),
        required=True,
        max_length=60,
        error_messages={"required": _("Skriv personens nummer eller ert ärendenummer.")},
    )


class AskedForm(forms.Form):
    asked_on = Day(_("Vilken dag bad personen om det?"))


class StrikeForm(forms.Form):
    """`places` are ticked beside the values."""

    places = SomeOf(
        label=_("Det som ska strykas"), error_messages={"required": _("Kryssa för det som ska strykas.")}
    )
    reason = OneOf(_("Varför stryks det?"), STRIKES)

    def __init__(self, *args: Any, places: list[str] = (), **more: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **more)
        self.fields["places"].choices = [(place, place) for place in places]  # type: ignore[attr-defined]


class HandOutForm(forms.Form):
    how = OneOf(_("Hur lämnades det ut?"), HANDED_HOW, radios=True)


class ControllerForm(forms.Form):
    officer = Line(_("Dataskyddsombud"), max_length=120, help_text=_("Namn eller funktion"))
    phone = Phone(_("Telefon"))
    email = Mail(_("E-post"))
    address = Line(_("Postadress"), max_length=200)


class ScheduleForm(forms.Form):
    months = forms.IntegerField(
        label=_("Antal månader"), min_value=1, max_value=1200,
        error_messages={"required": _("Skriv hur många månader, minst en."), "invalid": _("Skriv ett helt tal.")},
    )  # fmt: skip
    counted_from = OneOf(_("Räknas från"), COUNTED_FROM, radios=True)
    source = Line(_("Enligt vilken plan eller lag?"), max_length=300)
    verified = Tick(_("Jag har kontrollerat mot planen eller lagen"))


class DisposeForm(forms.Form):
    sure = Tick(_("Jag har läst vad som gallras. Det går inte att ångra."))

    def clean_sure(self) -> bool:
        if not self.cleaned_data["sure"]:
            raise forms.ValidationError(_("Kryssa för att du har läst vad som gallras."))
        return True


class HoldForm(forms.Form):
    reason = Words(
        _("Varför ska gallringen vänta?"), max_length=1000, required=True,
        error_messages={"required": _("Skriv varför gallringen ska vänta.")},
    )  # fmt: skip
    until = Day(_("Till vilken dag?"), required=False, help_text=_("Lämna tomt om ni inte vet."))


class RestrictForm(forms.Form):
    ground = OneOf(_("Varför ska uppgifterna inte användas?"), GROUNDS, radios=True)
    reason = Words(
        _("Vad gäller det?"),
        max_length=2000,
        required=True,
        error_messages={"required": _("Skriv vad det gäller.")},
    )
    until = Day(_("Till vilken dag?"), required=False, help_text=_("Lämna tomt om ni inte vet."))
    others = SomeOf(
        label=_("Vilka mer än du får se uppgifterna?"),
        required=False,
        help_text=_("Bara den som behöver dem för att utreda saken."),
    )

    def __init__(self, *args: Any, others: list[tuple[UUID, str]] = (), **more: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **more)
        offer(self, "others", [(str(staff), name) for staff, name in others])

    def clean_others(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["others"]]


class LiftForm(forms.Form):
    reason = Words(
        _("Varför upphävs det, och hur gick det?"), max_length=2000, required=True,
        error_messages={"required": _("Skriv varför det upphävs.")},
    )  # fmt: skip


class WithholdForm(forms.Form):
    ground = OneOf(_("På vilken grund?"), WITHHOLDING, radios=True)
    decision = Line(
        _("Beslutets nummer"), max_length=60, required=True,
        error_messages={"required": _("Skriv beslutets nummer.")},
        help_text=_("Varför, står i beslutet hos er. Skriv inte om personen här."),
    )  # fmt: skip
    until = Day(_("Till och med"))
