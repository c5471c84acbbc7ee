"""The log reviewer's lists: what was drawn, whose it was, what has been said of it, and how many of all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.kernel.errors import Unseen
from samvag.rights.models import ReviewWord
from samvag.rights.terms import ENDS, REASONS, REVIEW_WORDS
from samvag.rights.words import act_in_words, ground_in_words

REASON_LABELS, WORD_LABELS = dict(REASONS), dict(REVIEW_WORDS)
LAST = """LEFT JOIN LATERAL (SELECT w.kind FROM rights_reviewword w WHERE w.item_id = i.id
    ORDER BY w.at DESC, w.id DESC LIMIT 1) w ON true"""
REVIEWS = f"""
    SELECT r.id, r.first, r.last, r.seed, r.size, r.method, r.population, r.found, s.name, r.drawn_at, r.due_on,
           count(i.id), count(i.id) FILTER (WHERE w.kind IN ('IN_ORDER', 'REPORTED'))
      FROM rights_logreview r JOIN agencies_staff s ON s.id = r.drawn_by_id
      LEFT JOIN rights_reviewitem i ON i.review_id = r.id {LAST}
     WHERE r.unit_id = %(unit)s AND (%(review)s::uuid IS NULL OR r.id = %(review)s)
     GROUP BY r.id, s.name ORDER BY r.drawn_at DESC, r.id
"""
ITEMS = f"""
    SELECT i.id, i.review_id, i.staff_id, s.name, i.at, i.action, i.page, i.ground, i.others, i.reasons,
           coalesce(w.kind, '')
      FROM rights_reviewitem i JOIN agencies_staff s ON s.id = i.staff_id {LAST}
     WHERE i.unit_id = %(unit)s AND (i.review_id = %(review)s OR i.id = %(item)s)
     ORDER BY w.kind IN ('IN_ORDER', 'REPORTED') NULLS FIRST, s.name, i.at, i.id
"""
ASKED = f"""
    SELECT i.id, i.review_id, i.staff_id, s.name, i.at, i.action, i.page, i.ground, i.others, i.reasons,
           coalesce(w.kind, '')
      FROM rights_reviewitem i JOIN agencies_staff s ON s.id = i.staff_id {LAST}
     WHERE i.id IN (SELECT a.item FROM rights_asked() a) AND (%(item)s::uuid IS NULL OR i.id = %(item)s)
     ORDER BY w.kind = 'ASKED' DESC, i.at DESC, i.id
"""
NAMES = "SELECT item, name, protected FROM rights_names(%(items)s::uuid[], %(page)s)"
REPORT = f"""
    SELECT r.first, r.last, s.name, r.drawn_at, r.population, r.size,
           count(i.id) FILTER (WHERE 'sample' = ANY (i.reasons)),
           count(i.id) FILTER (WHERE i.reasons <> '{{sample}}'),
           count(i.id) FILTER (WHERE w.kind = 'IN_ORDER'), count(i.id) FILTER (WHERE w.kind = 'TO_EXPLAIN'),
           count(i.id) FILTER (WHERE w.kind = 'REPORTED'),
           count(i.id) FILTER (WHERE w.kind IN ('ASKED', 'ANSWERED')), count(i.id) FILTER (WHERE w.kind IS NULL),
           r.seed
      FROM rights_logreview r JOIN agencies_staff s ON s.id = r.drawn_by_id
      LEFT JOIN rights_reviewitem i ON i.review_id = r.id {LAST}
     WHERE r.unit_id = %(unit)s AND extract(year FROM r.drawn_at AT TIME ZONE 'Europe/Stockholm') = %(year)s
     GROUP BY r.id, s.name ORDER BY r.drawn_at, r.id
