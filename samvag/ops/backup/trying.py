"""Is a backup whole, and what is in it? Without a server, and without writing anything."""

from collections.abc import Iterator
from typing import BinaryIO

from samvag.ops.backup import dumping, manifest
from samvag.ops.backup.envelope import Reader
from samvag.ops.backup.keys import ReadingKey


def tried(file: BinaryIO, key: ReadingKey) -> manifest.Opened:
    """Reads it to its end, and counts its rows. What it gives has no dump left to read."""
    found = manifest.opened(Reader(file, key))
    rows = dumping.count(found.dump) if found.manifest.counts else _drained(found.dump)
    manifest.compare(found.manifest.counts, rows)
    return found


def _drained(rest: Iterator[bytes]) -> dict[str, int]:
    """What comes without the database is read to its end all the same."""
    for _piece in rest:
        pass
    return {}
