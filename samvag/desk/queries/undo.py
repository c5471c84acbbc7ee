"""What one can still take back of all that changed many rows at once, and what has been changed since."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samvag.access.actor import Actor
from samvag.cases.queries.caseload import Move, moves
from samvag.gaps.queries import Batch, postponed
from samvag.intake.queries import ToUndo, lists_to_undo
from samvag.kernel.periods import UNDO_FOR


@dataclass(frozen=True, slots=True)
class Undoable:
    """`act` is where it is undone. `changed` names what somebody has changed since: that is left as it is."""

    what: str
    detail: str
    by: str
    at: datetime
    act: str
    changed: tuple[str, ...]

    @property
    def until(self) -> datetime:
        return self.at + UNDO_FOR


def undoable(actor: Actor) -> list[Undoable]:
    """The latest first: one's own postponements; the unit's lists and moves for those who see the whole unit."""
    found = [_postponed(batch) for batch in postponed(actor)]
    if actor.sees_whole_unit:
        found += [_moved(move) for move in moves(actor) if move.undone_at is None]
        found += [_brought_in(one) for one in lists_to_undo(actor)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _postponed(batch: Batch) -> Undoable:
    what = ngettext("%(n)s att bevaka sköts upp", "%(n)s att bevaka sköts upp", batch.gaps) % {
        "n": batch.gaps
    }
    detail = _("till %(day)s: %(why)s") % {"day": batch.until, "why": batch.reason}
    act = reverse("desk:restore", args=[batch.id])
    return Undoable(what, detail, batch.by, batch.made_at, act, tuple(batch.changed))


def _moved(move: Move) -> Undoable:
    what = ngettext("%(n)s ärende flyttades", "%(n)s ärenden flyttades", move.cases) % {"n": move.cases}
    names = {"a": move.from_name, "b": move.to_name}
    whom = _("från %(a)s till %(b)s") % names if move.from_name else _("till %(b)s") % names
    detail = ": ".join(filter(None, (whom, move.why)))
    act = reverse("cases:caseload_undo", args=[move.id])
    return Undoable(what, detail, move.by, move.made_at, act, tuple(move.changed))


def _brought_in(one: ToUndo) -> Undoable:
    what = ngettext("%(n)s rad lästes in", "%(n)s rader lästes in", one.rows) % {"n": one.rows}
    return Undoable(what, one.name, one.by, one.at, reverse("intake:undo", args=[one.id]), one.worked_on)
