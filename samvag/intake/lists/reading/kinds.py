"""What a file is by its content; its name is not believed."""

from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from samvag.intake.lists.refusals import ListRefused, Why
from samvag.intake.terms import LARGEST
from samvag.kernel.trouble import why

MAX_FILE = LARGEST


class Kind(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<body", b"<meta")


def kind_of(path: Path) -> Kind:
    """Raises `ListRefused` for what is no list, is too big, or is locked."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError as error:
        raise ListRefused(Why.MISSING, reason=why(error)) from error
    if not size:
        raise ListRefused(Why.EMPTY)
    if size > MAX_FILE:
        raise ListRefused(Why.TOO_BIG, size=-(-size // 1024**2), most=MAX_FILE // 1024**2)
    if start.startswith(_ZIP):
        return _zipped(path)
    if start.startswith(_OLE):
        return _compound(path)
    return _text(start)


def _zipped(path: Path) -> Kind:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            locked = any(member.flag_bits & 1 for member in archive.infolist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names and not locked else b""
            manifest = _small(archive, "META-INF/manifest.xml") if not locked else b""
    except (BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise ListRefused(Why.DAMAGED) from error
    if locked or b"encryption-data" in manifest:
        raise ListRefused(Why.PASSWORD)
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    if "xl/workbook.bin" in names:
        raise ListRefused(Why.OTHER_FORMAT, looks="xlsb")
    raise ListRefused(Why.NOT_A_LIST, looks=_zipped_looks(names))


def _small(archive: ZipFile, name: str) -> bytes:
    """A member's first part; a packed giant is not unpacked."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as stream:
        return stream.read(1024 * 1024)


def _zipped_looks(names: set[str]) -> str:
    if "word/document.xml" in names:
        return _("ett Word-dokument")
    if "ppt/presentation.xml" in names:
        return _("en presentation")
    return _("ett zip-arkiv")


def _compound(path: Path) -> Kind:
    """Older Office files and encrypted newer ones share a container; the names of its streams tell which."""
    content = path.read_bytes()
    if _stream("EncryptedPackage") in content:
        raise ListRefused(Why.PASSWORD)
    if _stream("Workbook") in content or _stream("Book") in content:
        return Kind.XLS
    if _stream("WordDocument") in content:
        raise ListRefused(Why.NOT_A_LIST, looks=_("ett Word-dokument"))
    raise ListRefused(Why.NOT_A_LIST, looks=_("en äldre Office-fil"))


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _text(start: bytes) -> Kind:
    shown = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if shown.startswith(_WEB):
        raise ListRefused(Why.WEB_PAGE)
    if shown.startswith(b"<?xml"):
        raise ListRefused(Why.OTHER_FORMAT, looks="xml")
    looks = _looks_by_start(start)
    if looks:
        raise ListRefused(Why.NOT_A_LIST, looks=looks)
    return Kind.CSV


def _looks_by_start(start: bytes) -> str:
    for mark, looks in (
        (b"%PDF", _("en pdf")),
        (b"\x89PNG", _("en bild")),
        (b"\xff\xd8\xff", _("en bild")),
        (b"GIF8", _("en bild")),
        (b"\x1f\x8b", _("ett packat arkiv")),
        (b"{\\rtf", _("ett textdokument")),
        (b"7z\xbc\xaf", _("ett packat arkiv")),
        (b"MZ", _("ett program")),
        (b"\x7fELF", _("ett program")),
    ):
        if start.startswith(mark):
            return looks
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    return _("en binär fil") if b"\x00" in start and not wide else ""
