"""What a file is, told by its own bytes and never by its name alone.

Source: the formats' own first bytes (PDF 1.7 §7.5.2, PNG §5.2, JPEG SOI marker, ECMA-376 and ODF 1.3 packages).
A zip package is judged by its list of names and one small entry, so that a zip bomb is never unpacked.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from samvag.kernel.errors import Refused

OFFICE = "application/vnd.openxmlformats-officedocument"
ODT = "application/vnd.oasis.opendocument.text"
MOST_ENTRIES = 5_000
MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class FileType:
    """`extension` without a dot; `content_type` as it is sent to a browser."""

    extension: str
    content_type: str


PDF = FileType("pdf", "application/pdf")
PNG = FileType("png", "image/png")
JPG = FileType("jpg", "image/jpeg")
DOCX = FileType("docx", f"{OFFICE}.wordprocessingml.document")
XLSX = FileType("xlsx", f"{OFFICE}.spreadsheetml.sheet")
ODT_TYPE = FileType("odt", ODT)
TXT = FileType("txt", "text/plain")
CONTROLS = frozenset(range(32)) - set(b"\t\n\r\f")
KNOWN = (PDF, PNG, JPG, DOCX, ODT_TYPE, XLSX, TXT)
ALSO_CALLED = {"jpeg": "jpg", "jpe": "jpg", "text": "txt"}


def file_type(name: str, data: bytes) -> FileType:
    """The type that both the name and the bytes tell. Raises `Refused` with a sentence for the user."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    extension = ALSO_CALLED.get(extension, extension)
    if extension not in {known.extension for known in KNOWN}:
        raise Refused(
            _("Filer av den sorten tas inte emot. Spara den som pdf, png, jpg, docx, odt, xlsx eller txt.")
        )
    if not data:
        raise Refused(_("Filen är tom. Välj en annan fil."))
    found = _told_by_bytes(data)
    if found is None or found.extension != extension:
        raise Refused(
            _("Filen är inte det som namnet säger (%(extension)s). Öppna den och spara den på nytt.")
            % {"extension": extension}
        )
    return found


def sent_as(content_type: str, data: bytes) -> str:
    """As a browser is told it: of a text also in which letters."""
    return f"{content_type}; charset={_letters(data)}" if content_type == TXT.content_type else content_type


def _told_by_bytes(data: bytes) -> FileType | None:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPG
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    return TXT if _is_text(data) else None


def _package(data: bytes) -> FileType | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {entry.filename.lower() for entry in package.infolist()}
            if len(names) > MOST_ENTRIES:
                return None
            if any(name.endswith(MACROS) for name in names):
                raise Refused(_("Filen innehåller makron. Spara den utan makron och försök igen."))
            if "mimetype" in names:
                with package.open("mimetype") as entry:
                    return ODT_TYPE if entry.read(len(ODT) + 1) == ODT.encode() else None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        return None
    if "[content_types].xml" not in names:
        return None
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None


def _is_text(data: bytes) -> bool:
    """UTF-8 or Windows-1252 without control characters other than tab and line breaks."""
    if not CONTROLS.isdisjoint(data):
        return False
    return _letters(data) is not None


def _letters(data: bytes) -> str | None:
    for encoding, known_as in (("utf-8", "utf-8"), ("cp1252", "windows-1252")):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return known_as
    return None
