"""What the start page, the person page and the manager's page ask of the gap watch."""

from samvag.gaps.queries.postponed import Batch, postponed
from samvag.gaps.queries.values import RuleOfUnit, rules_of_unit
from samvag.gaps.queries.watching import (
    MINE,
    UNIT,
    Counts,
    Filters,
    Line,
    Page,
    counts,
    gaps_of_person,
    newly_firing,
    to_watch,
)

__all__ = [
    "MINE", "UNIT", "Batch", "Counts", "Filters", "Line", "Page", "RuleOfUnit", "counts", "gaps_of_person",
    "newly_firing", "postponed", "rules_of_unit", "to_watch",
]  # fmt: skip
