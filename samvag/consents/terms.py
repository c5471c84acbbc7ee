"""The fixed words of consents (domain reference 7.4)."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samvag.kernel.categories import Category

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

WRITTEN, ORAL = "SKRIFTLIGT", "MUNTLIGT_DOKUMENTERAT"
GIVEN_HOW = [
    (WRITTEN, _("Skriftligt")),
    ("BANKID", _("Med e-legitimation")),
    (ORAL, _("Muntligt, dokumenterat")),
]

#: What each kind is for, as the form proposes; the person's own words may replace it.
PURPOSES = {
    INFO_EXCHANGE: _("Planera stödet tillsammans, så att personen kommer vidare mot arbete eller studier."),
    FINSAM_FOLLOWUP: _("Uppföljning av insatsen i Uppföljning Finsam hos Försäkringskassan."),
    SIP: _("Göra en samordnad individuell plan tillsammans."),
    CONTACT_AFTER: _("Fråga hur det har gått efter att insatsen är slut."),
    SCHOOL_HANDOVER: _("Lämna över från skolan till dem som tar vid."),
}

#: What a consent that shares with nobody lets the own unit do.
LETS = {
    FINSAM_FOLLOWUP: _("Namn och personnummer får följa med till Uppföljning Finsam"),
    "PHOTO_MEDIA": _("Bild och film får användas"),
    CONTACT_AFTER: _("Vi får höra av oss efter avslut"),
    "NEXT_OF_KIN_CONTACT": _("Vi får prata med närstående"),
    "EMPLOYER_CONTACT": _("Vi får prata med arbetsgivare"),
}

#: As said in a sentence: "AF ser: planering, kontakter".
SAID = {
    Category.CONTACT: _("kontakter"),
    Category.LIVELIHOOD: _("försörjning"),
    Category.EDUCATION: _("utbildning"),
    Category.WORK: _("arbete och praktik"),
    Category.HEALTH: _("hälsa"),
    Category.DISABILITY: _("funktionsnedsättning"),
    Category.SOCIAL: _("social situation"),
    Category.HOUSING: _("boende"),
    Category.ECONOMY: _("ekonomi och skulder"),
    Category.PLANNING: _("planering"),
    Category.ABSENCE: _("frånvaro"),
    Category.GRADES: _("betyg"),
    Category.ASSESSMENT: _("bedömningar"),
}

GIVES_AND_RECEIVES, RECEIVES, GIVES = "BOTH", "RECEIVES", "GIVES"
DIRECTIONS = [
    (GIVES_AND_RECEIVES, _("Ser och delar")),
    (RECEIVES, _("Ser, delar inget")),
    (GIVES, _("Delar, ser inget")),
]

GIVEN_BY = [
    ("PERSON", _("Personen själv")),
    ("VARDNADSHAVARE", _("Vårdnadshavare")),
    ("GOD_MAN", _("God man")),
]

SHARED, REFUSED = "SHARED", "REFUSED"
DISCLOSURE_OUTCOMES = [(SHARED, _("Lämnades ut")), (REFUSED, _("Lämnades inte ut"))]

OPENED, HANDED_OVER, SPOKEN, ON_PAPER = "OPENED", "HANDED_OVER", "SPOKEN", "ON_PAPER"
DISCLOSURE_WAYS = [
    (OPENED, _("Öppnades i Samväg")),
    (HANDED_OVER, _("Följde med en överlämning")),
    (SPOKEN, _("Sades i samtal eller möte")),
    (ON_PAPER, _("Lämnades på papper eller i brev")),
]

AGREES, OBJECTS, NOT_REACHED, NO_OTHER = "AGREES", "OBJECTS", "NOT_REACHED", "NONE"
OTHER_GUARDIAN = [
    (AGREES, _("Säger ja")),
    (OBJECTS, _("Säger nej")),
    (NOT_REACHED, _("Har inte gått att nå")),
    (NO_OTHER, _("Det finns ingen annan vårdnadshavare")),
]
#: A decision to share without consent is looked at anew after so many months.
LAWFUL_MONTHS = 3
#: Named units in one consent: more than anybody can overlook.
MOST_UNITS = 20


def said_in_words(kinds: Sequence[str]) -> str:
    """`planering, kontakter`, in the categories' own order; none is all of them."""
    if not kinds:
        return gettext("alla uppgifter")
    return ", ".join(str(SAID[category]) for category in Category if category.value in kinds)
