"""Many rows of a table in one statement. Each column is an array, so its text is the same however many there are.

Rows cannot be copied into a table under row-level security, and need not be: an array a column costs hardly more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


@dataclass(frozen=True, slots=True)
class Many:
    """`each` are the columns that differ from row to row, in the order of a row's values; the key is one of them."""

    model: type[Model]
    each: tuple[str, ...]

    def insert(self, rows: Sequence[tuple[Any, ...]], **same: Any) -> None:
        """`same` holds for every row; what neither names is as the model has it from the beginning."""
        if not rows:
            return
        values = same | {
            name: field.get_default() for name, field in self._fields().items() if name not in same
        }
        given = {name: value for name, value in values.items() if name not in self.each}
        with connection.cursor() as cursor:
            cursor.execute(
                _statement(self, tuple(given)), [*given.values(), *map(list, zip(*rows, strict=True))]
            )

    def _fields(self) -> dict[str, Field]:
        return {field.attname: field for field in self.model._meta.concrete_fields}


@cache
def _statement(many: Many, given: tuple[str, ...]) -> str:
    kinds = {name: field.db_type(connection) for name, field in many._fields().items()}
    columns = ", ".join(f'"{name}"' for name in (*given, *many.each))
    values = "".join(f"%s::{kinds[name]}, " for name in given)
    arrays = ", ".join(f"%s::{kinds[name]}[]" for name in many.each)
    return f"INSERT INTO {many.model._meta.db_table} ({columns}) SELECT {values}each.* FROM unnest({arrays}) each"
