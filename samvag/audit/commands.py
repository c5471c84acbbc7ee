"""The log on the command line: sealing it, trying it, and the key that tries it."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from samvag.ops.command import Command, Needs
from samvag.ops.errors import gettext_noop

if TYPE_CHECKING:
    from samvag.audit.branches import Restoration
    from samvag.audit.verifying import Fault


def verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--checkpoints",
        metavar="FIL",
        help=gettext_noop("fil eller adress med kontrollpunkter (annars SAMVAG_SEALS)"),
    )
    parser.add_argument("--key", help=gettext_noop("publik nyckel (annars den här installationens)"))


def seal(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.audit.sealing import seal_and_sign

    reached = seal_and_sign()
    if reached:
        said = _("Loggen är förseglad: %(entries)s poster i %(batch)s omgångar.")
        print(said % {"entries": reached.entries, "batch": reached.batch})


def verify(given: Namespace) -> int:
    """Exit code 1 with what is wrong and where, a line each."""
    from django.utils.translation import gettext as _
    from psycopg import IsolationLevel

    from samvag.audit import checkpoints
    from samvag.audit.verifying import verify as tried
    from samvag.ops import install

    kept = checkpoints.read(given.checkpoints or checkpoints.where())
    with install.connect() as connection:
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
        found = tried(connection, kept, given.key or checkpoints.own_key())
    for turn in found.restored:
        print(_turned_back(turn))
    for fault in found.faults:
        print(f"{_where(fault)} {_(fault.what)}.")
    said = _(
        "%(entries)s poster, %(batches)s omgångar och %(checkpoints)s kontrollpunkter prövade: %(faults)s fel."
    )
    print(
        said
        % {
            "entries": found.entries,
            "batches": max(found.batches - 1, 0),
            "checkpoints": found.checkpoints,
            "faults": len(found.faults),
        }
    )
    return 1 if found.faults else 0


def _turned_back(turn: "Restoration") -> str:
    from django.utils.translation import gettext as _

    said = _(
        "Loggen lades tillbaka från en säkerhetskopia %(at)s, till post %(entries)s i omgång %(batch)s;"
        " %(lost)s poster därefter finns inte kvar."
    )
    return said % {"at": turn.at, "batch": turn.batch, "entries": turn.entries, "lost": turn.lost}


def _where(fault: "Fault") -> str:
    from django.utils.translation import gettext as _

    if fault.place is not None:
        return _("Plats %(place)s i omgång %(batch)s") % {"place": fault.place, "batch": fault.batch}
    if fault.entry is not None:
        return _("Post %(entry)s") % {"entry": fault.entry}
    return _("Omgång %(batch)s") % {"batch": fault.batch}


def show_key(given: Namespace) -> None:
    from samvag.audit.checkpoints import own_key

    print(own_key())


COMMANDS = [
    Command("audit seal", gettext_noop("Försegla det som har loggats och skriv en kontrollpunkt"), seal),
    Command("audit verify", gettext_noop("Pröva att loggen är hel"), verify, verify_arguments),
    Command(
        "audit key", gettext_noop("Visa nyckeln som kontrollpunkterna prövas med"), show_key, needs=Needs.APPS
    ),
]
