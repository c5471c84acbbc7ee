"""`samvag backup | verify | restore` on the command line."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from samvag.ops.command import Command, Needs
from samvag.ops.errors import gettext_noop

KEY_HELP = gettext_noop("filen med nyckeln som läser kopior (annars SAMVAG_BACKUP_KEY)")


def backup(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.backup.making import make

    made = make(given.to, with_keys=given.with_keys)
    print(made.file)
    facts = {
        "rows": made.manifest.rows,
        "tables": len(made.manifest.counts),
        "size": made.file.stat().st_size // 10**6,
    }
    print(_("%(rows)s rader i %(tables)s tabeller, %(size)s MB, låst med din nyckel.") % facts)
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

    from samvag.ops.backup import keys, shelf
    from samvag.ops.backup.restoring import opened
    from samvag.ops.backup.trying import tried

    key, file = keys.read(given.key), given.file or shelf.newest()
    with opened(file) as reading:
        told = tried(reading, key).manifest
    facts = {"made": told.made, "rows": told.rows, "tables": len(told.counts), "steps": len(told.migrations)}
    print(file)
    print(
        _(
            "Kopian är hel: gjord %(made)s, %(rows)s rader i %(tables)s tabeller räknade, %(steps)s steg i"
            " databasens historia."
        )
        % facts
    )
    if log := told.told.get("log"):
        said = _("Loggen stod på %(entries)s poster i %(batch)s omgångar, med huvudet %(head)s.")
        print(said % {"entries": log["entries"], "batch": log["batch"], "head": log["head"][:16]})


def restore(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.backup import keys
    from samvag.ops.backup.restoring import restore as put_back
    from samvag.ops.cli import say

    key = keys.read(given.key)
    done = put_back(given.file, key, say, replace=given.replace, new_keys=given.new_keys)
    for line in done.lines:
        print(line)
    facts = {"made": done.manifest.made, "rows": done.manifest.rows}
    print(
        _("Kopian från %(made)s är tillbaka: %(rows)s rader räknade, loggen prövad, alla utloggade.") % facts
    )
    if done.kept:
        print(
            _(
                "Det som fanns före ligger kvar i databasen %(name)s: ta bort det med samvag db forget när allt"
                " stämmer."
            )
            % {"name": done.kept}
        )


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
    file_arguments(parser)
    parser.add_argument(
        "--replace",
        action="store_true",
        help=gettext_noop("lägg undan databasen som finns och sätt kopian i stället"),
    )
    parser.add_argument(
        "--new-keys", action="store_true", help=gettext_noop("gå vidare med den här installationens nycklar")
    )


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
