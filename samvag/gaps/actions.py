"""Postponing, a unit's own values, and the evaluation: when rows change, at night, and of everything.

The evaluation is a function of the database, since it must see what each unit may see; from here one can only ask for
it, and it answers nothing.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from samvag.access.actor import Actor

#: A gap is named by its case and its rule.
Key = tuple[UUID, str]


def postpone(gaps: Iterable[Key], until: date, reason: str, *, by: Actor) -> UUID:
    """Lets them wait until a day, with a reason. Returns the batch, for `undo_postponement`.

    All or none. The third time one is postponed it becomes the manager's. Raises `Unseen` for a gap that the actor
    does not see, `Refused` for a day that is not ahead or too far, or when there is no reason.
    """
    raise NotImplementedError


def undo_postponement(batch: UUID, *, by: Actor) -> int:
    """Takes back what was postponed together, by whoever did it or the unit's manager. Returns how many."""
    raise NotImplementedError


def set_value(
    rule: str, *, by: Actor, days: int | None = None, second_days: int | None = None, **more: Any
) -> None:
    """The unit's own numbers for a rule (None keeps the default), for its manager or administrator."""
    raise NotImplementedError


def evaluate_all(as_of: date) -> int:
    """Everything, at night or after a fill. Returns how many gaps were added, changed or ended."""
    raise NotImplementedError
