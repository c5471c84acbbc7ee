"""xlsx, xls and ods, by way of the parsing process."""

import marshal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samvag.intake.lists.reading.archives import MAX_ROWS, Seen, look_through, too_many_rows
from samvag.intake.lists.reading.kinds import Kind
from samvag.intake.lists.reading.sheets import HEAD_ROWS, Row, Sheet, fill_merged
from samvag.intake.lists.refusals import ListRefused, Why

_CHILD = Path(__file__).with_name("child.py")


class Workbook:
    """An open workbook. The rows of one sheet can be read, once."""

    def __init__(self, path: Path, kind: Kind) -> None:
        seen = look_through(path) if kind is not Kind.XLS else Seen()
        with _named_as_it_is(path, kind) as named:
            self._process = subprocess.Popen(  # noqa: S603 - our own file, run by our own interpreter
                [sys.executable, "-I", str(_CHILD), str(named), str(HEAD_ROWS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            try:
                self.sheets = tuple(self._read_sheets())
            except BaseException:
                self.close()
                raise
        self.notes = tuple(self._notes(seen))

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Every row of the sheet; a merged cell's value stands in each row that it covers."""
        if sheet.height > MAX_ROWS:
            raise too_many_rows()
        self._answer(str(sheet.index))
        return fill_merged(self._streamed(), sheet.merged)

    def close(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait()

    def _read_sheets(self) -> Iterator[Sheet]:
        while (message := self._receive())[0] == "sheet":
            _sheet, index, name, hidden, height, head, merged = message
            rows = tuple(Row(number, tuple(cells)) for number, cells in enumerate(head, 1))
            yield Sheet(index, name, hidden, height, tuple(fill_merged(rows, merged)), tuple(merged))

    def _streamed(self) -> Iterator[Row]:
        number = 0
        while (message := self._receive())[0] == "rows":
            for cells in message[1]:
                number += 1
                yield Row(number, tuple(cells))

    def _answer(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._ended() from error

    def _receive(self) -> tuple[Any, ...]:
        assert self._process.stdout is not None
        length = self._process.stdout.read(4)
        if len(length) < 4:
            raise self._ended()
        packed = self._process.stdout.read(int.from_bytes(length, "big"))
        message: tuple[Any, ...] = marshal.loads(packed)  # noqa: S302 - written by our own process
        if message[0] == "fault":
            raise ListRefused(Why(message[1]))
        return message

    def _ended(self) -> ListRefused:
        """The parser is gone without a word: it was stopped at its ceiling, or fell over the file."""
        return ListRefused(Why.TOO_HEAVY if self._process.wait() < 0 else Why.DAMAGED)

    def _notes(self, seen: Seen) -> Iterator[str]:
        if seen.without_result:
            yield _(
                "Filen har formler vars resultat inte är sparat; de läses som tomma. "
                "Öppna listan i Excel och spara den, så följer resultaten med."
            )
        if any(area[0] < area[2] for sheet in self.sheets for area in sheet.merged):
            yield _("Sammanfogade celler: värdet gäller varje rad som cellen täcker.")
        if seen.spans_rows:
            yield _(
                "Sammanfogade celler: i ods läses värdet bara på den översta raden. "
                "Spara listan som .xlsx, så gäller det varje rad som cellen täcker."
            )


@contextmanager
def _named_as_it_is(path: Path, kind: Kind) -> Iterator[Path]:
    """The parser believes the ending of a name, so it is given one that is true, until it has opened the file."""
    with tempfile.TemporaryDirectory(prefix="samvag-list-") as folder:
        named = Path(folder) / f"list.{kind}"
        named.symlink_to(path.absolute())
        yield named
