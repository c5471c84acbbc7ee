"""The fixed words of cases."""

from django.utils.translation import gettext_lazy as _

from samvag.kernel.categories import Category

MAIN, DEPUTY, WORKER = "MAIN", "DEPUTY", "WORKER"
ASSIGNMENT_ROLES = [
    (MAIN, _("Huvudkontakt")),
    (DEPUTY, _("Ersättare")),
    (WORKER, _("Handläggare")),
]

TEAM_ROLES = [
    (MAIN, _("Huvudkontakt")),
    (DEPUTY, _("Ersättare")),
    ("MEMBER", _("Med i teamet")),
    ("FACILITATOR", _("Mötesledare")),
    ("NAVIGATOR", _("Lots")),
]

CHANNELS = [
    ("PHONE", _("Telefon")),
    ("MEETING", _("Möte")),
    ("SMS", _("Sms")),
    ("EMAIL", _("E-post")),
    ("LETTER", _("Brev")),
    ("VISIT", _("Hembesök")),
    ("VIDEO", _("Video")),
    ("THROUGH_KIN", _("Via närstående")),
]

OUT, IN = "OUT", "IN"
DIRECTIONS = [(OUT, _("Vi tog kontakt")), (IN, _("Personen tog kontakt"))]

DOERS = [
    ("STAFF", _("Någon hos oss")),
    ("UNIT", _("En annan verksamhet")),
    ("EXTERNAL", _("Extern kontakt")),
    ("PERSON", _("Personen själv")),
]

REMINDER_CHANNELS = [("PHONE", _("Telefon")), ("EMAIL", _("E-post")), ("MEETING", _("När vi sågs"))]

STEP_DONE, STEP_NOT_NEEDED = "DONE", "NOT_NEEDED"
STEP_ENDS = [
    (STEP_DONE, _("Klart")),
    (STEP_NOT_NEEDED, _("Behövs inte längre")),
    ("NOT_POSSIBLE", _("Gick inte att göra")),
    ("OWN_CHOICE", _("Personen ville inte")),
    ("REPLACED", _("Ersatt av annat steg")),
]

WAIT, PLACEMENT, JOB, STUDY, PAUSE = "WAIT", "PLACEMENT", "JOB", "STUDY", "PAUSE"
SPELL_KINDS = [
    (WAIT, _("Väntan")),
    (PLACEMENT, _("Praktik")),
    (JOB, _("Jobb")),
    (STUDY, _("Studier")),
    (PAUSE, _("Paus")),
]

#: Which code list says the form of a job or of studies, and which category each kind of row carries.
FORM_LISTS = {JOB: "work_type", STUDY: "study_form"}
SPELL_CATEGORY = {
    WAIT: Category.PLANNING, PLACEMENT: Category.WORK, JOB: Category.WORK, STUDY: Category.EDUCATION,
    PAUSE: Category.PLANNING,
}  # fmt: skip
#: By the intervention's bead on the way.
PARTICIPATION_CATEGORY = {"care": Category.HEALTH, "studies": Category.EDUCATION}
MISREGISTERED = "MISREGISTERED"

MEETING_FORMS = [("PHYSICAL", _("På plats")), ("DIGITAL", _("Digitalt")), ("HYBRID", _("Både och"))]

INTERPRETER_STATES = [
    ("NONE", _("Behövs inte")),
    ("NEEDED", _("Behövs, inte beställd")),
    ("ORDERED", _("Beställd")),
    ("CONFIRMED", _("Bekräftad")),
]

#: Why a hand-over was not taken; codes of the list cannot_take have the same names.
HANDOVER_STATES = [
    ("SENT", _("Väntar på svar")),
    ("ACCEPTED", _("Mottagen")),
    ("CANNOT", _("Kan inte ta emot")),
    ("WITHDRAWN", _("Återtagen")),
]

DIPLOMAS = [
    ("DIPLOMA", _("Examensbevis")),
    ("CERTIFICATE", _("Studiebevis")),
    ("UNFINISHED", _("Ej avslutad")),
]

ENTRY, EXIT = "ENTRY", "EXIT"
SNAPSHOT_MOMENTS = [(ENTRY, _("Uppgifter vid start")), (EXIT, _("Uppgifter vid avslut"))]

SENT, ACCEPTED, CANNOT, WITHDRAWN = "SENT", "ACCEPTED", "CANNOT", "WITHDRAWN"
#: What may follow what; the receiver answers, the sender withdraws.
HANDOVER_MOVES: dict[str, set[str]] = {
    SENT: {ACCEPTED, CANNOT, WITHDRAWN}, ACCEPTED: set(), CANNOT: set(), WITHDRAWN: set(),
}  # fmt: skip

#: A change of main contact is seen: "tredje huvudkontakten".
NTH_MAIN = [
    _("första huvudkontakten"),
    _("andra huvudkontakten"),
    _("tredje huvudkontakten"),
    _("fjärde huvudkontakten"),
    _("femte huvudkontakten"),
    _("sjätte huvudkontakten"),
    _("sjunde huvudkontakten"),
    _("åttonde huvudkontakten"),
    _("nionde huvudkontakten"),
    _("tionde huvudkontakten"),
]
