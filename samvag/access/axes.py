"""What the policy table's axes and their values are called, for the pages that show it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samvag.access.roles import LABELS as ROLES
from samvag.access.table import EXISTENCE
from samvag.kernel.categories import LABELS as CATEGORIES

BOUND: Mapping[str, str | Promise] = {
    "OSL": _("Offentlighets- och sekretesslagen"),
    "SKOLLAGEN": _("Skollagen"),
    "PSL": _("Patientsäkerhetslagen"),
    "AVTAL": _("Bara avtal"),
    "NONE": _("Ingenting"),
}
AXIS: Mapping[str, str | Promise] = {
    "role": _("Roll"),
    "relation": _("Hur du har med personen att göra"),
    "consent": _("Samtycke"),
    "reader": _("Vad som binder er verksamhet"),
    "owner": _("Vad som binder den som har uppgiften"),
    "category": _("Slag av uppgift"),
    "action": _("Vad du vill göra"),
}
VALUES: Mapping[str, Mapping[str, str | Promise]] = {
    "role": {role.value: label for role, label in ROLES.items()},
    "relation": {
        "assigned": _("Har ärendet"),
        "cover": _("Ersätter den som har det"),
        "manager": _("Svarar för verksamheten"),
        "own_unit": _("Kollega"),
        "team": _("Med i teamet"),
        "invited": _("Inbjuden"),
        "none": _("Utomstående"),
    },
    "consent": {
        "never": _("Inget har getts"),
        "live": _("Gäller det här"),
        "other_category": _("Gäller annat slag av uppgift"),
        "other_unit": _("Gäller en annan verksamhet"),
        "future": _("Har inte börjat gälla"),
        "expired": _("Har gått ut"),
        "withdrawn": _("Har tagits tillbaka"),
        "partly": _("Just det här har tagits tillbaka"),
        "refused": _("Personen har sagt nej"),
        "blocked": _("Personen har spärrat"),
        "legal_ground": _("Inget, men delas med stöd av lag"),
    },
    "reader": BOUND,
    "owner": BOUND,
    "category": {EXISTENCE: _("Att personen finns här"), **{one.value: label for one, label in CATEGORIES.items()}},
    "action": {
        "know": _("Veta att det finns"),
        "read": _("Läsa"),
        "search": _("Hitta i en sökning"),
        "create": _("Skriva nytt"),
        "change": _("Ändra"),
        "delete": _("Ta bort"),
        "export": _("Skriva ut eller hämta som fil"),
        "share": _("Lämna vidare"),
        "break_glass": _("Bryta igenom i nödläge"),
    },
}  # fmt: skip
