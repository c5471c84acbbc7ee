"""Is a backup whole, and what is in it? Without a server, and without writing anything."""

from typing import BinaryIO

from samvag.ops.backup import dumping, manifest
from samvag.ops.backup.envelope import Reader
from samvag.ops.backup.keys import ReadingKey


def tried(file: BinaryIO, key: ReadingKey) -> manifest.Opened:
    """Reads it to its end, and counts its rows. What it gives has no dump left to read."""
    found = manifest.opened(Reader(file, key))
    manifest.compare(found.manifest.counts, dumping.count(found.dump))
    return found
