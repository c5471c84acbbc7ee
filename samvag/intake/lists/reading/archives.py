"""Looks through a packed workbook before anything parses it: how big it really becomes, and how far its cells reach.

A zip file's own word about sizes is not believed: each member is inflated and counted, and nothing is kept.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from samvag.intake.lists.refusals import ListRefused, Why

MAX_INFLATED = 512 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_ROWS = 250_000
MAX_CELLS = 12_000_000
MAX_WIDTH = 400
_CHUNK = 1024 * 1024
_LOCAL_HEADER = 30

_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>/]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_SPANNED = re.compile(rb'number-rows-spanned="(?!1")')
_NO_RESULT = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>")


@dataclass(slots=True)
class Seen:
    """Formulas without a stored result read as blank; cells that span rows are only told of in OpenDocument."""

    without_result: int = 0
    spans_rows: bool = False


@dataclass
class Reach:
    """How far the filled cells of one sheet go."""

    rows: int = 0
    filled: int = 0
    columns: set[bytes] = field(default_factory=set)
    without_result: int = 0

    def see(self, chunk: bytes) -> None:
        cells = _FILLED.findall(chunk)
        if cells:
            self.rows = max(self.rows, int(cells[-1][1]))
            self.filled += len(cells)
            self.columns.update({letters for letters, _row in cells})
        self.without_result += len(_NO_RESULT.findall(chunk))

    @property
    def width(self) -> int:
        return max((_column_number(letters) for letters in self.columns), default=0)

    @property
    def last(self) -> str:
        letters = max(self.columns, key=_column_number, default=b"A")
        return f"{letters.decode()}{self.rows}"


def look_through(path: Path) -> Seen:
    """Raises `ListRefused` when the archive is a bomb or its cells reach too far."""
    left = MAX_INFLATED
    seen = Seen()
    try:
        with ZipFile(path) as archive, path.open("rb") as stream:
            members = _members(archive)
            for member in members:
                reach = Reach()
                for chunk in _overlapping(_inflated(stream, member)):
                    left -= min(len(chunk), _CHUNK)
                    if left < 0:
                        raise _bomb()
                    if _is_sheet(member.filename):
                        reach.see(chunk)
                    elif member.filename == "content.xml":
                        seen.spans_rows = seen.spans_rows or bool(_SPANNED.search(chunk))
                _must_be_near(reach)
                seen.without_result += reach.without_result
    except (BadZipFile, zlib.error, OSError) as error:
        raise ListRefused(Why.DAMAGED) from error
    return seen


def _members(archive: ZipFile) -> list[ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_INFLATED:
        raise _bomb()
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise ListRefused(Why.DAMAGED)
    return members


def _bomb() -> ListRefused:
    return ListRefused(Why.BOMB, most=MAX_INFLATED // 1024**2)


def _must_be_near(reach: Reach) -> None:
    if reach.rows * reach.width <= MAX_CELLS and reach.rows <= MAX_ROWS:
        return
    if reach.filled < reach.rows or reach.width > MAX_WIDTH:
        raise ListRefused(Why.FAR_CELLS, cell=reach.last)
    raise too_many_rows() if reach.rows > MAX_ROWS else ListRefused(Why.TOO_HEAVY)


def too_many_rows() -> ListRefused:
    return ListRefused(Why.TOO_MANY_ROWS, most=f"{MAX_ROWS:,}".replace(",", "\u00a0"))


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _inflated(stream: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    """The member's real content in pieces of at most a megabyte, whatever length it declares."""
    stream.seek(member.header_offset)
    header = stream.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER:
        raise BadZipFile
    name_length, extra_length = (
        int.from_bytes(header[26:28], "little"),
        int.from_bytes(header[28:30], "little"),
    )
    stream.seek(name_length + extra_length, 1)
    left = member.compress_size
    unpack = zlib.decompressobj(-15) if member.compress_type == ZIP_DEFLATED else None
    while left > 0 and (packed := stream.read(min(left, _CHUNK))):
        left -= len(packed)
        if unpack is None:
            yield packed
            continue
        while packed:
            yield unpack.decompress(packed, _CHUNK)
            packed = unpack.unconsumed_tail


def _overlapping(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Each chunk with the end of the one before it, so that no cell is cut in two."""
    tail = b""
    for chunk in chunks:
        yield tail + chunk if tail else chunk
        tail = chunk[-200:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
