"""The fixed words of agencies."""

from django.utils.translation import gettext_lazy as _

AGENCY_KINDS = [
    ("KOMMUN", _("Kommun")),
    ("AF", _("Arbetsförmedlingen")),
    ("FK", _("Försäkringskassan")),
    ("REGION", _("Region")),
    ("CIVIL", _("Organisation")),
    ("EMPLOYER", _("Arbetsgivare")),
    ("ASSOCIATION", _("Samordningsförbund")),
]

#: What binds the unit to silence (domain reference 7.1); AVTAL and NONE never receive secrecy-marked fields.
SECRECY_REGIMES = [
    ("OSL", _("Offentlighets- och sekretesslagen")),
    ("SKOLLAGEN", _("Skollagens tystnadsplikt")),
    ("PSL", _("Patientsäkerhetslagens tystnadsplikt")),
    ("AVTAL", _("Avtal om tystnadsplikt")),
    ("NONE", _("Ingen tystnadsplikt")),
]

ILLNESS, LEAVE = "ILLNESS", "LEAVE"
ABSENCE_KINDS = [(ILLNESS, _("Sjukdom")), (LEAVE, _("Planerad ledighet"))]
