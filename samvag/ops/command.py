"""How an app gives the `samvag` program its commands.

`samvag/<app>/commands.py` (or a folder `commands/`) holds a list:

    COMMANDS = [
        Command("import participations", gettext_noop("Läs in en lista"), read_list, list_arguments),
        Command("identity", gettext_noop("Pröva nummer"), check_file, arguments, needs=Needs.NOTHING),
    ]

The program finds and imports every such module at each start, so its top may import only
`samvag.ops.command`, `samvag.ops.errors` and the standard library; the work, and what it needs, is imported
inside the function that runs. A name of two words is a command in a group; a group may be a command too
(`samvag demo` beside `samvag demo code`).

The function is given the parsed arguments and returns the exit code, or None for 0. It raises
`kernel.errors.Refused` for input that is refused: the program prints the sentence and exits 1.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Needs(Enum):
    NOTHING = "nothing"
    """Runs on any machine at once: no database, no data folder, no apps; only gettext and its own imports."""
    APPS = "apps"
    """Django's apps and all settings, but no database."""
    SERVER = "server"
    """A database server, with whatever is in it: for the commands that install."""
    DATABASE = "database"
    """The database, installed; our own is started and installed when it is not."""


def no_arguments(parser: ArgumentParser) -> None:
    """For a command that takes none."""


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    summary: str
    run: Callable[[Namespace], int | None]
    arguments: Callable[[ArgumentParser], None] = no_arguments
    needs: Needs | Callable[[Namespace], Needs] = Needs.DATABASE
    """What must be there first; a function when it depends on the arguments (a dry run needs less)."""

    def needs_for(self, given: Namespace) -> Needs:
        return self.needs if isinstance(self.needs, Needs) else self.needs(given)
