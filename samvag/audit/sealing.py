"""Seals the log as it grows: the database makes the batch, and what signs it is outside.

What is written can be changed unseen for some seconds, until its batch is sealed and its checkpoint is kept elsewhere.
"""

import logging
import time

from django.db import Error, connection
from django.utils import timezone

from samvag.audit import checkpoints
from samvag.audit.checkpoints import Checkpoint
from samvag.ops.errors import Hindered

#: Well below the ten seconds in which everything written is sealed.
PAUSE_SECONDS = 4
log = logging.getLogger(__name__)


def seal() -> Checkpoint | None:
    """Seals what has been written. How far the log has come; None when another seals just now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, entries, encode(head, 'hex'), encode(log, 'hex') FROM audit_seal_new()"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    batch, entries, head, own = row
    return Checkpoint(own, batch, entries, head, timezone.now().isoformat(timespec="seconds"))


def seal_and_sign(kept: Checkpoint | None = None) -> Checkpoint | None:
    """Seals, and keeps the checkpoint when it says more than `kept`, the last one. The last one now."""
    reached = seal()
    if reached is None or (kept and (kept.log, kept.batch) == (reached.log, reached.batch)):
        return kept
    signed = reached.signed()
    checkpoints.keep(signed)
    return signed


def keep_sealing() -> None:
    """As long as the process lives. A database that is away, or a place that takes no checkpoint, is tried again."""
    kept, told = None, ""
    while True:
        try:
            kept = seal_and_sign(kept or _last())
            told = ""
        except (Error, Hindered) as fault:
            if isinstance(fault, Hindered) and str(fault) != told:
                told = str(fault)
                log.error(told)
        finally:
            connection.close()
        time.sleep(PAUSE_SECONDS)


def _last() -> Checkpoint | None:
    return next(reversed(checkpoints.read(checkpoints.where())), None)
