"""Sending a person on to another unit, and answering."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.codes.labels import choices
from samvag.ui.inputs import Line, OneOf, Words, offer


class HandoverForm(forms.Form):
    to_unit = OneOf(
        _("Till vilken verksamhet?"), help_text=_("De som personen har sagt ja till att ni berättar för.")
    )
    message = Words(
        _("Vad behöver de veta?"), required=True, person_may_read=True, max_length=4000,
        help_text=_("Namn och personnummer följer med. Skriv vad som är gjort och vad personen vill."),
        error_messages={"required": _("Skriv vad den som tar emot behöver veta.")},
    )  # fmt: skip

    def __init__(self, *args: Any, units: Iterable[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "to_unit", [(str(unit), name) for unit, name in units])

    def clean_to_unit(self) -> UUID:
        return UUID(self.cleaned_data["to_unit"])


class ReceiveForm(forms.Form):
    """A person whom another unit sends: her name as our own card shall have it, and who of us takes it on."""

    given_name = Line(_("Förnamn"), required=True)
    family_name = Line(_("Efternamn"), required=True)
    main = OneOf(_("Vem hos er tar hand om personen?"))

    def __init__(
        self, *args: Any, colleagues: Iterable[tuple[UUID, str]], name: str, known: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        given, _space, family = name.rpartition(" ")
        self.initial = {"given_name": given or family, "family_name": family if given else "", **self.initial}
        offer(self, "main", [(str(staff), who) for staff, who in colleagues])
        if known:
            del self.fields["given_name"], self.fields["family_name"]

    def clean_main(self) -> UUID:
        return UUID(self.cleaned_data["main"])


class AcceptForm(ReceiveForm):
    answer = Line(
        _("Svar till den som skickade"), help_text=_("Till exempel när ni hör av er."), max_length=1000
    )


class CannotForm(forms.Form):
    reason = OneOf(_("Varför kan ni inte ta emot?"), radios=True)
    answer = Words(
        _("Några ord till den som skickade"), required=True, max_length=2000, person_may_read=True,
        help_text=_("Vad skulle passa bättre, eller vad behövs först?"),
        error_messages={"required": _("Skriv några ord, så att personen inte blir stående.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "reason", choices("cannot_take"))
        self.fields["answer"].widget.attrs["rows"] = "3"
