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

#: So long at a time, then it is weighed again. Our own figure: the law says only that it is weighed each time.
WITHHOLDING_MONTHS = 12

ASKED, ANSWERED = "ASKED", "ANSWERED"
IN_ORDER, TO_EXPLAIN, REPORTED = "IN_ORDER", "TO_EXPLAIN", "REPORTED"
#: What can be said of something on the list.
REVIEW_WORDS = [
    (IN_ORDER, _("I sin ordning")),
    (ASKED, _("Kollegan är tillfrågad")),
    (ANSWERED, _("Kollegan har svarat")),
    (TO_EXPLAIN, _("Behöver förklaras för chefen")),
    (REPORTED, _("Anmält")),
]
#: What may be said after what; the reviewer says all but the answer.
REVIEW_MOVES: dict[str, set[str]] = {
    "": {IN_ORDER, ASKED, TO_EXPLAIN, REPORTED}, ASKED: {ANSWERED, IN_ORDER, TO_EXPLAIN, REPORTED},
    ANSWERED: {IN_ORDER, ASKED, TO_EXPLAIN, REPORTED}, TO_EXPLAIN: {IN_ORDER, REPORTED},
    IN_ORDER: set(), REPORTED: set(),
}  # fmt: skip
ENDS = (IN_ORDER, REPORTED)

#: Why something is on the list: drawn by chance, or found by a rule. In the order of their weight.
REASONS = [
    ("own", _("Verkar vara medarbetarens egna uppgifter")),
    ("surname", _("Samma efternamn som medarbetaren")),
    ("address", _("Samma adress som medarbetaren")),
    ("protected", _("Personen har skyddade personuppgifter")),
    ("closed", _("Personen har inget ärende längre")),
    ("many", _("Många personer på en timme")),
    ("late", _("Utanför arbetstid")),
    ("unit", _("Utan att ha ärendet själv")),
    ("sample", _("Draget på slump")),
]
#: So many of what a rule finds are put on the list, drawn by the same seed.
MOST_OF_A_RULE = 15
#: A review is to be done within so many days.
DAYS_TO_REVIEW = 14
METHOD = "hashint8extended(id, seed), lowest first; of several persons number 1 + hash mod n"
#: Why a line is crossed out before an extract is handed out.
STRIKES = [
    ("OTHER_PERSON", _("Uppgift om någon annan")),
    ("SECRET_TO_HER", _("Sekretess mot personen själv")),
    ("CRIME", _("Skulle hindra en utredning")),
]

HANDED_HOW = [
    ("IN_HAND", _("I handen, mot legitimation")),
    ("REGISTERED", _("Rekommenderat brev")),
    ("PORTAL", _("Annan säker kanal med e-legitimation")),
]

#: So many days the extract itself is kept after it was made; that it was made stays.
EXTRACT_DAYS = 30
#: So many days until the answer is due (GDPR art. 12.3: one month).
ANSWER_DAYS = 30

ACCURACY, UNLAWFUL, CLAIMS, OBJECTION = "ACCURACY", "UNLAWFUL", "CLAIMS", "OBJECTION"
#: GDPR art. 18.1 a–d. An objection (art. 21) restricts while it is weighed.
GROUNDS = [
    (ACCURACY, _("Personen säger att uppgifterna är fel, och det utreds")),
    (UNLAWFUL, _("Behandlingen är olaglig men personen vill inte att uppgifterna raderas")),
    (CLAIMS, _("Personen behöver uppgifterna för ett rättsligt anspråk")),
    (OBJECTION, _("Personen har invänt mot behandlingen, och det prövas")),
]

CORRECTED, DECLINED = "CORRECTED", "DECLINED"
OUTCOMES = [(CORRECTED, _("Rättat")), (DECLINED, _("Inte rättat"))]

RUNNING, DONE, STOPPED = "RUNNING", "DONE", "STOPPED"
DISPOSAL_STATES = [(RUNNING, _("Pågår")), (DONE, _("Klar")), (STOPPED, _("Avbruten"))]

#: Days are counted from these, as the code list `retention` says.
LAST_NOTE, END, CREATED = "LAST_NOTE", "END", "CREATED"
COUNTED_FROM = [
    (LAST_NOTE, _("sista anteckningen")),
    (END, _("att det slutade gälla")),
    (CREATED, _("att det skrevs")),
]
#: The classes that a unit keeps a schedule of here; the others follow the log's and the unit's own plans.
CASE, DRAFT, CONSENT, ATTACHMENT = "CASE_5Y", "DRAFT_90D", "CONSENT_ACTIVE", "ATTACHMENT_5Y"
SCHEDULED = (CASE, CONSENT, DRAFT)
KEEP = "KEEP"

#: Where a decision of the controller can be complained about.
AUTHORITY = {
    "name": "Integritetsskyddsmyndigheten",
    "address": "Box 8114, 104 20 Stockholm",
    "phone": "08-657 61 00",
    "site": "imy.se",
}

#: The service that does again what the journal says, and the nightly tidying.
ERASURES = "erasures"
#: A list that came in is kept as long as it can be undone.
LIST_DAYS = 30
#: Why somebody's rows stay though their time has come.
STAYING = {
    "HELD": _("gallringen väntar, enligt ett beslut"),
    "RESTRICTED": _("uppgifterna är begränsade"),
    "KEPT": _("en handling ska bevaras"),
    "ACTIVE": _("ärendet eller samordningen pågår"),
}