"""


@dataclass(frozen=True, slots=True)
class Review:
    id: UUID
    first: date
    last: date
    seed: int
    size: int
    method: str
    population: int
    found: dict[str, int]
    by: str
    at: datetime
    due_on: date
    items: int
    done: int

    @property
    def overdue(self) -> bool:
        return self.done < self.items and self.due_on < timezone.localdate()

    @property
    def rules(self) -> list[tuple[str, int]]:
        """What each rule found, in the order of their weight."""
        return [(str(label), self.found[rule]) for rule, label in REASONS if rule in self.found]


@dataclass(frozen=True, slots=True)
class Item:
    """`person` is her name, or why there is none to tell; `state` the last word that was said."""

    id: UUID
    review: UUID
    staff: UUID
    staff_name: str
    at: datetime
    action: str
    page: str
    ground: str
    others: int
    reasons: Sequence[str]
    state: str
    person: str

    @property
    def what(self) -> str:
        return act_in_words(self.action, self.page)

    @property
    def why(self) -> str:
        return ground_in_words(self.ground)

    @property
    def reason_words(self) -> list[str]:
        return [str(REASON_LABELS[reason]) for reason in self.reasons]

    @property
    def state_words(self) -> str:
        return str(WORD_LABELS[self.state]) if self.state else _("Inte bedömt")

    @property
    def ended(self) -> bool:
        return self.state in ENDS


@dataclass(frozen=True, slots=True)
class Said:
    kind: str
    text: str
    by: str
    at: datetime

    @property
    def words(self) -> str:
        return str(WORD_LABELS[self.kind])


@dataclass(frozen=True, slots=True)
class ReportLine:
    first: date
    last: date
    by: str
    at: datetime
    population: int
    size: int
    sampled: int
    by_rule: int
    in_order: int
    to_explain: int
    reported: int
    asked: int
    unseen: int
    seed: int


def reviews(actor: Actor, review: UUID | None = None) -> list[Review]:
    """The unit's own, the latest first."""
    found = rows(REVIEWS, {"unit": actor.unit, "review": review})
    return [Review(*(*row[:7], _facts(row[7]), *row[8:])) for row in found]


def review_of(actor: Actor, review: UUID) -> Review:
    found = reviews(actor, review)
    if not found:
        raise Unseen
    return found[0]


def items_of(actor: Actor, review: UUID) -> list[Item]:
    """What is left first. That the names were shown is logged by the function that tells them."""
    return _named(actor, rows(ITEMS, {"unit": actor.unit, "review": review, "item": None}), "rights:review")


def item_of(actor: Actor, review: UUID, item: UUID) -> Item:
    found = rows(ITEMS, {"unit": actor.unit, "review": None, "item": item})
    if not found or found[0][1] != review:
        raise Unseen
    return _named(actor, found, "rights:review_item")[0]


def asked(actor: Actor, item: UUID | None = None) -> list[Item]:
    """What the actor herself has been asked about, what waits first."""
    return _named(actor, rows(ASKED, {"item": item}), "rights:asked")


def asked_about(actor: Actor, item: UUID) -> Item:
    found = asked(actor, item)
    if not found:
        raise Unseen
    return found[0]


def said_of(actor: Actor, item: UUID) -> list[Said]:
    said = ReviewWord.objects.filter(item=item).order_by("at", "id")
    return [Said(*row) for row in said.values_list("kind", "text", "by__name", "at")]


def report(actor: Actor, year: int) -> list[ReportLine]:
    """One line a review of the unit that was drawn that year, without names."""
    return [ReportLine(*row) for row in rows(REPORT, {"unit": actor.unit, "year": year})]


def _named(actor: Actor, found: list[tuple], page: str) -> list[Item]:
    """The function that tells the names logs that it did, and again when the page is one that is undone."""
    if not found:
        return []
    asked = {"items": [row[0] for row in found], "page": page}
    names = {item: _called(name, protected) for item, name, protected in rows(NAMES, asked)}
    actor.logging.append(lambda: rows(NAMES, asked))
    unknown = _("Har inget kort hos er")
    return [Item(*(*row, names.get(row[0], unknown))) for row in found]


def _called(name: str, protected: bool) -> str:
    return _("Skyddad person") if protected else name.strip() or _("Namn saknas")


def _facts(value: Any) -> dict[str, int]:
    """Django hands out jsonb as text."""
    return json.loads(value) if isinstance(value, str) else value
