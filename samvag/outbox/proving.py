"""That a number or an address is the person's: a code goes there, and is said back to the one who keeps it.

Before that it opens nothing: no code for Min väg goes to it. Of a unit's card it is done by somebody who has the person
there, with her beside; of her own choice by herself. `card` is None for her own.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from samvag.access.context import acting_as_service
from samvag.access.reading import rows
from samvag.outbox import gateways
from samvag.outbox.codes import DIGITS, SERVICE, mac
from samvag.outbox.hours import may_send
from samvag.outbox.terms import PROOF


@dataclass(frozen=True, slots=True)
class Way:
    """Where a code would go, since when it is proven, and the asking whose code can be said now."""

    channel: str
    destination: str
    earliest: time | None
    latest: time | None
    proven_at: datetime | None
    asked: UUID | None


@dataclass(frozen=True, slots=True)
class Made:
    """A code, to whom and where it goes, and when in the day it may."""

    code: str
    person: UUID
    channel: str
    destination: str
    earliest: time | None
    latest: time | None


def way_now(card: UUID | None) -> Way | None:
    """None when there is nothing to prove, or nothing that the one who acts may prove."""
    found = rows("SELECT * FROM outbox_way_now(%(card)s)", {"card": card})
    return Way(*found[0]) if found else None


def ask(card: UUID | None) -> UUID | None:
    """None when it is asked too often."""
    return _one("SELECT outbox_ask_proof(%s)", card)


def is_right(card: UUID | None, asked: UUID, code: str) -> bool:
    """Counts as a try, and from then on it is proven."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return _one("SELECT outbox_try_proof(%s, %s, %s)", card, asked, mac("proof", f"{asked}|{digits}"))


def forget_own() -> None:
    _one("SELECT outbox_forget_own()")


def make_code(asked: UUID) -> Made | None:
    """Once for what was asked, as the service that sends."""
    with transaction.atomic(), acting_as_service(SERVICE):
        found = rows("SELECT * FROM outbox_proof_to(%(asked)s)", {"asked": asked})
        if not found:
            return None
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        _one("SELECT outbox_keep_proof(%s, %s)", asked, mac("proof", f"{asked}|{code}"))
    return Made(code, *found[0])


def send_code(asked: UUID) -> None:
    """The job's part. A code that cannot be sent now is asked for again."""
    made = make_code(asked)
    if made is None or not gateways.open_to(made.channel):
        return
    if not may_send(timezone.now(), made.earliest, made.latest):
        return
    try:
        gateways.send(made.channel, made.destination, str(PROOF) % {"code": made.code}, made.person)
    except gateways.NotSent:
        return


def _one(statement: str, *given: UUID | str | None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()[0]
