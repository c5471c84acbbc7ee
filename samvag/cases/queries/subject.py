"""Whom a page is about: the own unit's card, and the own unit's case of that person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.models import Case
from samvag.cases.queries.reading import read
from samvag.kernel.errors import Refused, Unseen
from samvag.people.terms import OPEN

SUBJECT = """
    SELECT c.id, c.person_id, c.given_name, c.family_name, c.born, c.protection, c.phone, c.email,
           c.safe_channel, c.safe_detail, c.language, c.interpreter, c.access_needs, k.id, k.reference, k.opened_on,
           k.closed_on, a.staff_id, coalesce(m.name, '')
      FROM people_card c
      LEFT JOIN LATERAL (SELECT k.id, k.reference, k.opened_on, k.closed_on FROM cases_case k
             WHERE k.owner_unit_id = c.owner_unit_id AND k.person_id = c.person_id
             ORDER BY k.closed_on DESC NULLS FIRST, k.opened_on DESC, k.id LIMIT 1) k ON true
      LEFT JOIN cases_assignment a ON a.case_id = k.id AND a.role = 'MAIN' AND a.period @> %(today)s::date
      LEFT JOIN agencies_staff m ON m.id = a.staff_id
     WHERE c.id = %(card)s AND c.owner_unit_id = %(unit)s
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """`case` is the open case, or the latest closed one (`open` tells); None when the unit has none."""

    card: UUID
    person: UUID
    given_name: str
    family_name: str
    born: date | None
    protection: str
    phone: str
    email: str
    safe_channel: str
    safe_detail: str
    language: str
    interpreter: bool
    access_needs: str
    case: UUID | None
    reference: str | None
    opened_on: date | None
    closed_on: date | None
    main: UUID | None
    main_name: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def title(self) -> str:
        """Where it may be read by others, as in the window's title and the browser's history."""
        return (
            _("Ärende %(reference)s") % {"reference": self.reference or "–"} if self.protected else self.name
        )

    @property
    def open(self) -> bool:
        return self.case is not None and self.closed_on is None

    def to_work_on(self) -> UUID:
        """The open case. Refuses in words when there is none, so that a form can say it and keep what was typed."""
        if self.case is None:
            raise Refused(_("Personen har inget ärende hos er. Öppna ett först."))
        if self.closed_on:
            raise Refused(_("Ärendet är avslutat. Öppna ett nytt för att arbeta vidare."))
        return self.case

    @property
    def protected(self) -> bool:
        return self.protection != OPEN


def subject_of(actor: Actor, card: UUID) -> Subject:
    """One statement. Raises `Unseen` when the card is not the own unit's, or not the actor's to see."""
    found = read(actor, SUBJECT, Subject, card=card, today=timezone.localdate())
    if not found:
        raise Unseen
    actor.saw((found[0].person,))
    return found[0]


def known_by_reference(actor: Actor, words: str, persons: set[UUID]) -> None:
    """Whom the number of a case in the actor's unit belongs to, as it is written or in capitals."""
    cases = Case.objects.filter(owner_unit=actor.unit, reference__in={words, words.upper()})
    persons.update(cases.values_list("person", flat=True))
