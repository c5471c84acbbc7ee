"""One act with a list, what it cost and what came of it."""

from dataclasses import dataclass

from bench.import_lists.measuring import Cost


@dataclass(frozen=True, slots=True)
class Act:
    """`silent` is the longest time without a sign of how far it has come."""

    what: str
    cost: Cost
    accepted: int
    refused: int
    silent: float = 0.0
