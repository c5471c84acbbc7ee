"""The fixed words of lists that come in."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

UPLOADED, WAITING, WRITING, DONE, REFUSED, UNDONE = (
    "UPLOADED",
    "WAITING",
    "WRITING",
    "DONE",
    "REFUSED",
    "UNDONE",
)
STATES = [
    (UPLOADED, _("Granskas")),
    (WAITING, _("Väntar på att läsas in")),
    (WRITING, _("Läses in")),
    (DONE, _("Inläst")),
    (REFUSED, _("Lästes inte in")),
    (UNDONE, _("Ångrad")),
]
#: What may follow what.
TRANSITIONS = {
    UPLOADED: {WAITING, REFUSED},
    WAITING: {WRITING, REFUSED},
    WRITING: {DONE, REFUSED, UNDONE},
    DONE: {UNDONE},
    REFUSED: {WAITING},
    UNDONE: set(),
}

STANDS_STILL_AFTER = timedelta(minutes=5)
"""A batch takes seconds: whoever wrote is gone, with the machine perhaps, and the list can be taken back."""
LARGEST = 50 * 1024 * 1024
"""Bytes of a file; `lists.reading.archives` says how many rows."""
MOST_FAULTS_KEPT = 1000
