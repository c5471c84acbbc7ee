"""What a person has agreed to and refused, as the actor's unit may see it, and what it opens in words."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.consents.terms import CONSENT_KINDS, FINSAM_FOLLOWUP, GIVEN_BY, GIVEN_HOW, LETS, SAID, SHARES
from samvag.kernel.categories import Category
from samvag.kernel.errors import Unseen

COLUMNS = """
    SELECT r.id, r.person_id, r.owner_unit_id, u.short, r.kind, r.purpose, r.coordination_id, lower(r.period),
           upper(r.period) - 1, r.given_how, r.given_by, r.original_location, r.text_version,
           r.language, r.witnessed_by, r.child_opinion, coalesce(g.guardian, ''), r.refused, r.withdrawn_at,
           r.withdrawn_how, r.created_at,
           coalesce((SELECT jsonb_agg(jsonb_build_array(p.unit_id, q.short, q.name, p.gives, p.receives,
                                      p.withdrawn_at IS NOT NULL) ORDER BY q.short, p.id)
              FROM consents_party p JOIN agencies_unit q ON q.id = p.unit_id WHERE p.consent_id = r.id), '[]'),
           coalesce((SELECT jsonb_agg(jsonb_build_array(k.category, k.withdrawn_at IS NOT NULL))
              FROM consents_consentcategory k WHERE k.consent_id = r.id), '[]')
      FROM consents_consent r JOIN agencies_unit u ON u.id = r.owner_unit_id
      LEFT JOIN consents_guardiandecision g ON g.id = r.guardian_id
"""
#: Those of the units toward whom a spärr goes before the consent.
BARRED = """SELECT unit FROM unnest(%(units)s::uuid[]) unit
    WHERE consents_blocked(%(person)s, %(own)s, unit, %(kind)s)"""
OF_PERSON = COLUMNS + " WHERE r.person_id = %(person)s ORDER BY r.created_at DESC, r.id"
ONE = COLUMNS + " WHERE r.id = %(id)s"


@dataclass(frozen=True, slots=True)
class PartyView:
    unit: UUID
    short: str
    name: str
    gives: bool
    receives: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ConsentView:
    """`reader` is the unit that reads it; `until` the last day; `withdrawn_categories` those taken back since."""

    reader: UUID
    id: UUID
    person: UUID
    owner_unit: UUID
    owner_short: str
    kind: str
    purpose: str
    coordination: UUID | None
    first: date
    until: date
    given_how: str
    given_by: str
    original_location: str
    text_version: str
    language: str
    witnessed_by: str
    child_opinion: str
    guardian: str
    refused: bool
    withdrawn_at: datetime | None
    withdrawn_how: str
    created_at: datetime
    parties: tuple[PartyView, ...]
    categories: tuple[Category, ...]
    withdrawn_categories: tuple[Category, ...]

    @property
    def own(self) -> bool:
        return self.owner_unit == self.reader

    @property
    def shares(self) -> bool:
        return self.kind in SHARES

    @property
    def kind_label(self) -> str:
        return str(dict(CONSENT_KINDS)[self.kind])

    @property
    def given(self) -> str:
        """`Skriftligt, personen själv`."""
        by = str(dict(GIVEN_BY)[self.given_by])
        name = f" {self.guardian}" if self.guardian else ""
        return f"{dict(GIVEN_HOW)[self.given_how]}, {by[0].lower()}{by[1:]}{name}"

    @property
    def read(self) -> str:
        """Which text was gone through: `Svenska, text 2`."""
        name = dict(settings.LANGUAGES).get(self.language, self.language)
        return _("%(language)s, text %(version)s") % {"language": name, "version": self.text_version}

    @property
    def live_parties(self) -> list[PartyView]:
        return [party for party in self.parties if not party.withdrawn]

    def lives(self, day: date) -> bool:
        return not self.refused and self.withdrawn_at is None and self.first <= day <= self.until

    @property
    def opens(self) -> list[str]:
        """One sentence for each unit that sees something: `AF ser: planering, kontakter – till 2027-05-01`."""
        if not self.shares:
            lets = LETS.get(self.kind, self.kind_label)
            return [_("%(what)s – till %(day)s") % {"what": lets, "day": self.until}]
        return [sentence for taker in self.live_parties if (sentence := self._seen_by(taker))]

    def _seen_by(self, taker: PartyView) -> str:
        givers = [one for one in self.live_parties if one.gives and one.unit != taker.unit]
        if not (taker.receives and givers and self.categories):
            return ""
        what = ", ".join(str(SAID[category]) for category in self.categories)
        facts = {"unit": taker.short, "what": what, "day": self.until}
        if [giver.unit for giver in givers] == [self.reader]:
            return _("%(unit)s ser: %(what)s – till %(day)s") % facts
        facts["givers"] = ", ".join(giver.short for giver in givers)
        return _("%(unit)s ser från %(givers)s: %(what)s – till %(day)s") % facts


def consents_of(actor: Actor, person: UUID) -> list[ConsentView]:
    """All that the actor's unit may know of, the latest first: also ended, withdrawn and refused. One statement."""
    views = _read(actor, OF_PERSON, person=person)
    if views:
        actor.saw([person])
    return views


def consent(actor: Actor, consent_id: UUID) -> ConsentView:
    found = _read(actor, ONE, id=consent_id)
    if not found:
        raise Unseen
    actor.saw([found[0].person])
    return found[0]


def living_consents_of(actor: Actor, person: UUID) -> list[ConsentView]:
    """Those that live today."""
    today = timezone.localdate()
    return [view for view in consents_of(actor, person) if view.lives(today)]


def may_be_told(actor: Actor, person: UUID) -> list[tuple[PartyView, ConsentView]]:
    """Units that ours may tell about the person today, each with the consent that lets it. A spärr goes before it."""
    found: dict[UUID, tuple[PartyView, ConsentView]] = {}
    for view in living_consents_of(actor, person):
        if any(party.unit == actor.unit and party.gives for party in view.live_parties):
            for party in view.live_parties:
                if party.receives and party.unit != actor.unit and Category.PLANNING in view.categories:
                    found.setdefault(party.unit, (party, view))
    barred = {unit for (unit,) in rows(BARRED, _barring(actor, person, found))} if found else set()
    told = [pair for unit, pair in found.items() if unit not in barred]
    return sorted(told, key=lambda pair: (pair[0].short, pair[0].unit))


def _barring(actor: Actor, person: UUID, units: Iterable[UUID]) -> dict[str, Any]:
    return {"person": person, "own": actor.unit, "units": [*units], "kind": Category.PLANNING.value}


def follow_up_consent(actor: Actor, person: UUID) -> UUID | None:
    """The own unit's latest living consent to Uppföljning Finsam, if any."""
    views = living_consents_of(actor, person)
    return next((view.id for view in views if view.kind == FINSAM_FOLLOWUP and view.own), None)


def _read(actor: Actor, statement: str, **values: Any) -> list[ConsentView]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_view(actor.unit)(*row) for row in cursor.fetchall()]


def _view(reader: UUID) -> Callable[..., ConsentView]:
    def made(*columns: Any) -> ConsentView:
        *facts, parties, categories = columns
        named = json.loads(categories)
        order = list(Category)
        kept = sorted((Category(one) for one, gone in named if not gone), key=order.index)
        gone = sorted((Category(one) for one, gone in named if gone), key=order.index)
        sides = tuple(PartyView(UUID(unit), *rest) for unit, *rest in json.loads(parties))
        values: list[Any] = [reader, *facts, sides, tuple(kept), tuple(gone)]
        return ConsentView(*values)

    return made
