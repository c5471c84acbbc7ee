"""The policy table: who may do what with which rows, on what ground. Denied unless a row permits; a no beats every yes.

From it come the decision in Python (`decide`), the rows that the database's policies read (`access_rule`, stored after
each migration), the roles' groups, the page *Vem ser vad* and docs/access.md. Cedar reads the same way, and a proof
holds the two against each other and against the live database, cell by cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from operator import contains
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samvag.kernel.categories import Category
from samvag.kernel.decisions import YES, Decision, no

#: That a person is known to the unit at all is a secret of its own, beside the categories of rows.
EXISTENCE = "existence"

AXES: dict[str, tuple[str, ...]] = {
    "role": ("worker", "manager", "recipient", "admin", "association", "reviewer", "officer"),
    "relation": ("assigned", "cover", "manager", "own_unit", "team", "invited", "none"),
    "consent": (
        "never", "live", "other_category", "other_unit", "future", "expired", "withdrawn", "partly", "refused",
        "blocked", "legal_ground",
    ),
    "reader": ("OSL", "SKOLLAGEN", "PSL", "AVTAL", "NONE"),
    "owner": ("OSL", "SKOLLAGEN", "PSL", "AVTAL", "NONE"),
    "category": (EXISTENCE, *(category.value for category in Category)),
    "action": ("know", "read", "search", "create", "change", "delete", "export", "share", "break_glass"),
}  # fmt: skip


StrOrPromise = str | Promise


class Cell(NamedTuple):
    """One question. `reader` and `owner` are what binds the acting unit and the row's unit to silence."""

    role: str
    relation: str
    consent: str
    reader: str
    owner: str
    category: str
    action: str


@dataclass(frozen=True)
class Rule:
    """A row of the table. An axis left out is the whole axis."""

    permits: bool
    sentence: StrOrPromise
    role: str = ""
    relation: str = ""
    consent: str = ""
    reader: str = ""
    owner: str = ""
    category: str = ""
    action: str = ""

    def values(self, axis: str) -> tuple[str, ...]:
        return tuple(getattr(self, axis).split()) or AXES[axis]

    @cached_property
    def sets(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(self.values(axis)) for axis in Cell._fields)

    def covers(self, cell: Cell) -> bool:
        return all(map(contains, self.sets, cell))


#: Meet persons at all; and of those, the ones who answer for the whole unit.
PERSONS, WHOLE = "worker manager recipient", "manager recipient"
OWN_ROWS = "know read search create change delete export"
HERE, ELSEWHERE = "assigned cover manager own_unit", "team invited none"
#: What only a duty in law is strong enough to guard (domain reference 7.1).
GUARDED = "health disability social economy assessment"

RULES: tuple[Rule, ...] = (
    Rule(True, _("Du har personen, eller är ersättare för den som har."), PERSONS, "assigned cover", action=OWN_ROWS),
    Rule(True, _("Du svarar för hela verksamheten."), WHOLE, "manager", action=OWN_ROWS),
    Rule(
        True, _("Personens samtycke gäller: du får lämna vidare det som det omfattar."),
        PERSONS, "assigned cover", consent="live legal_ground", action="share",
    ),
    Rule(
        True, _("Personens samtycke gäller: du får lämna vidare det som det omfattar."),
        WHOLE, "manager", consent="live legal_ground", action="share",
    ),
    Rule(
        True, _("Att personen finns här får kollegor i verksamheten veta när de söker på hela numret."),
        PERSONS, "own_unit", category=EXISTENCE, action="know",
    ),
    Rule(
        True, _("Du är med i teamet, och personen har samtyckt till att er verksamhet ser det här."),
        PERSONS, "team", consent="live", action="know read",
    ),
    Rule(
        True, _("Du är med i teamet, och verksamheten har beslutat att visa det här med stöd av lag."),
        PERSONS, "team", consent="legal_ground", owner="OSL", reader="OSL PSL", action="know read",
    ),
    Rule(
        True, _("Planen får skrivas ut åt personen, med det som teamet får se."),
        PERSONS, "team", consent="live", category="planning contact", action="export",
    ),
    Rule(
        True, _("Ni är inbjudna med personens samtycke, så ni får veta vem det gäller."),
        WHOLE, "invited", consent="live", category=EXISTENCE, action="know",
    ),
    Rule(
        False, _("Personen har spärrat uppgifterna, och spärren går före samtycken."),
        relation=ELSEWHERE, consent="blocked",
    ),
    Rule(False, _("Personen har spärrat uppgifterna: de lämnas inte till andra."), consent="blocked", action="share"),
    Rule(
        False, _("Verksamheter utan lagstadgad tystnadsplikt får aldrig se sådana uppgifter från andra."),
        relation=ELSEWHERE, reader="AVTAL NONE", category=GUARDED,
    ),
    Rule(False, _("Ingen bryter igenom: det finns inget undantag att ta till."), action="break_glass"),
    Rule(False, _("Din roll möter inga personer."), role="admin association reviewer officer"),
)  # fmt: skip

DENIED = _("Det finns ingen grund för det.")


def decide(cell: Cell) -> Decision:
    """True, or false with the sentence of the row that says no. Across units that sentence is never shown: there,
    what one may not see looks like what is not there."""
    covering = [rule for rule in RULES if rule.covers(cell)]
    against = next((rule for rule in covering if not rule.permits), None)
    if against:
        return no(str(against.sentence))
    return YES if covering else no(str(DENIED))


def cells() -> Iterator[Cell]:
    return (Cell(*values) for values in product(*(AXES[axis] for axis in Cell._fields)))


def team_reads(consent: str, reader: str, owner: str, category: str) -> bool:
    """Whether anybody on the team of a unit bound as `reader` reads such rows of a unit bound as `owner`."""
    return any(decide(Cell(role, "team", consent, reader, owner, category, "read")) for role in AXES["role"])


def roles_that(relation: str, action: str) -> frozenset[str]:
    """Whoever may act so on all of the own unit's rows. Consent, category and regime have no say in that, which is
    held here: else the database, which asks for the roles alone, would say something else than the table."""
    named = [
        rule for rule in RULES if relation in rule.values("relation") and action in rule.values("action")
    ]
    if any(
        rule.values(axis) != AXES[axis]
        for rule in named
        for axis in ("consent", "reader", "owner", "category")
    ):
        raise ValueError(f"{relation}, {action}: more than the role decides")
    said: dict[bool, set[str]] = {True: set(), False: set()}
    for rule in named:
        said[rule.permits].update(rule.values("role"))
    return frozenset(said[True] - said[False])
