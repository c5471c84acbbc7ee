"""After a restore: what the journal says was taken away is taken away again, before anything is served."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.context import acting_as_service
from samvag.access.reading import rows
from samvag.rights import journal
from samvag.rights.disposing import DISPOSE, DISPOSE_ROWS, sweep
from samvag.rights.terms import ERASURES


def replay() -> Iterator[str]:
    """The lines to print. Raises `Hindered` when the journal is not whole: else somebody erased could come back."""
    lines = journal.standing()
    for line in lines:
        with acting_as_service(ERASURES, UUID(line.unit)):
            if line.what == journal.PERSON:
                rows(DISPOSE, {"person": UUID(line.of), "before": line.before})
            else:
                rows(DISPOSE_ROWS, {"kind": line.of, "rows": [UUID(row) for row in line.rows]})
    with acting_as_service(ERASURES):
        gone = sweep()
    yield _(
        "Gallringsjournalen: %(lines)s gallringar gjorda på nytt, %(gone)s dolda identiteter borttagna."
    ) % {
        "lines": len(lines),
        "gone": gone,
    }
