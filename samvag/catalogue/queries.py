"""What units offer."""

from uuid import UUID

from samvag.access.actor import Actor
from samvag.catalogue.models import Intervention


def own_interventions(actor: Actor) -> list[tuple[UUID, str]]:
    """The individual interventions that the actor's unit runs and has not closed, by name."""
    rows = Intervention.objects.filter(unit=actor.unit, kind="INDIVIDUAL", closed_on=None)
    return list(rows.order_by("name", "id").values_list("id", "name"))
