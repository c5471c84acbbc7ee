"""The one-time code at the login of Min väg.

Whoever asks is answered alike, whether the number is known or not and whether it leads anywhere: one statement on the
login's own connection, and a job. The job finds where codes go, makes one for each way and sends it. Kept are only
keyed hashes, of the code and of what was asked for by whom.
"""

import secrets
from uuid import UUID

from django.db import connection, connections, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samvag.access.context import acting_as_service
from samvag.access.persons import Person, Shown
from samvag.kernel.errors import Refused
from samvag.kernel.identity import identity
from samvag.kernel.security import keyed, tell
from samvag.outbox import gateways
from samvag.outbox.events import code_asked
from samvag.outbox.hours import may_send
from samvag.outbox.terms import CODE

SERVICE = "outbox"
DIGITS = 6


def mac(what: str, value: str) -> str:
    return salted_hmac(f"samvag.outbox.{what}", value, algorithm="sha256").hexdigest()


def ask(number: str, address: str) -> UUID:
    """Raises `NotAnIdentity` for what is no number at all, and `Refused` when it is asked too often."""
    wanted = identity(number, today=timezone.localdate())
    with connections["auth"].cursor() as cursor:
        macs = [mac("number", wanted.number), mac("address", address)]
        cursor.execute("SELECT outbox_ask_code(%s, %s, %s)", [wanted.number, *macs])
        asked = cursor.fetchone()[0]
    if asked is None:
        tell("code.too_often", whence=keyed(address))
        raise Refused(_("Det har kommit många försök. Vänta en timme och försök igen."))
    code_asked.announce(asked=asked)
    return asked


def send_codes(asked: UUID) -> None:
    """The job's part. A code that cannot be sent now is not sent later: it would come unasked."""
    with transaction.atomic(), acting_as_service(SERVICE), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_ways(%s)", [asked])
        for person, channel, destination, earliest, latest, door in cursor.fetchall():
            if gateways.open_to(channel) and may_send(timezone.now(), earliest, latest):
                _send_one(asked, (channel, destination), person, door)


def _send_one(asked: UUID, way: tuple[str, str], person: UUID, door: UUID | None) -> None:
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT outbox_keep_code(%s, %s, %s)", [asked, mac("code", f"{asked}|{code}"), door])
    try:
        gateways.send(*way, str(CODE) % {"code": code}, person)
    except gateways.NotSent:
        return  # nobody has it, and it is of no use after ten minutes


def try_code(asked: UUID, code: str) -> Person | None:
    """Who she is and how she came in; None whatever is wrong."""
    digits = "".join(sign for sign in code if sign.isdigit())
    with connections["auth"].cursor() as cursor:
        cursor.execute(
            "SELECT person, door FROM outbox_try_code(%s, %s)", [asked, mac("code", f"{asked}|{digits}")]
        )
        row = cursor.fetchone()
    if row is None:
        tell("code.refused", asked=asked)
        return None
    return Person(row[0], Shown.CODE, row[1])


def latest_of_demo(number: str) -> str:
    """What the demo's outbox holds for a number, for whoever tries the demo."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT access_person_of(%s)", [identity(number).number])
        found = cursor.fetchone()[0]
    return gateways.latest_in_demo(found) if found else ""
