"""What a unit has asked a person, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.consents.terms import CONSENT_KINDS
from samvag.my_way.models import Asked
from samvag.my_way.terms import STATES, WAITING
from samvag.outbox.queries import Told, told


@dataclass(frozen=True, slots=True)
class AskedView:
    id: UUID
    kind: str
    asked_at: datetime
    expires_on: date
    state: str
    answered_at: datetime | None
    message: Told | None

    @property
    def label(self) -> str:
        return str(dict(CONSENT_KINDS)[self.kind])

    @property
    def waits(self) -> bool:
        return self.state == WAITING and self.expires_on >= timezone.localdate()

    @property
    def words(self) -> str:
        if self.state == WAITING and not self.waits:
            return _("Obesvarad: frågan gick ut")
        return str(dict(STATES)[self.state])


def asked_of(actor: Actor, person: UUID) -> list[AskedView]:
    """The own unit's questions, the latest first. Two statements."""
    mine = Asked.objects.filter(person=person, owner_unit=actor.unit).order_by("-created_at", "id")
    columns = ("id", "kind", "created_at", "expires_on", "state", "answered_at", "message")
    found = list(mine.values_list(*columns))
    messages = told(actor, [row[-1] for row in found if row[-1]])
    if found:
        actor.saw([person])
    return [
        AskedView(id_, kind, at, expires, state, answered, messages.get(message) if message else None)
        for id_, kind, at, expires, state, answered, message in found
    ]
