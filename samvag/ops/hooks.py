"""Where upper floors, from `AppConfig.ready`, say what they want done when Samväg is installed, started or put back."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

import psycopg


class Tried(Protocol):
    """`lines` are printed; `keep` is called when nothing else can go wrong."""

    @property
    def lines(self) -> list[str]: ...
    @property
    def keep(self) -> Callable[[], object]: ...


AFTER_MIGRATE: list[Callable[[], None]] = []
"""After migrations, each time `samvag migrate` or `samvag run` runs: must be quick when there is nothing to
do.
"""

WHEN_EMPTY: list[Callable[[], None]] = []
"""By `samvag run` before it serves: fills a database that has no association yet."""

BESIDE_JOBS: list[Callable[[], None]] = []
"""Each in a thread of its own of whoever carries out jobs, for as long as that lives."""

BEFORE_BACKUP: list[Callable[[], object]] = []
"""So that as much as may be is settled when the backup is made."""

OUTSIDE: dict[str, Callable[[], Path | None]] = {}
"""Files beside the database that it cannot do without, by a name that stays. A backup takes them along. They only grow,
a line at a time: a restore puts back what is missing and never takes a line away. None when somebody else keeps them.
"""

TOLD_IN_BACKUP: dict[str, Callable[[psycopg.Connection], Any]] = {}
"""Facts of the database as it is backed up, in JSON's kinds: what the restore can hold it against."""

TRIED_WHEN_RESTORED: dict[str, Callable[[psycopg.Connection, Any], Tried]] = {}
"""By the same names: given a connection to what was put back, and what was told (None when that is not known). Raises
`Refused` when it is not what it was, and then what was there before stays.
"""

AFTER_RESTORE: list[Callable[[], Iterable[str]]] = []
"""After a backup was put back, before anything is served: what was erased since is erased again. Each answers with the
lines to print.
"""

GREETINGS: list[Callable[[], Iterable[str]]] = []
"""Lines to print when the server answers, such as demo logins."""
