"""Beside the consents: what is closed, shared by law, open to a guardian, and what has been let out to whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.codes.labels import label
from samvag.consents.terms import DISCLOSURE_OUTCOMES, DISCLOSURE_WAYS, GIVEN_HOW, said_in_words

BLOCKS = """
    SELECT b.id, coalesce(u.name, ''), b.kinds, b.said_how, b.words, b.created_at, b.lifted_at, b.lifted_how
      FROM consents_block b LEFT JOIN agencies_unit u ON u.id = b.toward_id
     WHERE b.person_id = %(person)s ORDER BY b.lifted_at NULLS FIRST, b.created_at DESC, b.id
"""
BY_LAW = """
    SELECT l.id, u.name, l.kinds, l.basis, l.reason, lower(l.period), upper(l.period) - 1, l.ended_at,
           coalesce(s.name, '')
      FROM consents_lawfulshare l JOIN agencies_unit u ON u.id = l.to_unit_id
      LEFT JOIN agencies_staff s ON s.id = l.created_by_id
     WHERE l.person_id = %(person)s ORDER BY l.created_at DESC, l.id
"""
INSIGHTS = """
    SELECT g.id, g.guardian, g.other, g.other_says, g.kinds, g.child_opinion, lower(g.period), upper(g.period) - 1,
           g.ended_at
      FROM consents_guardiandecision g WHERE g.person_id = %(person)s ORDER BY g.created_at DESC, g.id
"""
DISCLOSED = """
    SELECT d.id, d.at, coalesce(u.name, d.to_outside), d.kinds, d.way, d.outcome, d.basis, d.consent_id IS NOT NULL,
           d.note, coalesce(s.name, '')
      FROM consents_disclosure d LEFT JOIN agencies_unit u ON u.id = d.to_unit_id
      LEFT JOIN agencies_staff s ON s.id = d.created_by_id
     WHERE d.person_id = %(person)s AND d.owner_unit_id = %(unit)s ORDER BY d.at DESC, d.id LIMIT %(most)s
"""
MOST = 200


@dataclass(frozen=True, slots=True)
class BlockView:
    """`toward` is empty for all other units."""

    id: UUID
    toward: str
    kinds: list[str]
    said_how: str
    words: str
    at: datetime
    lifted_at: datetime | None
    lifted_how: str

    @property
    def says(self) -> str:
        toward = self.toward or _("Alla andra verksamheter")
        return _("%(unit)s ser inte: %(what)s") % {"unit": toward, "what": said_in_words(self.kinds)}

    @property
    def said(self) -> str:
        return str(dict(GIVEN_HOW)[self.said_how])


@dataclass(frozen=True, slots=True)
class LawfulView:
    id: UUID
    unit: str
    kinds: list[str]
    basis: str
    reason: str
    first: date
    until: date
    ended_at: datetime | None
    by: str

    def lives(self, day: date) -> bool:
        return self.ended_at is None and self.first <= day <= self.until

    @property
    def says(self) -> str:
        facts = {"unit": self.unit, "what": said_in_words(self.kinds), "day": self.until}
        return _("%(unit)s ser: %(what)s – till %(day)s") % facts

    @property
    def ground(self) -> str:
        return label("legal_basis", self.basis)


@dataclass(frozen=True, slots=True)
class InsightView:
    id: UUID
    guardian: str
    other: str
    other_says: str
    kinds: list[str]
    child_opinion: str
    first: date
    until: date
    ended_at: datetime | None

    def lives(self, day: date) -> bool:
        return self.ended_at is None and self.first <= day <= self.until

    @property
    def what(self) -> str:
        return said_in_words(self.kinds)

    @property
    def answers(self) -> str:
        """As the one who answers by it is chosen: `Maria Ek, till 2027-01-01`."""
        return _("%(name)s, till %(day)s") % {"name": self.guardian, "day": self.until}


@dataclass(frozen=True, slots=True)
class DisclosureView:
    id: UUID
    at: datetime
    to: str
    kinds: list[str]
    way_code: str
    outcome_code: str
    basis: str
    by_consent: bool
    note: str
    by: str

    @property
    def what(self) -> str:
        return said_in_words(self.kinds)

    @property
    def way(self) -> str:
        return str(dict(DISCLOSURE_WAYS)[self.way_code])

    @property
    def outcome(self) -> str:
        return str(dict(DISCLOSURE_OUTCOMES)[self.outcome_code])

    @property
    def ground(self) -> str:
        return _("Samtycke") if self.by_consent else label("legal_basis", self.basis)


def blocks_of(actor: Actor, person: UUID) -> list[BlockView]:
    return [BlockView(*row) for row in rows(BLOCKS, {"person": person})]


def shared_by_law(actor: Actor, person: UUID) -> list[LawfulView]:
    return [LawfulView(*row) for row in rows(BY_LAW, {"person": person})]


def insights_of(actor: Actor, person: UUID) -> list[InsightView]:
    return [InsightView(*row) for row in rows(INSIGHTS, {"person": person})]


def living_insights_of(actor: Actor, person: UUID) -> list[InsightView]:
    today = timezone.localdate()
    return [one for one in insights_of(actor, person) if one.lives(today)]


def disclosures_of(actor: Actor, person: UUID) -> list[DisclosureView]:
    """The own unit's, the latest first."""
    found = rows(DISCLOSED, {"person": person, "unit": actor.unit, "most": MOST})
    if found:
        actor.saw([person])
    return [DisclosureView(*row) for row in found]
