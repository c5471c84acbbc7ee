"""The table of whom e-ID lets in, as its keepers see it."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from samvag.access.actor import Actor
from samvag.access.providers import Provider, Whom
from samvag.agencies.models import LoginRule
from samvag.agencies.queries import colleagues
from samvag.kernel.identity import NotAnIdentity, identity

__all__ = ["brokers", "colleagues", "rules_of_unit"]


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    provider: str
    claim: str
    pattern: str
    staff: str
    role: str
    made_by: str


def rules_of_unit(actor: Actor) -> list[Row]:
    """The own unit's rows that hold. A personnummer is shown by its last figures alone."""
    rows = LoginRule.objects.filter(unit=actor.unit, ended_at=None).order_by(
        "provider", "claim", "pattern", "id"
    )
    columns = rows.values_list("id", "provider", "claim", "pattern", "staff__name", "role", "made_by__name")
    names = {broker.id: broker.name for broker in brokers()}
    return [
        Row(id, names.get(provider, provider), claim, _shown(pattern), staff or "", role, by)
        for id, provider, claim, pattern, staff, role, by in columns
    ]


def _shown(pattern: str) -> str:
    try:
        return f"•••• {identity(pattern).number[-4:]}"
    except NotAnIdentity:
        return pattern


def brokers() -> list[Provider]:
    """Those that may say who is of the staff."""
    return [one for one in settings.EID.values() if one.whom is Whom.STAFF]
