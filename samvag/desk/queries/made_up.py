"""Whether the actor's association shows made-up persons and figures."""

from uuid import UUID

from samvag.access.actor import Actor
from samvag.agencies.queries import made_up

#: An association is made up or it is not, for ever; so each process asks once a unit.
_known: dict[UUID, bool] = {}


def is_made_up(actor: Actor) -> bool:
    if actor.unit not in _known:
        _known[actor.unit] = made_up(actor)
    return _known[actor.unit]
