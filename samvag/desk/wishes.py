"""What the address of a list asks for, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samvag.desk.sought import opened
from samvag.desk.terms import CONTACT_CHOICES, LEAD_CHOICES, SORTS, STEP_CHOICES


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for. Unknown words are left out, so that an old link still opens a list."""

    words: str = ""
    step: str = ""
    contact: str = ""
    lead: str = ""
    worker: UUID | None = None
    sort: str = "namn"
    page: int = 1

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.step or self.contact or self.lead or self.worker)


def wished(query: Mapping[str, str], staff: UUID) -> Wish:
    """Reads the filters of an address: q, which she sealed herself, steg, kontakt, huvud, vem, sort, page."""
    sort = query.get("sort", "")
    page = query.get("page", "")
    return Wish(
        words=opened(query.get("q", ""), staff),
        step=_one_of(query.get("steg", ""), STEP_CHOICES),
        contact=_one_of(query.get("kontakt", ""), CONTACT_CHOICES),
        lead=_one_of(query.get("huvud", ""), LEAD_CHOICES),
        worker=_uuid(query.get("vem", "")),
        sort=sort if sort.removeprefix("-") in SORTS else "namn",
        page=int(page) if page.isdecimal() and 0 < int(page) < 1000 else 1,
    )


def _one_of(value: str, choices: list[tuple[str, Any]]) -> str:
    return value if any(value == code for code, _label in choices) else ""


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
