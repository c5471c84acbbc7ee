"""Whether the actor's association shows made-up persons and figures."""

from uuid import UUID

from samvag.access.actor import Actor
from samvag.agencies.models import Unit

#: An association is made up or it is not, for ever; so each process asks once a unit.
_known: dict[UUID, bool] = {}


def is_made_up(actor: Actor) -> bool:
    if actor.unit not in _known:
        found = Unit.objects.filter(id=actor.unit).values_list("agency__association__made_up", flat=True).first()
        if found is None:
            return False
        _known[actor.unit] = found
    return _known[actor.unit]
