"""The program turned towards another database for a while: the one that a backup is put back into."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connections

from samvag.ops import databases, install

ALIASES = ("default", "auth", "owner")


@contextmanager
def pointed_at(**environment: str | None) -> Iterator[None]:
    """As `SAMVAG_DATABASE_NAME` or `SAMVAG_DATABASE_URL` would say it, for this process."""
    before = {name: os.environ.get(name) for name in environment}
    _turn(environment)
    try:
        yield
    finally:
        _turn(before)


def _turn(environment: Mapping[str, str | None]) -> None:
    install.let_go()
    for name, value in environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    where = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    for alias, entry in databases.settings_for_django().items():
        for settings in (connections.settings[alias], connections[alias].settings_dict):
            settings.update({name: entry[name] for name in where})
