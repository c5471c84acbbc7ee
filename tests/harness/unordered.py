"""Rows without an order come in any order: tests see them shuffled, and a page of them is refused."""

import random
import re
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

ORDERED = re.compile(r"\border\s+by\b", re.IGNORECASE)


class Unordered(AssertionError):
    """A part of an unordered queryset is a part of anything."""


def install() -> None:
    fetch, take, execute = QuerySet._fetch_all, QuerySet.__getitem__, CursorWrapper.execute

    def shuffled(self: QuerySet) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and len(self._result_cache) > 1 and not self.ordered:
            random.shuffle(self._result_cache)

    def checked(self: QuerySet, key: Any) -> Any:
        if self._result_cache is None and not self.ordered:
            raise Unordered(f"{self.model.__name__}: order the queryset before taking {key!r} of it")
        return take(self, key)

    def remembering(self: CursorWrapper, statement: Any, params: Any = None) -> Any:
        self.__dict__["ordered"] = bool(ORDERED.search(str(statement)))
        return execute(self, statement, params)

    def fetched(self: CursorWrapper) -> list:
        rows = self.cursor.fetchall()
        if not self.__dict__.get("ordered", True):
            random.shuffle(rows)
        return rows

    QuerySet._fetch_all, QuerySet.__getitem__ = shuffled, checked
    CursorWrapper.execute, CursorWrapper.fetchall = remembering, fetched
