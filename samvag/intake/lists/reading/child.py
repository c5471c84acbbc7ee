"""Parses a workbook in a process of its own, with a ceiling on memory and time, and hands its rows to the parent.

The parser aborts the whole process when it runs out of memory, and one stray cell far out is enough for that. Here
it takes only this process with it. Run by its path with `python -I`: imports nothing of ours, reads one file,
writes to standard output.

What is sent: a length in four bytes, then a marshalled tuple: `("sheet", …)` for each sheet, `("chosen?",)`, and
when the parent has answered with an index and a line break `("rows", [...])` until `("end",)`; or
`("fault", why)`.
"""

import marshal
import resource
import sys
from datetime import date, datetime
from typing import Any

MEMORY = 1000 * 1024 * 1024
SECONDS = 120
BATCH = 500
MOST_SHEETS = 60
MOST_SIGNS = 32_767
"""Excel takes no longer text in a cell; what is longer is no fact of a list."""


def main(path: str, head_rows: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine

    try:
        _hand_out(python_calamine.CalamineWorkbook.from_path(path), head_rows)
    except python_calamine.PasswordError:
        send("fault", "PASSWORD")
    except MemoryError:
        send("fault", "TOO_HEAVY")
    except BrokenPipeError:
        return
    except BaseException as error:  # a panic of the parser is not an Exception
        send("fault", "PASSWORD" if "assword" in str(error) else "DAMAGED")


def _hand_out(book: Any, head_rows: int) -> None:
    sheets = {}
    for index, about in enumerate(book.sheets_metadata[:MOST_SHEETS]):
        if not str(about.typ).endswith("WorkSheet"):
            continue
        sheet = sheets[index] = book.get_sheet_by_index(index)
        head = [row for _number, row in zip(range(head_rows), _rows(sheet), strict=False)]
        merged = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in _merged(sheet)]
        hidden = not str(about.visible).endswith(".Visible")
        height = sheet.end[0] + 1 if sheet.end else 0
        send("sheet", index, about.name, hidden, height, head, merged)
    send("chosen?")
    answer = sys.stdin.readline().strip()
    if answer:
        _send_rows(sheets[int(answer)])
        send("end")


def _send_rows(sheet: Any) -> None:
    batch: list[list[str | int | float]] = []
    for row in _rows(sheet):
        batch.append(row)
        if len(batch) == BATCH:
            send("rows", batch)
            batch = []
    send("rows", batch)


def _rows(sheet: Any) -> Any:
    """From the first row and the first column of the sheet, whether they are filled or not."""
    if sheet.start is None:
        return
    before: list[str | int | float] = [""] * sheet.start[1]
    for row in sheet.iter_rows():
        yield before + [plain(cell) for cell in row]


def _merged(sheet: Any) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return (sheet.merged_cell_ranges or [])[:20_000]


def plain(cell: Any) -> str | int | float:
    """Text and numbers only: 136.0 is 136, a date at midnight is 2024-02-03."""
    if isinstance(cell, str):
        return cell[:MOST_SIGNS]
    if isinstance(cell, bool):
        return "SANT" if cell else "FALSKT"
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def send(*message: Any) -> None:
    packed = marshal.dumps(message)
    sys.stdout.buffer.write(len(packed).to_bytes(4, "big") + packed)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
