"""Doing something to see what would come of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside stands until the block ends, and is then as if it had never been: no row, no log of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
