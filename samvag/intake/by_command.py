"""Bringing a list in from the command line, as the unit's own service: whoever runs it keeps the installation."""

from pathlib import Path
from typing import Any

from samvag.access.context import acting_as_service
from samvag.agencies.naming import NamedUnit, unit_named
from samvag.intake.actions.bringing_in import Answers, bring_in
from samvag.intake.actions.upload import ask_to_bring_in, receive_list
from samvag.intake.known import against
from samvag.intake.lists.judging import Progress
from samvag.intake.lists.reading.kinds import kind_of
from samvag.intake.models import Upload

SERVICE = "import"
__all__ = ["bring_file_in", "unit_named", "what_unit_has"]


def what_unit_has(unit: NamedUnit) -> dict[str, Any]:
    """What `judge` compares with: the unit's participations and its own words."""
    with acting_as_service(SERVICE, unit.id):
        return against()


def bring_file_in(
    path: Path, unit: NamedUnit, answers: Answers | None = None, progress: Progress | None = None
) -> Upload:
    kind_of(path)  # refuses what is no list, or too big, before all of it is read
    with acting_as_service(SERVICE, unit.id) as by:
        upload = ask_to_bring_in(receive_list(path.name, path.read_bytes(), by=by).id, by=by)
    return bring_in(upload.id, lambda: acting_as_service(SERVICE, unit.id), answers, progress)
