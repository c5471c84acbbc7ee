"""Marking somebody as protected, lifting it, and naming the few who may open."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samvag.people.protection import TREATMENTS
from samvag.people.terms import OPEN, PROTECTION
from samvag.ui.inputs import Day, Line, OneOf, SomeOf, Tick, offer

MARKS = [(code, words) for code, words in PROTECTION if code != OPEN]
WHO = [("", _("Välj"))]


class MarkForm(forms.Form):
    protection = OneOf(_("Vilket skydd har personen?"), MARKS, radios=True)
    reason = Line(
        _("Hur vet ni det?"), required=True, max_length=300,
        help_text=_("Till exempel: personen visade beslutet, eller uppgiften kom från folkbokföringen."),
    )  # fmt: skip
    named = SomeOf(label=_("Vilka fler får öppna?"), required=False)
    understood = Tick(_("Jag har läst vad som tas bort och vet att det inte går att ångra"))

    def __init__(self, *args: Any, now: str, colleagues: Iterable[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "protection", [one for one in MARKS if one[0] != now])
        offer(self, "named", [(str(staff), name) for staff, name in colleagues])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.pop("understood", False):
            self.add_error("understood", gettext("Läs vad som tas bort och kryssa i rutan."))
        return {**given, "named": [UUID(one) for one in given.get("named", ())]}


class LiftForm(forms.Form):
    reason = Line(_("Varför gäller skyddet inte längre?"), required=True, max_length=300)


class NameForm(forms.Form):
    """Who in the unit may open, or is to have, a protected case."""

    staff = OneOf(_("Vem"), required=True)
    reason = Line(_("Varför"), required=True, max_length=300)
    until = Day(_("Till och med"), required=False, help_text=_("Tomt betyder tills vidare."))
    lead = Tick(_("Blir också huvudkontakt"))

    def __init__(self, *args: Any, colleagues: Iterable[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "staff", [*WHO, *((str(staff), name) for staff, name in colleagues)])

    def clean_staff(self) -> UUID:
        return UUID(self.cleaned_data["staff"])


assert {code for code, _words in MARKS} < TREATMENTS.keys()
