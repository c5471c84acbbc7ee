"""The fixed words of the catalogue (domain reference 1.2)."""

from django.utils.translation import gettext_lazy as _

INTERVENTION_KINDS = [("INDIVIDUAL", _("Individinriktad")), ("STRUCTURAL", _("Strukturövergripande"))]
FOLLOWUP_METHODS = [("PERSON", _("Per deltagare")), ("COUNT", _("Antal deltagare"))]
