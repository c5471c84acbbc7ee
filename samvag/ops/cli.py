"""The `samvag` program. Exit code 0 done, 1 refused, 2 wrong usage."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import samvag
from samvag.kernel.errors import Refused
from samvag.ops import language
from samvag.ops.command import Command, Needs
from samvag.ops.errors import gettext_noop
from samvag.ops.usage import parser_for

STARTED = gettext_noop("Databasen startades och är kvar igång; stoppa den med samvag db stop.")
NOT_INSTALLED = gettext_noop("Databasen som SAMVAG_DATABASE_URL pekar på är tom: kör samvag migrate först.")


def main(argv: Sequence[str] | None = None) -> int:
    parser = parser_for(discover())
    given = parser.parse_args(argv)
    if "command" not in given:
        parser.print_help(sys.stderr)
        return 2
    try:
        return _run(given) or 0
    except Refused as refusal:
        say(str(refusal))
        return 1
    except BrokenPipeError:  # whoever read our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from samvag.ops.explain import hindrance

        hindered = hindrance(error)
        if hindered is None:
            raise
        say(str(hindered))
        return 1


def discover() -> Iterator[Command]:
    """The commands of every app that has any. Found in the folders, since ops may not name the floors above."""
    for root in samvag.__path__:
        for place in sorted([*Path(root).glob("*/commands.py"), *Path(root).glob("*/commands/__init__.py")]):
            app = place.relative_to(root).parts[0]
            yield from import_module(f"samvag.{app}.commands").COMMANDS


def say(line: str) -> None:
    """To the person at the keyboard; what a command gives out goes to standard output."""
    print(line, file=sys.stderr, flush=True)


def _run(given: Namespace) -> int | None:
    command: Command = given.command
    needs = command.needs_for(given)
    if needs is Needs.NOTHING:
        _bare_settings()
        return command.run(given)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samvag.config.settings")
    if needs in (Needs.SERVER, Needs.DATABASE):
        require_server()
    import django

    django.setup()
    _speak()
    if needs is Needs.DATABASE:
        _require_installed()
    return command.run(given)


def require_server() -> None:
    """Starts the embedded database when it is the one we use and it does not run."""
    from samvag.ops import databases
    from samvag.ops.embedded import server

    if databases.embedded() and server.ensure_running():
        say(STARTED)


def _require_installed() -> None:
    """Our own empty database is filled in; in somebody else's we wait to be told."""
    from samvag.ops import databases, install

    if databases.embedded():
        install.ensure_database()
    with install.connect() as connection:
        if install.is_installed(connection):
            return
    if not databases.embedded():
        raise Refused(NOT_INSTALLED)
    install.install(say)


def _bare_settings() -> None:
    """Just enough for gettext, so that a command that needs nothing also starts at once and writes nowhere."""
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        spoken = {"LANGUAGE_CODE": "sv", "LOCALE_PATHS": [language.CATALOGUES]}
        settings.configure(TIME_ZONE="Europe/Stockholm", USE_TZ=True, **spoken)
        apps.populate(())
    _speak()


def _speak() -> None:
    from django.utils import translation

    translation.activate(language.chosen())


if __name__ == "__main__":
    sys.exit(main())
