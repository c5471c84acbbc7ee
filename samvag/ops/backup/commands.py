"""`samvag backup | verify | restore` on the command line."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from samvag.ops.command import Command, Needs
from samvag.ops.errors import gettext_noop

if TYPE_CHECKING:
    from samvag.ops.backup.restoring import Restored

NO_SOURCE = gettext_noop("säg vilken kopia, eller vart med --latest, --time, --transaction eller --before")
NO_STANZA = gettext_noop(
    "Till en tidpunkt eller en transaktion går det bara med pgBackRest: sätt SAMVAG_PGBACKREST till namnet på dess"
    " stanza, eller lägg tillbaka en kopia."
)
LATER_DATABASE = gettext_noop(
    "Det som fanns före ligger kvar i databasen %(name)s: ta bort det med samvag db forget när allt stämmer."
)
LATER_FOLDER = gettext_noop(
    "Det som fanns före ligger kvar i %(name)s: ta bort mappen när allt stämmer. Starta databasservern, och ta genast"
    " en ny hel kopia: samvag backup --full."
)
KEY_HELP = gettext_noop("filen med nyckeln som läser kopior (annars SAMVAG_BACKUP_KEY)")


def backup(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.backup import keys, stanza
    from samvag.ops.backup.making import make

    keys.recipient()
    kept = stanza.configured()
    if kept:
        kept.back_up(full=given.full)
        print(_("pgBackRest har tagit en kopia av databasen i %(stanza)s.") % {"stanza": kept.name})
    made = make(given.to, with_keys=given.with_keys, database=kept is None)
    print(made.file)
    facts = {"rows": made.manifest.rows, "tables": len(made.manifest.counts)}
    size = {"size": made.file.stat().st_size // 10**6}
    if kept:
        print(_("Filerna bredvid databasen, låsta med din nyckel."))
    else:
        print(_("%(rows)s rader i %(tables)s tabeller, %(size)s MB, låst med din nyckel.") % (facts | size))
    if made.cleared:
        print(_("Äldre kopior som togs bort: %(count)s.") % {"count": made.cleared})


def make_key(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.backup import keys

    made = keys.make(given.file, anew=given.new)
    print(
        _(
            "Nyckeln %(name)s ligger i %(file)s. Flytta den härifrån, till två säkra ställen: utan den går ingen kopia"
            " att läsa, och med den läser vem som helst alla."
        )
        % {"name": made.name, "file": given.file}
    )


def verify(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.backup import keys, shelf, stanza
    from samvag.ops.backup.restoring import opened
    from samvag.ops.backup.trying import tried

    kept = stanza.configured()
    if kept and not given.file:
        kept.verify()
        print(_("Allt som pgBackRest har av %(stanza)s är som när det sparades.") % {"stanza": kept.name})
    key, file = keys.read(given.key), given.file or shelf.newest()
    with opened(file) as reading:
        told = tried(reading, key).manifest
    print(file)
    facts = {"made": told.made, "rows": told.rows, "tables": len(told.counts), "files": len(told.files)}
    print(_("Kopian är hel: gjord %(made)s, %(rows)s rader i %(tables)s tabeller, %(files)s filer.") % facts)
    if log := told.told.get("log"):
        said = _("Loggen stod på %(entries)s poster i %(batch)s omgångar, med huvudet %(head)s.")
        print(said % {"entries": log["entries"], "batch": log["batch"], "head": log["head"][:16]})


def restore(given: Namespace) -> None:
    """From a file; or, with a target, from pgBackRest, and the file gives only what lay beside the database."""
    from django.utils.translation import gettext as _

    from samvag.ops.backup import keys
    from samvag.ops.backup.restoring import restore as put_back
    from samvag.ops.cli import say

    aimed = given.latest or given.time or given.transaction or given.before
    if not given.file and not aimed:
        given.parser.error(NO_SOURCE)
    if aimed:
        done, later = _to_a_moment(given), LATER_FOLDER
    else:
        done = put_back(given.file, keys.read(given.key), say, replace=given.replace, new_keys=given.new_keys)
        later = LATER_DATABASE
    for line in done.lines:
        print(line)
    facts = {"moment": done.moment, "rows": done.rows}
    print(_("Tillbaka till %(moment)s: %(rows)s rader räknade, loggen prövad, alla utloggade.") % facts)
    if done.kept:
        print(_(later) % {"name": done.kept})


def _to_a_moment(given: Namespace) -> "Restored":
    from samvag.ops.backup import keys, physical, stanza
    from samvag.ops.backup.restoring import opened
    from samvag.ops.backup.trying import tried
    from samvag.ops.cli import say
    from samvag.ops.errors import Hindered

    kept = stanza.configured()
    if kept is None:
        raise Hindered(NO_STANZA)
    files: dict[str, bytes] = {}
    if given.file:
        with opened(given.file) as reading:
            files = tried(reading, keys.read(given.key)).files
    if given.time:
        target = physical.Target("time", given.time)
    elif number := given.transaction or given.before:
        target = physical.Target("xid", str(number), without=bool(given.before))
    else:
        target = physical.Target("default")
    return physical.restore(kept, target, files, say)


def put_keys_back(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops import keys as secrets
    from samvag.ops.backup import keys, outside
    from samvag.ops.backup.restoring import opened
    from samvag.ops.backup.trying import tried

    key = keys.read(given.key)
    with opened(given.file) as reading:
        outside.put_keys_back(tried(reading, key).files)
    print(_("Installationens nycklar är tillbaka i %(file)s.") % {"file": secrets.path()})


def clear(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.backup import restoring

    for name in restoring.laid_aside():
        restoring.drop(name)
        print(_("Borttagen: %(name)s") % {"name": name})


def backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        type=Path,
        metavar="MAPP",
        help=gettext_noop("mapp att lägga kopian i (annars SAMVAG_BACKUPS)"),
    )
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help=gettext_noop("ta med installationens nycklar (secrets.json), låsta som resten"),
    )
    parser.add_argument(
        "--full", action="store_true", help=gettext_noop("pgBackRest: allt, inte bara det som ändrats")
    )


def new_key_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FIL", help=gettext_noop("fil att skriva nyckeln i; den får inte finnas")
    )
    parser.add_argument("--new", action="store_true", help=gettext_noop("byt nyckel från och med nu"))


def key_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--key", metavar="FIL", help=KEY_HELP)


def verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="KOPIA", help=gettext_noop("kopian (annars den nyaste)")
    )
    key_argument(parser)


def file_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="KOPIA", help=gettext_noop("kopian"))
    key_argument(parser)


def restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", metavar="KOPIA", help=gettext_noop("kopian"))
    key_argument(parser)
    parser.add_argument(
        "--replace",
        action="store_true",
        help=gettext_noop("lägg undan databasen som finns och sätt kopian i stället"),
    )
    parser.add_argument(
        "--new-keys", action="store_true", help=gettext_noop("gå vidare med den här installationens nycklar")
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--latest", action="store_true", help=gettext_noop("pgBackRest: så långt det går"))
    where.add_argument(
        "--time", metavar="TID", help=gettext_noop("pgBackRest: till en tidpunkt, 2026-11-23 14:05:00+01")
    )
    where.add_argument(
        "--transaction",
        type=int,
        metavar="NR",
        help=gettext_noop("pgBackRest: till och med den här transaktionen"),
    )
    where.add_argument(
        "--before",
        type=int,
        metavar="NR",
        help=gettext_noop("pgBackRest: till strax före den här transaktionen"),
    )
    parser.set_defaults(parser=parser)


COMMANDS = [
    Command("backup", gettext_noop("Gör en säkerhetskopia, låst med din nyckel"), backup, backup_arguments),
    Command(
        "backup key",
        gettext_noop("Gör nyckeln som säkerhetskopior låses med"),
        make_key,
        new_key_arguments,
        needs=Needs.NOTHING,
    ),
    Command(
        "verify",
        gettext_noop("Pröva att en säkerhetskopia är hel, utan att lägga tillbaka den"),
        verify,
        verify_arguments,
        needs=Needs.NOTHING,
    ),
    Command(
        "restore",
        gettext_noop("Lägg tillbaka en säkerhetskopia"),
        restore,
        restore_arguments,
        needs=Needs.SERVER,
    ),
    Command(
        "backup secrets",
        gettext_noop("Lägg tillbaka installationens nycklar ur en säkerhetskopia"),
        put_keys_back,
        file_arguments,
        needs=Needs.NOTHING,
    ),
    Command(
        "db forget",
        gettext_noop("Ta bort det som låg i databasen före en återställning"),
        clear,
        needs=Needs.SERVER,
    ),
]
