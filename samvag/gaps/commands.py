"""The gap watch on the command line."""

from argparse import ArgumentParser, Namespace
from datetime import date

from samvag.ops.command import Command
from samvag.ops.errors import gettext_noop


def day_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="DATUM",
        help=gettext_noop("som om det vore den dagen (2026-11-22)"),
    )


def list_arguments(parser: ArgumentParser) -> None:
    day_argument(parser)
    parser.add_argument("--unit", required=True, help=gettext_noop("verksamheten"))
    parser.add_argument("--format", choices=["csv"], default="csv", help=gettext_noop("hur det skrivs"))


def run(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.gaps.keeping import evaluate_all

    print(_("%(count)s bevakningar har ändrats.") % {"count": evaluate_all(_day(given))})


def check(given: Namespace) -> int:
    """Exit code 1 with the rows that differ, when the rows kept along the way are not those of a full evaluation."""
    from django.utils.translation import gettext as _

    from samvag.gaps.keeping import differences

    found = differences(_day(given))
    for unit, case, rule, since, should_since, fires, should_fire in found:
        print(f"{unit};{case};{rule};{since};{should_since};{fires};{should_fire}")
    print(_("%(count)s rader skiljer sig.") % {"count": len(found)})
    return 1 if found else 0


def show(given: Namespace) -> None:
    import csv
    import sys

    from samvag.gaps.listing import COLUMNS, gaps_of_unit

    found = list(gaps_of_unit(given.unit, _day(given)))
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    writer.writerows(found)


def _day(given: Namespace) -> date:
    from django.utils import timezone

    return given.as_of or timezone.localdate()


COMMANDS = [
    Command("gaps run", gettext_noop("Gå igenom all bevakning"), run, day_argument),
    Command("gaps check", gettext_noop("Jämför bevakningen med en full genomgång"), check, day_argument),
    Command("gaps list", gettext_noop("Lista en verksamhets bevakning"), show, list_arguments),
]
