"""What came of it, as a page, CSV and Excel; and one A4 for the board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pace import keep_pace
from samvag.access.pages import opens_to
from samvag.access.roles import WHOLE_UNIT, Role
from samvag.followup import exports, queries
from samvag.followup.board import board_pdf
from samvag.followup.terms import BOARD_DEFINITION, DEFINITIONS, SPLITS
from samvag.ui.frame import frame_of

SEES_FIGURES = WHOLE_UNIT | {Role.ASSOCIATION}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@opens_to(SEES_FIGURES)
def outcomes(request: HttpRequest) -> HttpResponse:
    year, split = _year(request), _split(request)
    if "format" in request.GET:
        keep_pace("fetch", request.actor)
    tables = {
        _("Sysselsättning"): queries.occupation(request.actor, year, split),
        _("Försörjning"): queries.livelihood(request.actor, year, split),
    }
    wanted = request.GET.get("format")
    split_label = str(dict(SPLITS)[split])
    if wanted == "csv":
        return _file(
            exports.as_csv([one for part in tables.values() for one in part], split_label),
            "text/csv",
            f"utfall-{year}.csv",
        )
    if wanted == "xlsx":
        return _file(exports.as_excel(tables, split_label), EXCEL, f"utfall-{year}.xlsx")
    facts = {
        "tables": tables,
        "year": year,
        "years": _years(),
        "split": split,
        "splits": SPLITS,
        "notes": DEFINITIONS,
    }
    return render(request, "followup/outcomes.html", facts)


@opens_to(SEES_FIGURES)
def board(request: HttpRequest) -> HttpResponse:
    if "format" in request.GET:
        keep_pace("fetch", request.actor)
    year = _year(request)
    lines = queries.board(request.actor, year)
    if request.GET.get("format") == "pdf":
        return _file(
            board_pdf(lines, year, request.actor.unit_name, frame_of(request).banner),
            "application/pdf",
            f"styrelsen-{year}.pdf",
        )
    facts = {"lines": lines, "year": year, "years": _years(), "definition": BOARD_DEFINITION}
    return render(request, "followup/board.html", facts)


def _year(request: HttpRequest) -> int:
    wanted = request.GET.get("ar", "")
    return int(wanted) if wanted.isdigit() and int(wanted) in _years() else timezone.localdate().year


def _years() -> list[int]:
    this = timezone.localdate().year
    return list(range(this, this - 6, -1))


def _split(request: HttpRequest) -> str:
    wanted = request.GET.get("dela", "")
    return wanted if wanted in dict(SPLITS) else "intervention"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
