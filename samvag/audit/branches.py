"""The log goes on from where it was put back: what the checkpoints tell of, part by part.

A backup that is put back turns the log back, as an attacker would. So the restore signs a checkpoint of its own, which
names the one that it comes after: it counts only there, and only the installation's key, which is not in the database,
makes one. What was reached before it is another branch, which the log has left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from samvag.audit.checkpoints import Checkpoint


@dataclass(frozen=True, slots=True)
class Restoration:
    """When, to which batch, and how many entries that were sealed by then are no longer there."""

    at: str
    batch: int
    entries: int
    lost: int


def branches(lines: list[Checkpoint]) -> list[list[Checkpoint]]:
    """At least one, the last is the one that stands. All but the first begin with the restore that made them.

    One that does not name the line it comes after begins nothing: it was moved or copied there.
    """
    found: list[list[Checkpoint]] = [[]]
    before = ""
    for line in lines:
        if line.after is not None and line.after == before:
            found.append([])
        found[-1].append(line)
        before = line.signature
    return found


def restorations(lines: list[Checkpoint]) -> Iterator[Restoration]:
    """Of all that are signed, in their order."""
    parts = branches(lines)
    for left, part in pairwise(parts):
        first, last = part[0], left[-1] if left else part[0]
        lost = last.entries - first.entries if last.log == first.log else 0
        yield Restoration(first.at, first.batch, first.entries, max(lost, 0))
