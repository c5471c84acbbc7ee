"""The forms of the unit's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.access.roles import CHOICES, Role
from samvag.agencies.terms import ABSENCE_KINDS

GIVEN_ROLES = [(value, label) for value, label in CHOICES if value != Role.ASSOCIATION]


def _day(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput({"type": "date"}))


class AbsenceForm(forms.Form):
    staff = forms.TypedChoiceField(label=_("Vem är borta"))
    kind = forms.ChoiceField(label=_("Varför"), choices=ABSENCE_KINDS, widget=forms.RadioSelect)
    first = _day(_("Första dagen"))
    last = _day(_("Sista dagen"), required=False)
    cover = forms.ChoiceField(
        label=_("Ersätts av"),
        required=False,
        help_text=_("Ser och gör det som den frånvarande skulle ha gjort."),
    )

    def __init__(self, *args, colleagues, alone=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(staff), name) for staff, name in colleagues]
        self.fields["staff"].choices = [one for one in choices if alone is None or one[0] == str(alone)]
        self.fields["cover"].choices = [("", _("Ingen än")), *choices]


class StaffForm(forms.Form):
    name = forms.CharField(label=_("Namn"), max_length=200)
    title = forms.CharField(label=_("Titel"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=50, required=False)
    email = forms.EmailField(label=_("E-post"), required=False)
    role = forms.ChoiceField(label=_("Roll"), choices=GIVEN_ROLES)


class RoleForm(forms.Form):
    staff = forms.ChoiceField(label=_("Vem"))
    role = forms.ChoiceField(label=_("Roll"), choices=GIVEN_ROLES)
    first = _day(_("Från"))
    last = _day(_("Till"), required=False)

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [(str(staff), name) for staff, name in colleagues]


class UnitForm(forms.Form):
    does = forms.CharField(label=_("Vad vi gör"), widget=forms.Textarea({"rows": 3}), required=False)
    may = forms.CharField(label=_("Vad vi får göra"), widget=forms.Textarea({"rows": 3}), required=False)
    may_not = forms.CharField(
        label=_("Vad vi inte får göra"), widget=forms.Textarea({"rows": 3}), required=False
    )
    phone = forms.CharField(label=_("Telefon"), max_length=50, required=False)
    email = forms.EmailField(label=_("E-post"), required=False)
    contact_id = forms.ChoiceField(label=_("Kontaktperson"), required=False)
    deputy_id = forms.ChoiceField(label=_("Ersättare"), required=False)
    answer_days = forms.IntegerField(
        label=_("Vi svarar på en överlämning inom"), min_value=1, max_value=60, help_text=_("Arbetsdagar.")
    )

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Ingen")), *((str(staff), name) for staff, name in colleagues)]
        self.fields["contact_id"].choices = self.fields["deputy_id"].choices = choices

    def facts(self) -> dict:
        return {
            key: value or None if key.endswith("_id") else value for key, value in self.cleaned_data.items()
        }
