"""A log that came back with a backup: is it what was signed, and since when is it another than it had become?"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.context import acting_as_service
from samvag.audit import checkpoints
from samvag.audit.actions import log_change
from samvag.audit.branches import branches
from samvag.audit.checkpoints import Checkpoint
from samvag.audit.sealing import seal
from samvag.audit.verifying import verify
from samvag.ops.errors import Hindered, gettext_noop

SERVICE = "restore"
SECONDS_TO_SEAL = 60
LAST = """SELECT b.number, b.first + b.count - 1, encode(b.head, 'hex'),
    (SELECT encode(o.head, 'hex') FROM audit_batch o WHERE o.number = 0)
    FROM audit_batch b ORDER BY b.number DESC LIMIT 1"""
CHAIN = "SELECT b.number, encode(b.head, 'hex') FROM audit_batch b"

NOT_AS_TOLD = gettext_noop(
    "Loggen i kopian är inte den som fanns när kopian gjordes: kopian läggs inte tillbaka. Ta en annan kopia."
)
NOT_AS_SIGNED = gettext_noop(
    "Loggen i kopian är inte den som kontrollpunkterna i %(where)s har signerat: kopian läggs inte tillbaka."
    " Ta en annan kopia, och säg till dataskyddsombudet: någon kan ha ändrat i den."
)
OTHERS = gettext_noop(
    "Kontrollpunkterna i %(where)s är en annan installations: kopian läggs inte tillbaka. Lägg dit den egna filen,"
    " eller peka ut den med SAMVAG_SEALS."
)
NOT_SEALED = gettext_noop(
    "Loggen gick inte att försegla inom %(seconds)s sekunder: något annat arbetar länge i samma databasserver."
    " Vänta tills det är klart och kör igen."
)
FAULTY = gettext_noop(
    "Loggen i kopian är inte hel (%(fault)s): kopian läggs inte tillbaka. Ta en annan kopia."
)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """`keep` says outside the database, signed, that the log was put back; called when everything else is done."""

    lines: list[str]
    keep: Callable[[], object]


def told(connection: psycopg.Connection) -> dict[str, Any] | None:
    """Where the log stands, as the connection sees it; None before anything was ever sealed."""
    row = connection.execute(LAST).fetchone()
    return dict(zip(("batch", "entries", "head", "log"), row, strict=True)) if row else None


def witnessed(connection: psycopg.Connection, before: dict[str, Any] | None) -> Witnessed:
    """Tries the log that was put back, logs in it that it was, and seals that.

    `before` is what `told` said when the backup was made; None when that is not known.
    """
    stands = told(connection) or _begun(connection)
    chain: dict[int, str] = dict(connection.execute(CHAIN).fetchall())
    if before and chain.get(before["batch"]) != before["head"]:
        raise Hindered(NOT_AS_TOLD)
    kept = _signed_here(checkpoints.read(checkpoints.where()))
    lines = _held_against(kept, stands, chain)
    added = _restored(stands, kept)
    if faults := verify(connection, [*kept, *added], checkpoints.own_key()).faults:
        raise Hindered(FAULTY, fault=_(faults[0].what))
    return Witnessed([*lines, *_lost(kept, added[0])], partial(_keep, added))


def _keep(added: list[Checkpoint]) -> None:
    for one in added:
        checkpoints.keep(one)


def _begun(connection: psycopg.Connection) -> dict[str, Any]:
    """A log that was never sealed begins here."""
    _sealed(1)
    stands = told(connection)
    assert stands
    return stands


def _signed_here(kept: list[Checkpoint]) -> list[Checkpoint]:
    good = [one for one in kept if one.signed_by(checkpoints.own_key())]
    if kept and not good:
        raise Hindered(OTHERS, where=checkpoints.where())
    return good


def _held_against(kept: list[Checkpoint], stands: dict[str, Any], chain: dict[int, str]) -> Iterator[str]:
    """All that one branch of the checkpoints tells of, until then, is as it was signed."""
    reached = -1
    ours = [[one for one in part if one.log == stands["log"]] for part in branches(kept)]
    told_of = [[one for one in part if one.batch <= stands["batch"]] for part in ours]
    for part in told_of:
        if all(chain.get(one.batch) == one.head for one in part):
            reached = max([reached, *(one.batch for one in part)])
    if any(told_of) and reached < 0:
        raise Hindered(NOT_AS_SIGNED, where=checkpoints.where())
    if reached < stands["batch"]:
        yield _("Omgång %(first)s till %(last)s i loggen har ingen kontrollpunkt att prövas mot.") % {
            "first": max(reached, 0) + 1,
            "last": stands["batch"],
        }


def _restored(stands: dict[str, Any], kept: list[Checkpoint]) -> list[Checkpoint]:
    """What is signed: that it goes on from there, and then that this was logged."""
    at = timezone.now().isoformat(timespec="seconds")
    after = kept[-1].signature if kept else ""
    with acting_as_service(SERVICE):
        log_change("backup.restore", "log", None, batch=stands["batch"], entries=stands["entries"])
    new = _sealed(stands["entries"] + 1)
    return [Checkpoint(**stands, at=at, after=after).signed(), new.signed()]


def _sealed(entries: int) -> Checkpoint:
    """So many at least. Waits for what is written at the same time in the same server."""
    until = time.monotonic() + SECONDS_TO_SEAL
    while time.monotonic() < until:
        reached = seal()
        if reached and reached.entries >= entries:
            return reached
        time.sleep(0.05)
    raise Hindered(NOT_SEALED, seconds=SECONDS_TO_SEAL)


def _lost(kept: list[Checkpoint], restored: Checkpoint) -> Iterator[str]:
    """What has to be done anew by hand: nobody may believe that a consent is withdrawn which now lives again."""
    last = kept[-1] if kept else None
    lost = last.entries - restored.entries if last and last.log == restored.log else 0
    if last and lost > 0:
        yield _(
            "%(count)s poster i loggen, fram till %(at)s, finns inte kvar: det som gjordes då är ogjort. Gå igenom"
            " vad som gällde, först samtycken som togs tillbaka och spärrar."
        ) % {"count": lost, "at": last.at}
