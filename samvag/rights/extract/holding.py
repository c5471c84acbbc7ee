"""Everything that a unit holds about a person, by kind of row, in words: the register extract's own contents."""

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.codes.labels import label
from samvag.kernel.categories import LABELS, Category
from samvag.rights.fields import CODES, KINDS, SILENT, WITHIN, field_words, kind_words
from samvag.rights.holdings import Holding, holdings
from samvag.rights.values import in_words

HELD = "SELECT kind, id, parent, facts FROM rights_held(%(person)s)"


@dataclass(frozen=True, slots=True)
class Value:
    """`place` is where it stands (`kind/row/field`), by which it is struck."""

    place: str
    label: str
    value: str


@dataclass(slots=True)
class Line:
    """One row: when and by whom it was written, which category, and what it says."""

    id: str
    at: str
    origin: str
    category: str
    values: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    kind: str
    title: str
    purposes: list[str]
    retention: list[str]
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    holding: Holding
    id: str
    parent: str
    facts: dict[str, Any]


def sections_of(actor: Actor, person: UUID) -> list[dict[str, Any]]:
    """As plain data, to be kept as it was. Kinds without rows are left out. One statement, and one a kind of name."""
    kinds = {one.name: one for one in holdings()}
    found = [
        Row(kinds[kind], id, parent, json.loads(facts))
        for kind, id, parent, facts in rows(HELD, {"person": person})
    ]
    actor.saw([person] if found else [])
    names = _names(found)
    parts: dict[tuple[Holding | None, str], list[Row]] = defaultdict(list)
    for row in found:
        if row.holding.parent and row.holding.name not in SILENT:
            parts[row.holding.parent, row.parent].append(row)
    sections: dict[str, Section] = {}
    for row in sorted(found, key=lambda row: str(row.facts.get("created_at"))):
        if row.holding.parent is None and row.holding.name not in SILENT:
            section = sections.setdefault(row.holding.name, _section(row.holding))
            section.lines.append(_line(row, parts, names))
    return [asdict(sections[name]) for name in sorted(sections, key=_order)]


def _order(name: str) -> tuple[int, str]:
    """As the words stand, which is the order in which one reads; what has no words comes last."""
    return (list(KINDS).index(name) if name in KINDS else len(KINDS), name)


def _section(holding: Holding) -> Section:
    told = list(getattr(holding.model, "PERSONAL", {}).values())
    purposes = dict.fromkeys(_(one.purpose) for one in told)
    kept = dict.fromkeys(label("retention", one.retention) for one in told)
    return Section(holding.name, kind_words(holding.name), list(purposes), list(kept))


def _line(row: Row, parts: dict[tuple[Holding | None, str], list[Row]], names: dict[str, str]) -> Line:
    by = names.get(str(row.facts.get("created_by")), "")
    origin = _("Läst in ur en lista") if row.facts.get("imported") else by
    category = LABELS.get(Category(row.facts["category"]), "")
    line = Line(row.id, in_words(str(row.facts["created_at"])), origin, str(category))
    line.values += _values(row, names)
    for part in parts.get((row.holding, row.id), []):
        line.values += _part(part, parts, names)
    return line


def _part(row: Row, parts: dict[tuple[Holding | None, str], list[Row]], names: dict[str, str]) -> list[Value]:
    """A part is one value of what it hangs on: its own in a row."""
    said = ", ".join(f"{value.label.lower()}: {value.value}" for value in _values(row, names))
    below = [value for part in parts.get((row.holding, row.id), []) for value in _part(part, parts, names)]
    return (
        [Value(f"{row.holding.name}/{row.id}", kind_words(row.holding.name), said), *below] if said else below
    )


def _values(row: Row, names: dict[str, str]) -> list[Value]:
    kind, id = row.holding.name, row.id
    fields = {field.name: field for field in row.holding.model._meta.concrete_fields}
    told = []
    for name, value in row.facts.items():
        if name in WITHIN or (name == "category" and row.holding.parent is None):
            continue
        words = _value(f"{kind}.{name}", fields[name], value, names)
        if words:
            told.append(Value(f"{kind}/{id}/{name}", field_words(name), words))
    return told


def _value(place: str, field: Any, value: Any, names: dict[str, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.is_relation:
        return names.get(str(value), str(value))
    if place in CODES:
        return label(CODES[place], value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return in_words(value)


def _names(found: list[Row]) -> dict[str, str]:
    """What the keys in the rows lead to, by name: staff, units, external contacts, interventions, teams and rules."""
    wanted: dict[Any, set[str]] = defaultdict(set)
    for row in found:
        for one in row.holding.columns:
            value = row.facts.get(one.name)
            if one.is_relation and value and (one.name not in WITHIN or one.name == "created_by"):
                wanted[one.related_model].add(value)
    names: dict[str, str] = {}
    for model, ids in wanted.items():
        if "name" in {one.name for one in model._meta.concrete_fields}:
            known = model.objects.filter(pk__in=ids)
            names |= {str(pk): name for pk, name in known.values_list("pk", "name")}
    return names
