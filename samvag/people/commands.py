"""Commands about people. The check of identity numbers stores and reads nothing of ours."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from samvag.ops.command import Command, Needs
from samvag.ops.errors import Hindered, gettext_noop

HEADER = ("input", "valid", "kind", "normalised")
UNREADABLE = gettext_noop("%(file)s gick inte att läsa: %(reason)s. Kontrollera sökvägen.")
UNWRITABLE = gettext_noop("%(file)s gick inte att skriva: %(reason)s. Välj en annan plats med --out.")
_KINDS = {"PNR": "personnummer", "SAMNR": "samordningsnummer", "INTERIM": "interim"}


def identity_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=gettext_noop("textfil med ett nummer på varje rad"))
    parser.add_argument(
        "--out", type=Path, required=True, help=gettext_noop("csv-fil att skriva svaret till")
    )


def check_identities(given: Namespace) -> None:
    """One line out for each line in, in order: what was written, whether it holds, what it is, and in full."""
    from django.utils import timezone
    from django.utils.translation import gettext as _

    today = timezone.localdate()
    lines = _lines(given.file)
    valid = _write(given.out, (_judged(line, today) for line in lines))
    print(_("%(valid)s av %(all)s nummer stämmer.") % {"valid": valid, "all": len(lines)})


def _judged(line: str, today: date) -> tuple[str, str, str, str]:
    from samvag.kernel.identity import NotAnIdentity, identity

    try:
        found = identity(line, today=today)
    except NotAnIdentity:
        return line, "false", "unknown", ""
    return line, "true", _KINDS[found.kind], found.number


def _lines(file: Path) -> list[str]:
    """The lines of a text in UTF-8 or, as from older Windows, in Windows-1252."""
    from io import StringIO

    from samvag.kernel.trouble import why

    try:
        content = file.read_bytes()
    except OSError as error:
        raise Hindered(UNREADABLE, file=file, reason=why(error)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return [line.rstrip("\n") for line in StringIO(text, newline=None)]


def _write(out: Path, rows: Iterator[tuple[str, str, str, str]]) -> int:
    """Writes beside and moves into place, so that a broken run leaves no half answer. Returns how many hold."""
    import csv

    from samvag.kernel.trouble import why

    beside = out.with_name(out.name + ".part")
    valid = 0
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(HEADER)
            for row in rows:
                valid += row[1] == "true"
                writer.writerow(row)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Hindered(UNWRITABLE, file=out, reason=why(error, writing=True)) from error
    return valid


COMMANDS = [
    Command(
        "identity",
        gettext_noop("Kontrollera personnummer, samordningsnummer och tillfälliga nummer i en fil"),
        check_identities,
        identity_arguments,
        needs=Needs.NOTHING,
    ),
]
