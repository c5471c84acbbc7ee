"""External contacts: those at other agencies who never log in, as the own unit knows them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samvag.access.actor import Actor
from samvag.agencies.terms import AGENCY_KINDS
from samvag.cases.queries.reading import read
from samvag.kernel.errors import Unseen

KIND_WORDS = dict(AGENCY_KINDS)

EXTERNAL = """
    SELECT x.id, x.agency_kind, x.organisation, x.name, x.title, x.phone, x.email, x.tags, x.ended_on,
           x.version
      FROM agencies_externalcontact x WHERE x.unit_id = %(unit)s
"""
ALL = EXTERNAL + "ORDER BY x.ended_on IS NOT NULL, x.organisation, x.name, x.id"
ONE = EXTERNAL + "AND x.id = %(contact)s ORDER BY x.id"


@dataclass(frozen=True, slots=True)
class External:
    id: UUID
    agency_kind: str
    organisation: str
    name: str
    title: str
    phone: str
    email: str
    tags: tuple[str, ...]
    ended_on: date | None
    version: int

    def as_initial(self) -> dict[str, Any]:
        """As the form for changing it begins."""
        same = ("name", "title", "organisation", "agency_kind", "phone", "email")
        return {name: getattr(self, name) for name in same} | {
            "tags": ", ".join(self.tags),
            "version": self.version,
        }

    @property
    def kind_words(self) -> str:
        return str(KIND_WORDS[self.agency_kind])


def external_contacts(actor: Actor) -> list[External]:
    """The unit's own register, by organisation; those no longer to be asked come last."""
    return read(actor, ALL, External)


def external_contact(actor: Actor, contact: UUID) -> External:
    rows = read(actor, ONE, External, contact=contact)
    if not rows:
        raise Unseen
    return rows[0]
