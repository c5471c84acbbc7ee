"""Where upper floors, from `AppConfig.ready`, say what they want done when Samväg is installed and started.
Where upper floors, from `AppConfig.ready`, say what they want done when Samväg is installed and started.
"""

from collections.abc import Callable, Iterable

AFTER_MIGRATE: list[Callable[[], None]] = []
"""After migrations, each time `samvag migrate` or `samvag run` runs: must be quick when there is nothing to
do.
"""

WHEN_EMPTY: list[Callable[[], None]] = []
"""By `samvag run` before it serves: fills a database that has no association yet."""

BESIDE_JOBS: list[Callable[[], None]] = []
"""Each in a thread of its own of whoever carries out jobs, for as long as that lives."""

AFTER_RESTORE: list[Callable[[], Iterable[str]]] = []
"""After a backup was put back, before anything is served: what was erased since is erased again. Each answers with the
lines to print.
"""

GREETINGS: list[Callable[[], Iterable[str]]] = []
"""Lines to print when the server answers, such as demo logins."""
