"""The policy table as people read it: a field of answers with their reasons, and every row."""

from collections.abc import Mapping
from dataclasses import dataclass

from samvag.access.axes import AXIS, VALUES
from samvag.access.table import AXES, DENIED, RULES, Cell, Rule, StrOrPromise, decide


@dataclass(frozen=True)
class Answer:
    may: bool
    why: StrOrPromise


@dataclass(frozen=True)
class Row:
    """A row of the table: for whom and what it says so. An axis that it does not ask for is left out."""

    permits: bool
    sentence: StrOrPromise
    asks: list[tuple[StrOrPromise, list[StrOrPromise]]]


def answers(asked: Mapping[str, str]) -> dict[str, dict[str, Answer]]:
    """For each category what every relation to the person opens, all else as `asked`."""
    return {
        category: {
            relation: _answer(Cell(**{**asked, "relation": relation, "category": category}))
            for relation in AXES["relation"]
        }
        for category in AXES["category"]
    }


def reasons(field: Mapping[str, Mapping[str, Answer]]) -> list[Answer]:
    """Each reason in the field once, those that open first."""
    found = {str(one.why): one for line in field.values() for one in line.values()}
    return sorted(found.values(), key=lambda one: not one.may)


def rows() -> list[Row]:
    return [Row(rule.permits, rule.sentence, _asks(rule)) for rule in RULES]


def _answer(cell: Cell) -> Answer:
    decided = decide(cell)
    if decided:
        return Answer(True, next(rule.sentence for rule in RULES if rule.permits and rule.covers(cell)))
    return Answer(False, decided.reason or DENIED)


def _asks(rule: Rule) -> list[tuple[StrOrPromise, list[StrOrPromise]]]:
    return [
        (AXIS[axis], [VALUES[axis][value] for value in rule.values(axis)])
        for axis in AXES
        if rule.values(axis) != AXES[axis]
    ]
