"""Bringing a list in from the command line, as the unit's own service: whoever runs it keeps the installation."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samvag.access.context import acting_as_service
from samvag.agencies.models import Unit
from samvag.intake.actions.bringing_in import bring_in
from samvag.intake.actions.upload import ask_to_bring_in, receive_list
from samvag.intake.known import known_here, synonyms
from samvag.intake.models import Upload
from samvag.kernel.errors import Refused

SERVICE = "import"


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


def what_unit_has(unit: NamedUnit) -> dict[str, Any]:
    """What `judge` compares with: the unit's participations and its own words."""
    with acting_as_service(SERVICE, unit.id):
        return {"known": known_here().__contains__, "synonyms": synonyms()}


def bring_file_in(path: Path, unit: NamedUnit) -> Upload:
    with acting_as_service(SERVICE, unit.id) as by:
        upload = ask_to_bring_in(receive_list(path.name, path.read_bytes(), by=by).id, by=by)
    return bring_in(upload.id, lambda: acting_as_service(SERVICE, unit.id))
