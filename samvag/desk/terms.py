"""The fixed words of the desk: what a list of people can be filtered and sorted by, and what a person page shows."""

from django.utils.translation import gettext_lazy as _

STEP_CHOICES = [
    ("", _("Alla")),
    ("saknas", _("Inget steg framåt")),
    ("sent", _("Försenat")),
    ("vecka", _("Inom en vecka")),
]
CONTACT_CHOICES = [("", _("Alla")), ("30", _("Ingen på 30 dagar")), ("aldrig", _("Aldrig nådd"))]
LEAD_CHOICES = [("", _("Alla")), ("jag", _("Jag")), ("annan", _("Någon annan")), ("ingen", _("Ingen"))]

SORTS = ("namn", "steg", "kontakt", "huvud")
PAGE = 50

#: The parts of a person page below the way; the first opens it.
PARTS = ("handelser", "insatser", "samtycken", "handlingar", "uppgifter")
PART_WORDS = {
    "handelser": _("Händelser"),
    "insatser": _("Insatser och perioder"),
    "samtycken": _("Samtycken"),
    "handlingar": _("Bilagor"),
    "uppgifter": _("Uppgifter"),
}

EVENT_KINDS = {
    "CONTACT": _("Kontakter"),
    "NOTE": _("Anteckningar"),
    "STEP": _("Steg"),
    "MEETING": _("Möten"),
}
#: How many events a person page shows before one asks for all.
EVENTS_SHOWN = 25

#: Pages whose filters can be saved.
START, CASELOAD = "start", "caseload"
SAVED_PAGES = [(START, _("Idag")), (CASELOAD, _("Verksamheten"))]
