"""What the way shows, as plain facts. Whoever puts them together has already asked who may see each of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(StrEnum):
    """A bead's kind gives its colour and its sign; the kind is also in words."""

    CONTACT = "contact"
    MEETING = "meeting"
    STEP = "step"
    INTERVENTION = "intervention"
    STUDIES = "studies"
    PLACEMENT = "placement"
    JOB = "job"
    CARE = "care"


KIND_WORDS: dict[str, str | Promise] = {
    Kind.CONTACT: _("Kontakt"),
    Kind.MEETING: _("Möte"),
    Kind.STEP: pgettext_lazy("ett", "Steg"),
    Kind.INTERVENTION: _("Insats"),
    Kind.STUDIES: _("Studier"),
    Kind.PLACEMENT: _("Praktik"),
    Kind.JOB: _("Jobb"),
    Kind.CARE: _("Vård och stöd"),
}
MOMENTS = frozenset({Kind.CONTACT, Kind.MEETING, Kind.STEP})


@dataclass(frozen=True, slots=True)
class Bead:
    """One step, participation, placement, job, course, contact or meeting.

    `end` None is still going on, or for a contact, meeting or step a single day. `owner_label` names the unit whose
    row it is when that is not the viewer's own. `returned` marks somebody who came back within a year.
    """

    kind: Kind
    label: str
    start: date
    end: date | None = None
    kind_label: str = ""
    planned: bool = False
    href: str | None = None
    owner_label: str | None = None
    returned: bool = False

    @property
    def moment(self) -> bool:
        return self.end == self.start or (self.end is None and self.kind in MOMENTS)


@dataclass(frozen=True, slots=True)
class Break:
    """A stretch without a next step. `owned`: somebody is responsible and there is a date, so it is drawn grey.

    `label` is the short name in the picture ("Väntan", "Glapp"); `sentence` says it wholly, for the table.
    """

    start: date
    end: date | None
    days: int
    owned: bool
    sentence: str = ""
    label: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A main contact's time or a livelihood. `kind` of a livelihood: wage, benefit, activity, study or ""."""

    label: str
    start: date
    end: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    day: date
    label: str


@dataclass(frozen=True, slots=True)
class Way:
    """`view_of` names the unit whose view this is: others may know of more, or less."""

    view_of: str
    person_label: str
    today: date
    beads: tuple[Bead, ...] = ()
    gaps: tuple[Break, ...] = ()
    leads: tuple[Span, ...] = ()
    livelihoods: tuple[Span, ...] = ()
    handovers: tuple[Handover, ...] = ()
