"""The one statement that judges cases, put together from `facts/*.sql` and `rules/*.sql`.

Each fact is a CTE named as its file. Each rule selects, for the cases in which its condition may come true, the day on
which it fires (null: not as things stand) and what the sentence needs. The same text is read for a few cases when a
row changes, for all at night, and to compare the two: only which rows, and what is done with them, differ.

Everything is a function of the rows that the case's unit may see and of the day `as_of`; and it gives the same rows on
every day before `again_on`.

In the texts `{of r.case_id}` says that the row is of the cases to judge, a few by their ids, or all of them; and
`{few: …; all: …}` is what must differ: for a few a table is read only where it concerns them. `{consented: …}` is what
only a consent can bring: for a few without any it is left out, and so are the facts and rules that are about consents.

To begin a statement costs as much as to run it for one case. So what often changes has statements of its own, with the
rules alone that read its table: which they are is read from the texts (`{rules g.rule_id}`, `{again: …}`).
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from samvag.gaps.terms import RULES

HERE = Path(__file__).parent
FACTS = (
    "watched", "days", "assignments", "absences", "colleagues", "assigned", "deputies", "held", "shared", "contacts",
    "steps", "ahead", "exits", "spells", "participations", "periods", "course", "consents", "chain", "follow_ups",
    "again",
)  # fmt: skip
#: A table as it stands: read again for all cases, since keeping it would cost more; once for a few.
PLAIN = {"steps", "spells", "participations"}
#: Empty without consents, and so are these rules' rows.
OF_CONSENTS = {"shared", "consents", "follow_ups", "consent_ending", "consent_withdrawn", "follow_up"}


class Which(NamedTuple):
    """The cases to judge: what `{of x}` says of them, whether there may be consents about them, and what changed.

    `changed` is the table whose rows are others than before; without one, all rules are asked.
    """

    of: str
    few: bool
    consented: bool = True
    changed: str = ""

    def asks(self, name: str) -> bool:
        """Whether the rule, or the day of the next look, may come out otherwise."""
        return self.reads(name) and (not self.changed or self.changed in sources(name))

    def reads(self, name: str) -> bool:
        return self.consented or name not in OF_CONSENTS

    def rules(self) -> list[str]:
        return [rule.code for rule in RULES if self.asks(rule.code)]

    def facts(self) -> list[str]:
        """Those that the rules, and the day of the next look, are worked out from."""
        asked = [*self.rules(), *filter(self.asks, ["again"])]
        used = set(asked).union(*(sources(name) for name in asked))
        return [name for name in FACTS if name in used and self.reads(name)]


FEW = r"\1 = ANY (few)"
SOME, ALONE, EVERY = Which(FEW, True), Which(FEW, True, consented=False), Which("true", False)
#: What changes the most, and is read by few rules.
OFTEN = ("cases_contact", "cases_step")
#: What each rule selects, in this order.
FOUND = """found (case_id, unit_id, person_id, watched_from, rule, subject, urgency, since, fires_on, due_on, second_on,
    responsible_id, second_id, part, kind, why)"""


def writing(which: Which) -> str:
    """Judges on the day `as_of` and writes; gives how many rows changed."""
    return f"{_judging(which)},\n{read('statement', 'write', which)}"


def comparing(which: Which) -> str:
    """Judges and gives what differs from the rows that stand."""
    return f"{_judging(which)}\n{read('statement', 'differences', which)}"


def _judging(which: Which) -> str:
    found = "\nUNION ALL\n".join(f"({read('rules', code, which)})" for code in which.rules())
    parts = {name: read("facts", name, which) for name in which.facts()} | {FOUND: found}
    ends = ("judged", "changed", *(["moved"] if which.asks("again") else []))
    parts |= {name: read("statement", name, which) for name in ends}
    return "WITH " + ", ".join(f"{name} AS {_kept(name, which)}(\n{text}\n)" for name, text in parts.items())


def _kept(name: str, which: Which) -> str:
    """For a few cases each fact is worked out once, whatever the planner thinks; reasons for ending are looked up."""
    if name == "exits" or (not which.few and name in PLAIN):
        return "NOT MATERIALIZED "
    return "MATERIALIZED " if which.few and name in FACTS else ""


def read(folder: str, name: str, which: Which) -> str:
    text = re.sub(r"\{of ([\w.]+)\}", which.of, _text(folder, name))
    text = re.sub(r"\{few: ([^{};]+); all: ([^{};]+)\}", r"\1" if which.few else r"\2", text)
    text = re.sub(r"\{again: ([^{};]+)\}", r"\1" if which.asks("again") else "", text)
    codes = ", ".join(f"'{code}'" for code in which.rules())
    text = re.sub(r"\{rules ([\w.]+)\}", rf"\1 IN ({codes})" if which.changed else "true", text)
    return re.sub(
        r"\{consented: ([^{};]+)(?:; else: ([^{};]+))?\}", r"\1" if which.consented else r"\2", text
    )


@cache
def sources(name: str) -> frozenset[str]:
    """The tables and facts that a fact or a rule is worked out from, at however many removes."""
    text = _text("facts" if name in FACTS else "rules", name)
    named = set(re.findall(r"\b(?:FROM|JOIN)\s+([a-z]\w+)", re.sub(r"--.*", "", text)))
    return frozenset(named.union(*(sources(fact) for fact in named & set(FACTS))))


@cache
def tables() -> frozenset[str]:
    """All that any rule reads: a row of another table changes no gap."""
    return frozenset().union(*(sources(rule.code) for rule in RULES), sources("again")) - set(FACTS)


@cache
def _text(folder: str, name: str) -> str:
    return (HERE / folder / f"{name}.sql").read_text(encoding="utf-8").strip()
