"""Reads a list from whatever file it came in."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from samvag.intake.lists.reading.kinds import MAX_FILE, Kind, kind_of
from samvag.intake.lists.reading.sheets import OpenList
from samvag.intake.lists.reading.texts import TextList
from samvag.intake.lists.reading.workbooks import Workbook
from samvag.intake.lists.refusals import ListRefused, Why


@contextmanager
def open_list(source: Path | str | BinaryIO) -> Iterator[OpenList]:
    """A path, or an open binary stream which is first copied to a private file. Raises `ListRefused`."""
    with _on_disk(source) as path:
        kind = kind_of(path)
        opened: OpenList = TextList(path) if kind is Kind.CSV else Workbook(path, kind)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def _on_disk(source: Path | str | BinaryIO) -> Iterator[Path]:
    if isinstance(source, Path | str):
        yield Path(source)
        return
    with tempfile.TemporaryDirectory(prefix="samvag-list-") as folder:
        path = Path(folder) / "list"
        with path.open("wb") as stream:
            shutil.copyfileobj(source, stream)
            if stream.tell() > MAX_FILE:
                raise ListRefused(Why.TOO_BIG, size=stream.tell() // 1024**2, most=MAX_FILE // 1024**2)
        yield path
