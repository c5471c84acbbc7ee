"""What a list of participations holds: twelve facts, in the order of the report."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RECORD = (
    "identity",
    "given_name",
    "family_name",
    "intervention",
    "start",
    "end",
    "municipality",
    "education",
    "livelihood_before",
    "livelihood_after",
    "referrer",
    "exit_reason",
)
NAME = "name"
"""A column with the whole name; it becomes given and family name."""

FIELDS = (*RECORD, NAME)
REQUIRED = ("identity", "intervention", "start")
DATES = ("start", "end")
SYSTEMS = {
    "education": "education_level",
    "livelihood_before": "livelihood_source",
    "livelihood_after": "livelihood_source",
    "referrer": "referrer_org_type",
    "exit_reason": "exit_reason",
}
"""The code list of each coded field."""

LABELS: dict[str, Any] = {
    "identity": _("Personnummer"),
    "given_name": _("Förnamn"),
    "family_name": _("Efternamn"),
    NAME: _("Namn"),
    "intervention": _("Insats"),
    "start": _("Startdatum"),
    "end": _("Slutdatum"),
    "municipality": _("Hemkommun"),
    "education": _("Utbildningsnivå"),
    "livelihood_before": _("Försörjning före"),
    "livelihood_after": _("Försörjning efter"),
    "referrer": _("Remittent"),
    "exit_reason": _("Avslutsorsak"),
}
