"""The fixed words of people."""

from django.utils.translation import gettext_lazy as _

IDENTITY_KINDS = [
    ("PNR", _("Personnummer")),
    ("SAMNR", _("Samordningsnummer")),
    ("INTERIM", _("Tillfälligt nummer")),
    ("PSEUDO", _("Pseudonym")),
    ("NONE", _("Inget nummer")),
]

OPEN, MARKED, PROTECTED = "INGEN", "SEKRETESSMARKERING", "SKYDDAD"
PROTECTION = [
    (OPEN, _("Ingen")),
    (MARKED, _("Sekretessmarkering")),
    (PROTECTED, _("Skyddad folkbokföring")),
]

SEX = [("K", _("Kvinna")), ("M", _("Man")), ("X", _("Annat")), ("U", _("Uppgift saknas"))]

SAFE_CHANNELS = [
    ("PHONE", _("Telefon")),
    ("SMS", _("Sms")),
    ("EMAIL", _("E-post")),
    ("LETTER", _("Brev")),
    ("VISIT", _("Bara i möte")),
]
