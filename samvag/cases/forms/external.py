"""Somebody at another agency who never logs in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.cases.forms.step import ELSEWHERE
from samvag.ui.inputs import Line, Mail, OneOf, Phone


class ExternalForm(forms.Form):
    name = Line(_("Namn"), required=True, error_messages={"required": _("Skriv kontaktens namn.")})
    title = Line(_("Titel"))
    organisation = Line(
        _("Organisation"), required=True, error_messages={"required": _("Skriv var kontakten arbetar.")}
    )
    agency_kind = OneOf(_("Slags organisation"), ELSEWHERE)
    phone = Phone(_("Telefon"))
    email = Mail(_("E-post"))
    tags = Line(_("Bra på"), help_text=_("Ord med komma mellan, till exempel: aktivitetsersättning, unga."))

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("phone") and not given.get("email"):
            self.add_error("phone", _("Skriv telefon eller e-post, så att kontakten går att påminna."))
        return given
