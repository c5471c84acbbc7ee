"""Contacts and notes of a person, own ones and those that other units share."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samvag.access.actor import Actor
from samvag.cases.queries.reading import FROM_WHOM, WHOSE, read_of_person
from samvag.cases.terms import CHANNELS, DIRECTIONS
from samvag.kernel.categories import LABELS, Category
from samvag.kernel.errors import Unseen
from samvag.ui.formats import moment

CHANNEL_WORDS, DIRECTION_WORDS = dict(CHANNELS), dict(DIRECTIONS)

CONTACTS = f"""
    SELECT r.id, r."on", r.channel, r.direction, r.reached, r.line, r.next_on, r.created_at,
           coalesce(s.name, ''), {WHOSE}
      FROM cases_contact r {FROM_WHOM}
     WHERE r.person_id = %(person)s ORDER BY r."on" DESC, r.created_at DESC, r.id LIMIT %(most)s
"""
NOTE = f"""
    SELECT r.id, r.text, r.category, r.created_at, r.copied_to_journal_at, coalesce(s.name, ''), {WHOSE}
      FROM cases_note r {FROM_WHOM}
"""
NOTES = NOTE + "WHERE r.person_id = %(person)s ORDER BY r.created_at DESC, r.id LIMIT %(most)s"
ONE_NOTE = (
    NOTE + "WHERE r.person_id = %(person)s AND r.id = %(note)s AND r.owner_unit_id = %(unit)s ORDER BY r.id"
)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """`unit` is the short name of the other unit that shares it; empty for our own."""

    id: UUID
    on: date
    channel: str
    direction: str
    reached: bool
    line: str
    next_on: date | None
    at: datetime
    by: str
    unit: str

    @property
    def channel_words(self) -> str:
        return str(CHANNEL_WORDS.get(self.channel, self.channel))

    @property
    def direction_words(self) -> str:
        return str(DIRECTION_WORDS.get(self.direction, self.direction))


@dataclass(frozen=True, slots=True)
class NoteRow:
    id: UUID
    text: str
    category: str
    at: datetime
    copied_at: datetime | None
    by: str
    unit: str

    @property
    def category_words(self) -> str:
        return str(LABELS[Category(self.category)])

    def journal_text(self, reference: str) -> str:
        """As it is pasted into the party's own journal: when, who, what about, and the text."""
        head = " · ".join(filter(None, (moment(self.at), self.by, self.category_words, reference)))
        return f"{head}\n\n{self.text}\n"


def contacts_of(actor: Actor, person: UUID, most: int = 100) -> list[ContactRow]:
    """The latest first; one statement."""
    return read_of_person(actor, person, CONTACTS, ContactRow, most=most)


def notes_of(actor: Actor, person: UUID, most: int = 100) -> list[NoteRow]:
    """The latest first; one statement."""
    return read_of_person(actor, person, NOTES, NoteRow, most=most)


def note_of(actor: Actor, person: UUID, note: UUID) -> NoteRow:
    """One of our own notes about the person, to copy or mark; another unit's is not found."""
    rows = read_of_person(actor, person, ONE_NOTE, NoteRow, note=note)
    if not rows:
        raise Unseen
    return rows[0]
