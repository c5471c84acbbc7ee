"""Which unit somebody at the command line means."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samvag.agencies.models import Unit
from samvag.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class NamedUnit:
    id: UUID
    name: str


def unit_named(words: str) -> NamedUnit:
    """By id, name or short name; refused with those there are when it is none or several."""
    try:
        wanted = Q(id=UUID(words))
    except ValueError:
        wanted = Q(name__iexact=words) | Q(short__iexact=words)
    found = list(Unit.objects.filter(wanted).order_by("name").values_list("id", "name")[:2])
    if len(found) == 1:
        return NamedUnit(*found[0])
    there = ", ".join(Unit.objects.order_by("name").values_list("name", flat=True))
    if found:
        raise Refused(_("Flera verksamheter heter %(name)s. Ange dess id i stället.") % {"name": words})
    facts = {"name": words, "there": there or "–"}
    raise Refused(_("Ingen verksamhet heter %(name)s. Inget är inläst. De som finns: %(there)s.") % facts)
