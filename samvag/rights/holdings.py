"""Which tables hold something about a person, and how a unit's rows of hers are found: read off the models.

A *root* row names its unit and its person. A *part* hangs on another row and goes with it. Nothing is listed by hand,
so a new table with persons is in the extract, in disposal and under restriction from the day it is made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from samvag.people.models import Identity
from samvag.rights.terms import CONSENT, DRAFT

#: When a consent ended: withdrawn, or run out. One that a report by name leans on stays with it.
ENDED = """CASE WHEN EXISTS (SELECT 1 FROM cases_finsamreport f WHERE f.consent_id = root.id) THEN 'infinity'::date
    ELSE least(root.withdrawn_at::date, upper(root.period) - 1) END"""
SAVED = "saved_at"
#: Parts follow these; `DO_NOTHING` is a key in name only, which the database follows by itself.
FOLLOWS = (models.CASCADE, models.DO_NOTHING)


@dataclass(frozen=True)
class Holding:
    """`parent` and `key` say what a part hangs on; a root has none."""

    model: Any
    parent: "Holding | None" = None
    key: str = ""

    @property
    def name(self) -> str:
        return self.model._meta.label

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1

    def of(self, limit: str) -> str:
        """The condition that a row is, or hangs on, a root that `limit` lets by, which says `root.` of its columns."""
        if self.parent is None:
            return limit.replace("root.", f"{self.table}.")
        above = self.parent.of(limit)
        return f"{self.table}.{self.key} IN (SELECT {self.parent.primary} FROM {self.parent.table} WHERE {above})"

    @property
    def root(self) -> "Holding":
        return self.parent.root if self.parent else self

    def with_parts(self) -> "tuple[Holding, ...]":
        return tuple(one for one in holdings() if one.root == self)

    @property
    def primary(self) -> str:
        return f"{self.table}.{self.model._meta.pk.column}"

    @property
    def key_text(self) -> str:
        """What tells one row of the table from another, as text."""
        keys = [field for field in self.model._meta.pk_fields if field.column]
        return " || '/' || ".join(f"{self.table}.{field.column}::text" for field in keys)

    @property
    def columns(self) -> list[Any]:
        """What the row says: neither the bytes of a file, nor an extract within the extract."""
        return [field for field in self.model._meta.concrete_fields if field.name not in ("content", "data")]


@cache
def holdings() -> tuple[Holding, ...]:
    """Roots first, then what hangs on them."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("samvag.")]
    found = {model: Holding(model) for model in ours if is_root(model)}
    while parts := {model: part for model in ours if model not in found and (part := _part(model, found))}:
        found |= parts
    return tuple(sorted(found.values(), key=lambda one: (one.depth, one.name)))


def is_root(model: type[models.Model]) -> bool:
    return {"owner_unit", "person", "created_at"} <= {field.name for field in model._meta.concrete_fields}


def _part(model: type[models.Model], found: dict[type[models.Model], Holding]) -> Holding | None:
    """By what it cannot be without: the first key that it follows."""
    for field in _references(model):
        if field.remote_field.on_delete in FOLLOWS and field.related_model in found:
            return Holding(model, found[field.related_model], field.column)
    return None


def _references(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def pointers() -> list[tuple[Holding, Any, Holding]]:
    """Keys that may be empty and lead to a row about a person: cleared when that row goes and theirs does not."""
    known = {one.model: one for one in holdings()}
    return [
        (one, field, known[field.related_model])
        for one in holdings()
        for field in _references(one.model)
        if field.null and field.related_model in known
    ]


def of_herself() -> list[tuple[str, str]]:
    """(table, key) of what is the person's own and no unit's: it goes with her identity."""
    return [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model.__module__.startswith("samvag.") and not {"owner_unit", "unit"} & _names(model)
        for field in _references(model)
        if field.related_model is Identity
    ]


def _names(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def by_rows() -> list[tuple[Holding, str, str]]:
    """Kinds whose rows have a time of their own, sooner than their person's: the day that it is counted from, and the
    class of retention."""
    kinds = []
    for one in holdings():
        classes = {said.retention for said in getattr(one.model, "PERSONAL", {}).values()}
        if one.parent is None and classes == {DRAFT}:
            since = SAVED if SAVED in _names(one.model) else "created_at"
            kinds.append((one, f"root.{since}::date", DRAFT))
        elif one.name == "consents.Consent":
            kinds.append((one, ENDED, CONSENT))
    return kinds


def about_persons() -> Iterable[type[models.Model]]:
    """Every model of ours with personal fields or a key to a person: each must be a holding."""
    for model in apps.get_models():
        if model.__module__.startswith("samvag.") and model is not Identity and not model._meta.abstract:
            persons = any(field.related_model is Identity for field in _references(model))
            if persons or hasattr(model, "PERSONAL"):
                yield model


def leading_to_identity() -> list[tuple[str, str]]:
    """(table, column) of every key to the hidden identity."""
    return [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model.__module__.startswith("samvag.")
        for field in _references(model)
        if field.related_model is Identity
    ]
