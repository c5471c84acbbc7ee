"""The tables as CSV and Excel. Text can never become a formula."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from samvag.followup.queries import Table

WITHHELD = "··"


def headings(split_label: str) -> list[str]:
    return [split_label, _("Läge"), _("Före"), _("Före %"), _("Efter"), _("Efter %"), _("Förändring")]


def rows(tables: list[Table]) -> list[list[Any]]:
    return [
        [table.label or _("Alla"), line.label, *(_shown(one) for one in (
            line.before, line.before_percent, line.after, line.after_percent, line.change))]
        for table in tables
        for line in table.lines
    ]  # fmt: skip


def as_csv(tables: list[Table], split_label: str) -> bytes:
    """Semicolons and a byte-order mark, so that Swedish Excel opens it right."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings(split_label))
    writer.writerows([[_harmless(value) for value in row] for row in rows(tables)])
    return out.getvalue().encode("utf-8-sig")


def as_excel(sheets: dict[str, list[Table]], split_label: str) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        for name, tables in sheets.items():
            sheet = book.add_worksheet(name[:31])
            sheet.write_row(0, 0, headings(split_label), bold)
            for number, row in enumerate(rows(tables), start=1):
                sheet.write_row(number, 0, row)
            sheet.set_column(0, 1, 28)
            sheet.freeze_panes(1, 0)
    return out.getvalue()


def _shown(value: float | None) -> Any:
    return WITHHELD if value is None else round(value, 1)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
