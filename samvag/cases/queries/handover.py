"""Hand-overs between units: a person's, as both sides see them, and the receiver's inbox."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samvag.access.actor import Actor
from samvag.cases.queries.reading import read, read_of_person
from samvag.cases.terms import HANDOVER_STATES, SENT
from samvag.codes.labels import label
from samvag.kernel.errors import Unseen

COLUMNS = """
    SELECT r.id, r.case_id, r.person_id, r.owner_unit_id = %(unit)s, sender.short, r.to_unit_id,
           receiver.short, receiver.name,
           coalesce(nullif(r.person_name, ''), %(protected)s), r.person_number, r.message, r.sent_on, r.answer_by,
           r.state, r.answered_on, coalesce(s.name, ''), r.reason, r.answer, card.id
      FROM cases_handover r JOIN agencies_unit sender ON sender.id = r.owner_unit_id
      JOIN agencies_unit receiver ON receiver.id = r.to_unit_id
      LEFT JOIN agencies_staff s ON s.id = r.answered_by_id
      LEFT JOIN people_card card ON card.owner_unit_id = %(unit)s AND card.person_id = r.person_id
"""
OF_PERSON = COLUMNS + " WHERE r.person_id = %(person)s ORDER BY r.sent_on, r.id"
INBOX = COLUMNS + " WHERE r.to_unit_id = %(unit)s AND r.state = 'SENT' ORDER BY r.answer_by, r.id"
ANSWERED = """ WHERE r.to_unit_id = %(unit)s AND r.state <> 'SENT' AND r.answered_on >= %(since)s
    ORDER BY r.answered_on DESC, r.id"""
ONE = COLUMNS + " WHERE r.id = %(id)s"


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """`own` is what our unit sent; otherwise it came to us. `card` is our own card of the person, or None."""

    id: UUID
    case: UUID
    person: UUID
    own: bool
    from_short: str
    to_unit: UUID
    to_short: str
    to_name: str
    person_name: str
    person_number: str
    message: str
    sent_on: date
    answer_by: date
    state: str
    answered_on: date | None
    answered_by: str
    reason: str
    answer: str
    card: UUID | None

    @property
    def waits(self) -> bool:
        return self.state == SENT

    @property
    def state_label(self) -> str:
        return str(dict(HANDOVER_STATES)[self.state])

    @property
    def reason_label(self) -> str:
        return label("cannot_take", self.reason)


def handovers_of(actor: Actor, person: UUID) -> list[HandoverRow]:
    """Sent by us or to us, oldest first. One statement."""
    return read_of_person(actor, person, OF_PERSON, HandoverRow)


def inbox(actor: Actor) -> list[HandoverRow]:
    """What waits for the actor's unit to answer, the most urgent first."""
    rows = read(actor, INBOX, HandoverRow)
    actor.saw(row.person for row in rows)
    return rows


def answered(actor: Actor, since: date) -> list[HandoverRow]:
    """What the unit has answered since a day, the latest first."""
    rows = read(actor, COLUMNS + ANSWERED, HandoverRow, since=since)
    actor.saw(row.person for row in rows)
    return rows


def handover(actor: Actor, handover_id: UUID) -> HandoverRow:
    found = read(actor, ONE, HandoverRow, id=handover_id)
    if not found:
        raise Unseen
    actor.saw([found[0].person])
    return found[0]
