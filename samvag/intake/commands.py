"""Commands that take in lists."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from samvag.ops.command import Command, Needs
from samvag.ops.errors import Hindered, gettext_noop

UNWRITABLE = gettext_noop(
    "%(file)s gick inte att skriva: %(reason)s. Inget har lästs in. Välj en annan plats."
)
STRICT = gettext_noop(
    "%(refused)s av %(rows)s rader har fel, och med --strict läses då inget in. Rätta raderna och försök igen."
)
UNIT_NEEDED = gettext_noop("Ange verksamheten med --unit, eller granska bara med --dry-run.")
OVERWRITES = gettext_noop("Listan själv skrivs aldrig över: välj ett annat namn för --report eller --marked.")
_MOST_SAID = 50


def list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=gettext_noop("listan: xlsx, xls, ods eller csv"))
    parser.add_argument("--unit", help=gettext_noop("verksamheten som listan hör till"))
    parser.add_argument("--dry-run", action="store_true", help=gettext_noop("granska utan att läsa in"))
    parser.add_argument(
        "--strict", action="store_true", help=gettext_noop("läs inte in något om en rad har fel")
    )
    parser.add_argument(
        "--report", type=Path, metavar="R.json", help=gettext_noop("skriv utfallet rad för rad")
    )
    parser.add_argument(
        "--marked",
        type=Path,
        metavar="KOPIA.xlsx",
        help=gettext_noop("skriv en kopia av listan med felen utmärkta"),
    )
    parser.set_defaults(refuse_usage=parser.error)


def needs(given: Namespace) -> Needs:
    return Needs.DATABASE if given.unit else Needs.NOTHING


def import_participations(given: Namespace) -> int:
    """Judges the list, and unless it is a dry run hands the accepted rows to the unit as they are judged.

    Strict is to judge it all before anything is written.
    """
    if not given.unit and not given.dry_run:
        given.refuse_usage(UNIT_NEEDED)
    if any(out and out.resolve() == given.file.resolve() for out in (given.report, given.marked)):
        given.refuse_usage(OVERWRITES)
    unit: Any = None
    if given.unit:
        from samvag.intake.by_command import unit_named

        unit = unit_named(given.unit)
    try:
        if given.dry_run or given.strict:
            _judge(given, unit)
        if not given.dry_run:
            _bring_in(given, unit)
    except OSError as error:
        raise _unwritable(error) from error
    return 0


def _judge(given: Namespace, unit: Any) -> None:
    from django.utils import timezone

    from samvag.intake.lists.judging import judge

    compared = _what_unit_has(unit) if unit else {}
    with (
        judge(given.file, today=timezone.localdate(), progress=_progress, **compared) as judgement,
        _answers(given, judgement) as tell,
    ):
        for result in judgement:
            tell(result)
    _say_counts(judgement.rows, judgement)
    if given.strict and judgement.refused:
        raise Hindered(STRICT, rows=judgement.rows, refused=judgement.refused)


def _what_unit_has(unit: Any) -> dict[str, Any]:
    from samvag.intake.by_command import what_unit_has

    return what_unit_has(unit)


def _bring_in(given: Namespace, unit: Any) -> None:
    """After a strict judgement the answers are given already."""
    from django.utils.translation import gettext as _

    from samvag.intake.by_command import bring_file_in

    if given.strict:
        upload = bring_file_in(given.file, unit, progress=_progress)
    else:
        upload = bring_file_in(given.file, unit, partial(_answers, given), _progress)
        _say_counts(upload.read, upload)
    print(_("%(count)s rader är inlästa i %(unit)s.") % {"count": upload.accepted, "unit": unit.name})


def _say_counts(rows: int, counted: Any) -> None:
    """Of a judgement, or of what became of a list."""
    from django.utils.translation import gettext as _

    counts = {"rows": rows, "accepted": counted.accepted, "refused": counted.refused}
    print(_("%(rows)s rader: %(accepted)s godtas, %(refused)s har fel.") % counts)
    if counted.warned:
        print(
            _("%(count)s rader godtas men är ovanliga: se --report eller --marked.")
            % {"count": counted.warned}
        )


@contextmanager
def _answers(given: Namespace, judgement: Any) -> Iterator[Callable[[Any], None]]:
    """Report, marked copy and the screen are told of each row; half a report is never left."""
    writers: list[Any] = []
    said = 0

    def tell(result: Any) -> None:
        nonlocal said
        for writer in writers:
            writer.add(result)
        said += _say_faults(result, said, given)

    for note in judgement.notes:
        print(note)
    try:
        writers.extend(_writers(judgement, given))
        yield tell
        for writer in writers:
            writer.finish()
    except BaseException:
        for writer in writers:
            writer.abandon()
        raise
    _say_rest(said, given)


def _say_rest(said: int, given: Namespace) -> None:
    if given.report and said > _MOST_SAID:
        from django.utils.translation import gettext as _

        print(
            _("… och %(count)s fel till, som står i %(file)s.")
            % {"count": said - _MOST_SAID, "file": given.report}
        )


def _writers(judgement: Any, given: Namespace) -> Iterator[Any]:
    from samvag.intake.lists.marked import MarkedCopy
    from samvag.intake.lists.report import Report

    if given.report:
        yield Report(given.report, judgement)
    if given.marked:
        yield MarkedCopy(given.marked, judgement)


def _say_faults(result: Any, said: int, given: Namespace) -> int:
    """Every fault is said here, unless the report has them all. Returns how many there are."""
    from samvag.intake.lists.report import in_words

    lines = list(in_words(result))
    for line in lines[: max(0, _MOST_SAID - said) if given.report else None]:
        print(line)
    return len(lines)


def _progress(read: int, total: int) -> None:
    """Shown to a person at the keyboard only."""
    import sys

    if sys.stderr.isatty():
        print(f"\r{read} / {total}", end="\r" if read < total else "\n", file=sys.stderr, flush=True)


def _unwritable(error: OSError) -> Hindered:
    from samvag.kernel.trouble import why

    return Hindered(
        UNWRITABLE, file=str(error.filename).removesuffix(".part"), reason=why(error, writing=True)
    )


COMMANDS = [
    Command(
        "import participations",
        gettext_noop("Läs in en lista över deltaganden från Excel eller csv"),
        import_participations,
        list_arguments,
        needs=needs,
    ),
]
