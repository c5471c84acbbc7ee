"""What the unit's card says of where codes for Min väg go."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.outbox.queries import way_of_card
from samvag.people.queries import Note
from samvag.ui.formats import iso_date


def say_if_proven(actor: Actor, card: UUID, notes: list[Note]) -> None:
    """Nothing where codes go nowhere."""
    way = way_of_card(actor, card)
    if way is None:
        return
    words = _("Inte prövat: personen kan inte logga in i Min väg med en kod till %(where)s.")
    if way.proven_at:
        words = _("Prövat %(day)s: personen kan logga in i Min väg med en kod till %(where)s.")
    day = way.proven_at and iso_date(way.proven_at)
    path = reverse("my_way:prove", args=[card])
    notes.append(Note(words % {"day": day, "where": way.destination}, path, _("Pröva vart koder går")))
