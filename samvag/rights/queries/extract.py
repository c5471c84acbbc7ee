"""Register extracts: finding whom one is about, those that have been made, and one to read through."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.kernel.errors import Unseen
from samvag.kernel.identity import NotAnIdentity, identity
from samvag.rights.extract.contents import controller_of
from samvag.rights.extract.whom import Whom, whom
from samvag.rights.models import Extract, Strike
from samvag.rights.terms import ANSWER_DAYS, EXTRACT_DAYS, HANDED_HOW, STRIKES

FIND = "SELECT card FROM rights_find(%(wanted)s)"


__all__ = ["Whom", "controller_of", "find", "made_for", "one_extract", "to_hand_out", "whom"]


@dataclass(frozen=True, slots=True)
class Made:
    id: UUID
    asked_on: date
    made_at: datetime
    by: str
    reviewed: bool
    handed_on: date | None
    kept: bool

    @property
    def due_on(self) -> date:
        return self.asked_on + timedelta(days=ANSWER_DAYS)

    @property
    def goes_on(self) -> date:
        return timezone.localdate(self.made_at) + timedelta(days=EXTRACT_DAYS)


@dataclass(frozen=True, slots=True)
class One:
    """An extract to read through: `content` as it was, and what has been struck, by place."""

    made: Made
    content: dict[str, Any]
    struck: dict[str, str]
    handed_how: str

    @property
    def count(self) -> int:
        return sum(len(section["lines"]) for section in self.content["sections"])

    def section(self, kind: str) -> dict[str, Any]:
        """The one asked for, else the first."""
        sections = self.content["sections"]
        return next((section for section in sections if section["kind"] == kind), sections[0])


def find(actor: Actor, words: str) -> UUID | None:
    """The own unit's card by the person's number or the case's; None when there is none."""
    try:
        wanted = identity(words, today=timezone.localdate()).number or ""
    except NotAnIdentity:
        wanted = words.strip()
    found = rows(FIND, {"wanted": wanted})
    return found[0][0] if found else None


def made_for(actor: Actor, person: UUID) -> list[Made]:
    found = Extract.objects.filter(person=person, owner_unit=actor.unit).order_by("-created_at", "id")
    columns = ("created_by__name", "reviewed_at", "handed_on", "content__isnull")
    return [
        Made(id, asked, at, by or "", reviewed is not None, handed, not gone)
        for id, asked, at, by, reviewed, handed, gone in found.values_list(
            "id", "asked_on", "created_at", *columns
        )
    ]


def one_extract(actor: Actor, person: UUID, extract: UUID) -> One:
    """Raises `Unseen` when it is another person's, another unit's, or its content has gone."""
    made = next((made for made in made_for(actor, person) if made.id == extract and made.kept), None)
    if made is None:
        raise Unseen
    content: Any
    content, how = Extract.objects.values_list("content", "handed_how").get(id=extract)
    reasons = {code: str(words) for code, words in STRIKES}
    struck = Strike.objects.filter(extract=extract).values_list("place", "reason")
    return One(
        made,
        content,
        {place: reasons[reason] for place, reason in struck},
        str(dict(HANDED_HOW).get(how, "")),
    )


def to_hand_out(actor: Actor, one: One) -> dict[str, Any]:
    """The content as the person gets it: what was struck is gone, and why stands in its place."""
    sections = []
    for section in one.content["sections"]:
        lines = [
            {**line, "values": [_masked(value, one.struck) for value in line["values"]]}
            for line in section["lines"]
        ]
        sections.append({**section, "lines": lines})
    return {**one.content, "sections": sections}


def _masked(value: dict[str, str], struck: dict[str, str]) -> dict[str, str]:
    if value["place"] not in struck:
        return value
    return {**value, "value": _("Struket: %(reason)s") % {"reason": struck[value["place"]]}}
