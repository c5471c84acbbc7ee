"""Spreadsheets that no library writes for us: OpenDocument, and files meant to do harm."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>
<table:table table:name="Deltagare">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{type}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{more}</manifest:file-entry>
</manifest:manifest>"""
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(path: Path, *rows: Sequence[Any], raw: str = "", locked: bool = False) -> Path:
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    more = "<manifest:encryption-data/>" if locked else ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(type=ODS, more=more))
        archive.writestr("content.xml", CONTENT.format(rows=body + raw))
    return path


def _ods_cell(value: Any) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    shown = escape(str(value))
    return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'


def with_sheet(source: Path, path: Path, sheet: bytes) -> Path:
    """A copy of a workbook whose first sheet is other XML."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return path


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


def lie_about_size(path: Path, member: str, size: int) -> None:
    """Rewrites what the archive says that a member unpacks to, in its directory and before the member."""
    content = bytearray(path.read_bytes())
    packed = size.to_bytes(4, "little")
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        name_length = int.from_bytes(content[at + 28 : at + 30], "little")
        if bytes(content[at + 46 : at + 46 + name_length]) == member.encode():
            content[at + 24 : at + 28] = packed
            local = int.from_bytes(content[at + 42 : at + 46], "little")
            content[local + 22 : local + 26] = packed
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(content))
