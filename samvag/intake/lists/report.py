"""The judgement as JSON, written as the rows come."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from samvag.intake.lists.judging import Judgement
from samvag.intake.lists.rows import RowResult


class Report:
    """Writes beside the file and moves into place when `finish` is called: never half a report."""

    def __init__(self, path: Path, judgement: Judgement) -> None:
        self._path, self._judgement = path, judgement
        self._beside = path.with_name(path.name + ".part")
        self._stream: TextIO = self._beside.open("w", encoding="utf-8")
        self._stream.write('{"results": [')
        self._first = True

    def add(self, result: RowResult) -> None:
        self._stream.write("\n" if self._first else ",\n")
        self._first = False
        json.dump(result.as_json(), self._stream, ensure_ascii=False)

    def finish(self) -> None:
        judgement = self._judgement
        counts = {"rows": judgement.rows, "accepted": judgement.accepted, "refused": judgement.refused}
        self._stream.write("\n], " + json.dumps(counts)[1:] + "\n")
        self._stream.close()
        self._beside.replace(self._path)

    def abandon(self) -> None:
        self._stream.close()
        self._beside.unlink(missing_ok=True)


def in_words(result: RowResult) -> Iterator[str]:
    """One line a fault, with row and column."""
    for fault in result.faults:
        facts = {"row": result.row, "column": fault.column, "sentence": fault.sentence}
        yield _("Rad %(row)s, %(column)s: %(sentence)s") % facts
