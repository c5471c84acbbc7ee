"""One A4 for the board, as a tagged PDF."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.followup.exports import WITHHELD
from samvag.followup.queries import Intervention
from samvag.followup.terms import BOARD_DEFINITION
from samvag.ui.paper import as_pdf

TEMPLATE = Path(__file__).parent / "typst" / "board.typ"


def board_pdf(lines: list[Intervention], year: int, whose: str, banner: str = "") -> bytes:
    columns = [
        _("Insats"),
        _("Påbörjade"),
        _("Avslutade"),
        _("Till arbete"),
        _("Till studier"),
        _("Arbete eller studier"),
        _("Väntan, dagar"),
    ]
    return as_pdf(
        TEMPLATE,
        {
            "title": _("Så gick det %(year)s") % {"year": year},
            "whose": whose,
            "made": _("Framtagen %(day)s ur Samväg. Inom parentes: %(before)s.")
            % {"day": timezone.localdate().isoformat(), "before": year - 1},
            "columns": columns,
            "rows": [_row(line) for line in lines],
            "definition": str(BOARD_DEFINITION),
            "withheld": _("·· = färre än fem, visas inte."),
            "none": _("Inga deltaganden det här året."),
        },
        banner,
    )


def _row(line: Intervention) -> list[str]:
    beside = dict(zip(("started", "ended", "to_either"), line.last_year, strict=True))
    figures = [line.name]
    for name in ("started", "ended", "to_work", "to_studies", "to_either"):
        figures.append(_shown(getattr(line, name)) + (f" ({_shown(beside[name])})" if name in beside else ""))
    return [*figures, "–" if line.wait is None else str(round(line.wait))]


def _shown(value: int | None) -> str:
    return WITHHELD if value is None else str(value)
