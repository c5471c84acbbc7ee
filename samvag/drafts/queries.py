"""One's own drafts: the database shows nobody any other."""

from dataclasses import dataclass
from datetime import datetime

from samvag.access.actor import Actor
from samvag.drafts.models import Draft


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written and when it was kept."""

    fields: dict[str, list[str]]
    saved_at: datetime

    def text(self, name: str) -> str:
        return "\n".join(self.fields.get(name, ()))


def draft_at(actor: Actor, place: str) -> Begun | None:
    mine = Draft.objects.filter(unit=actor.unit, staff=actor.staff, place=place)
    row = mine.values_list("fields", "saved_at").first()
    return Begun(*row) if row else None
