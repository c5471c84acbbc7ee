"""The forms of the unit's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.access.roles import CHOICES, Role
from samvag.agencies.terms import ABSENCE_KINDS
from samvag.ui.inputs import Day, Line, Mail, OneOf, Phone, Words, offer

GIVEN_ROLES = [(value, label) for value, label in CHOICES if value != Role.ASSOCIATION]


class AbsenceForm(forms.Form):
    staff = OneOf(_("Vem är borta"))
    kind = OneOf(_("Varför"), choices=ABSENCE_KINDS, radios=True)
    first = Day(_("Första dagen"))
    last = Day(_("Sista dagen"), required=False)
    cover = OneOf(
        _("Ersätts av"), required=False, help_text=_("Ser och gör det som den frånvarande skulle ha gjort.")
    )

    def __init__(self, *args: Any, colleagues: list, alone: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(staff), name) for staff, name in colleagues]
        offer(self, "staff", [one for one in choices if alone is None or one[0] == str(alone)])
        offer(self, "cover", [("", _("Ingen än")), *choices])


class StaffForm(forms.Form):
    name = Line(_("Namn"), required=True)
    title = Line(_("Titel"), required=False)
    phone = Phone(_("Telefon"), required=False)
    email = Mail(_("E-post"))
    role = OneOf(_("Roll"), choices=GIVEN_ROLES)


class RoleForm(forms.Form):
    staff = OneOf(_("Vem"))
    role = OneOf(_("Roll"), choices=GIVEN_ROLES)
    first = Day(_("Från"))
    last = Day(_("Till"), required=False)

    def __init__(self, *args: Any, colleagues: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "staff", [(str(staff), name) for staff, name in colleagues])


class UnitForm(forms.Form):
    does = Words(_("Vad vi gör"), required=False)
    may = Words(_("Vad vi får göra"), required=False)
    may_not = Words(_("Vad vi inte får göra"), required=False)
    phone = Phone(_("Telefon"), required=False)
    email = Mail(_("E-post"))
    contact_id = OneOf(_("Kontaktperson"), required=False)
    deputy_id = OneOf(_("Ersättare"), required=False)
    answer_days = forms.IntegerField(
        label=_("Vi svarar på en överlämning inom"), min_value=1, max_value=60, help_text=_("Arbetsdagar.")
    )

    def __init__(self, *args: Any, colleagues: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Ingen")), *((str(staff), name) for staff, name in colleagues)]
        for name in ("contact_id", "deputy_id"):
            offer(self, name, choices)

    def facts(self) -> dict[str, Any]:
        return {
            key: value or None if key.endswith("_id") else value for key, value in self.cleaned_data.items()
        }
