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
