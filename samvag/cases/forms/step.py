"""A step: what, who, when; why it ended; and that somebody was reminded."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samvag.agencies.terms import AGENCY_KINDS
from samvag.cases.forms.contact import in_days
from samvag.cases.terms import DOERS, REMINDER_CHANNELS, STEP_DONE, STEP_ENDS
from samvag.kernel.categories import CHOICES, Category
from samvag.ui.inputs import Day, Line, OneOf, Phone, needed_when_shown, offer

NEW = "NEW"
WHOM = {"STAFF": "staff", "UNIT": "unit", "EXTERNAL": "external"}
ELSEWHERE = [(kind, label) for kind, label in AGENCY_KINDS if kind != "ASSOCIATION"]


class StepForm(forms.Form):
    """`whom` follows from the kind of doer; a new external contact may be named at once."""

    what = Line(
        _("Vad ska göras?"), required=True, error_messages={"required": _("Skriv vad som ska göras.")}
    )
    due_on = Day(_("Senast när?"))
    doer = OneOf(_("Vem gör det?"), DOERS, radios=True)
    staff = OneOf(
        _("Vem hos oss"), required=False,
        help_text=_("Den som inte har del i ärendet får det som handläggare och kan då se personen."),
    )  # fmt: skip
    unit = OneOf(_("Vilken verksamhet"), required=False)
    external = OneOf(_("Vem"), required=False)
    external_name = Line(_("Namn"))
    external_organisation = Line(_("Organisation"))
    external_kind = OneOf(_("Slags organisation"), ELSEWHERE, required=False)
    external_phone = Phone(_("Telefon"))
    category = OneOf(_("Vad handlar det om?"), CHOICES)

    def __init__(self, *args: Any, colleagues: Any, units: Any, externals: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "staff", colleagues)
        offer(self, "unit", lambda: [("", _("Välj verksamhet")), *units()])
        offer(self, "external", lambda: [("", _("Välj kontakt")), *externals(), (NEW, _("Någon annan …"))])
        needed_when_shown(
            self, "staff", "unit", "external", "external_name", "external_organisation", "external_kind"
        )
        first = {"doer": "STAFF", "due_on": in_days(14), "category": Category.PLANNING.value}
        self.initial = {**first, "external_kind": "KOMMUN", **self.initial}

    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        if due < timezone.localdate() and due != self.initial["due_on"]:
            raise forms.ValidationError(_("Dagen har redan varit. Välj i dag eller senare."))
        return due

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = {name: given.pop(name, "") for name in WHOM.values()}
        outsider = {
            name: given.pop(f"external_{name}", "") for name in ("name", "organisation", "kind", "phone")
        }
        asked = WHOM.get(given.get("doer", ""), "")
        whom = chosen.get(asked, "")
        if asked and not whom and asked not in self.errors:
            self.add_error(asked, _("Välj vem som ska göra det."))
        if whom == NEW and not (outsider["name"] and outsider["organisation"]):
            self.add_error("external_name", _("Skriv både namn och organisation."))
        given["whom"] = UUID(whom) if whom and whom != NEW else None
        given["outsider"] = outsider if whom == NEW else None
        return given


class StepEndForm(forms.Form):
    reason = OneOf(_("Hur gick det?"), STEP_ENDS, radios=True, initial=STEP_DONE)
    note = Line(_("En rad om varför"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["note"].person_may_read = True  # type: ignore[attr-defined]


class RemindForm(forms.Form):
    channel = OneOf(_("Hur påminde du?"), REMINDER_CHANNELS, radios=True, initial="PHONE")
