"""A unit's gaps as a table for the command line, read as the unit's own service."""

from collections.abc import Iterator
from datetime import date

from samvag.access.context import acting_as_service
from samvag.agencies.naming import unit_named
from samvag.gaps.queries.watching import UNIT, Filters, to_watch

COLUMNS = (
    "case",
    "person",
    "name",
    "rule",
    "since",
    "fires_on",
    "due_on",
    "urgency",
    "responsible",
    "sentence",
    "others",
)


def gaps_of_unit(words: str, as_of: date) -> Iterator[tuple[object, ...]]:
    """One row a person, worst first; `words` is the unit's id, name or short name."""
    unit = unit_named(words)
    with acting_as_service("gaps", unit.id) as actor:
        for line in to_watch(actor, Filters(scope=UNIT), as_of, most=1_000_000).lines:
            yield (
                line.case, line.person, line.name, line.rule, line.since, line.fires_on, line.due_on, line.urgency,
                line.who, line.sentence, line.others,
            )  # fmt: skip
