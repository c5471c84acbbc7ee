"""Bringing a list in from the command line, as the unit's own service: whoever runs it keeps the installation."""

from pathlib import Path
from typing import Any

from samvag.access.context import acting_as_service
from samvag.agencies.naming import NamedUnit, unit_named
from samvag.intake.actions.bringing_in import bring_in
from samvag.intake.actions.upload import ask_to_bring_in, receive_list
from samvag.intake.known import known_here, synonyms
from samvag.intake.models import Upload

SERVICE = "import"
__all__ = ["bring_file_in", "unit_named", "what_unit_has"]


def what_unit_has(unit: NamedUnit) -> dict[str, Any]:
    """What `judge` compares with: the unit's participations and its own words."""
    with acting_as_service(SERVICE, unit.id):
        return {"known": known_here().__contains__, "synonyms": synonyms()}


def bring_file_in(path: Path, unit: NamedUnit) -> Upload:
    with acting_as_service(SERVICE, unit.id) as by:
        upload = ask_to_bring_in(receive_list(path.name, path.read_bytes(), by=by).id, by=by)
    return bring_in(upload.id, lambda: acting_as_service(SERVICE, unit.id))
