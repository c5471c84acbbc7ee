"""The fixed words of a person's rights."""

from django.utils.translation import gettext_lazy as _

#: On what ground a unit may keep from a person that it has read about her. Each takes a decision and an end.
WITHHOLDING = [
    ("CARE", _("Det skulle motverka vården eller behandlingen (OSL 25 kap. 6 §)")),
    ("SOCIAL", _("Det skulle allvarligt skada någon annan som har lämnat uppgiften (OSL 26 kap. 5 §)")),
    ("CRIME", _("En polisutredning skulle skadas (OSL 18 kap.)")),
    ("CHILD", _("Ett barn skulle lida betydande men (OSL 12 kap. 3 §)")),
    ("OTHER", _("Annat lagstöd, som står i beslutet")),
]
