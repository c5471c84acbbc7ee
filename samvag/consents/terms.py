"""The fixed words of consents (domain reference 7.4)."""

from django.utils.translation import gettext_lazy as _

INFO_EXCHANGE, FINSAM_FOLLOWUP, CONTACT_AFTER = "INFO_EXCHANGE", "FINSAM_FOLLOWUP", "SURVEY_CONTACT"
SIP, SCHOOL_HANDOVER = "SIP", "SCHOOL_HANDOVER"

#: One purpose a consent; follow-up is never merged with information exchange.
CONSENT_KINDS = [
    (INFO_EXCHANGE, _("Utbyte av uppgifter")),
    (FINSAM_FOLLOWUP, _("Uppföljning Finsam")),
    (SIP, _("Samordnad individuell plan")),
    ("PHOTO_MEDIA", _("Bild och media")),
    (CONTACT_AFTER, _("Kontakt efter avslut")),
    ("NEXT_OF_KIN_CONTACT", _("Kontakt med närstående")),
    ("EMPLOYER_CONTACT", _("Kontakt med arbetsgivare")),
    (SCHOOL_HANDOVER, _("Överlämning från skola")),
]

#: Kinds that let named units give and receive. The others say something to the own unit alone.
SHARES = [INFO_EXCHANGE, SIP, SCHOOL_HANDOVER]

#: At most so many months; follow-up lives as long as the participation and contact after it may (24 months).
MOST_MONTHS = {FINSAM_FOLLOWUP: 36, CONTACT_AFTER: 36}
MONTHS = 12

GIVEN_HOW = [
    ("SKRIFTLIGT", _("Skriftligt")),
    ("BANKID", _("Med e-legitimation")),
    ("MUNTLIGT_DOKUMENTERAT", _("Muntligt, dokumenterat")),
]

GIVEN_BY = [("PERSON", _("Personen själv")), ("VARDNADSHAVARE", _("Vårdnadshavare")), ("GOD_MAN", _("God man"))]
