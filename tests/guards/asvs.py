"""The list of ASVS 5.0 (docs/asvs.csv) against the list of requirements, and against the tests that there are.

`python -m tests.guards.asvs` prints how many are met in each chapter, as docs/proofs.md shows them.
"""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.guards.source import PROJECT, tree

LIST = PROJECT / "docs" / "asvs.csv"
REQUIRED = PROJECT / "tests" / "data" / "asvs" / "requirements.csv"
COLUMNS = ["req id", "level", "applicable", "why", "state", "tests"]
#: Where level 2 must have a living test too.
CHAPTERS_OF_TWO = {"V2", "V4", "V6", "V7", "V8", "V14", "V16"}
MET, OPEN = "met", "open"
NAMED = re.compile(r"^tests/[a-z_/]+/test_[a-z_]+\.py(::Test\w+)?::test_\w+$")
SENTENCE = re.compile(r"^\S.{15,}\.\)?$")
SKIPS = {"skip", "skipif", "xfail", "importorskip"}


@dataclass(frozen=True)
class Line:
    id: str
    level: str
    applicable: str
    why: str
    state: str
    tests: tuple[str, ...]

    @property
    def chapter(self) -> str:
        return self.id.partition(".")[0]

    @property
    def applies(self) -> bool:
        return self.applicable == "yes"

    @property
    def must_have_a_test(self) -> bool:
        return self.applies and (self.level == "1" or (self.level == "2" and self.chapter in CHAPTERS_OF_TWO))


def lines(file: Path = LIST) -> list[Line]:
    with file.open(newline="", encoding="utf-8") as opened:
        rows = csv.DictReader(opened)
        assert rows.fieldnames == COLUMNS
        return [Line(*list(row.values())[:5], tuple(row["tests"].split())) for row in rows]


def required(file: Path = REQUIRED) -> dict[str, str]:
    with file.open(newline="") as opened:
        return {row["req_id"]: row["level"] for row in csv.DictReader(opened)}


def faults(found: list[Line], wanted: dict[str, str]) -> Iterator[str]:
    ids = [line.id for line in found]
    yield from (f"{one}: missing" for one in wanted if one not in ids)
    yield from (f"{one}: no such requirement" for one in ids if one not in wanted)
    yield from (f"{one}: twice" for one in sorted(set(ids)) if ids.count(one) > 1)
    for line in found:
        yield from (f"{line.id}: {fault}" for fault in faults_of(line, wanted.get(line.id, line.level)))


def faults_of(line: Line, level: str) -> Iterator[str]:
    if line.level != level:
        yield f"is of level {level}"
    if line.applicable not in ("yes", "no") or (
        line.state not in (MET, OPEN) if line.applies else line.state
    ):
        yield "is neither met, nor open, nor not applicable"
    if not SENTENCE.match(line.why):
        yield "does not say why in a sentence"
    if line.state == MET and not line.tests:
        yield "is ticked without a test"
    if line.must_have_a_test and not line.tests:
        yield "must have a living test"
    for name in line.tests:
        if fault := fault_of_test(name):
            yield f"{name} {fault}"


def fault_of_test(name: str) -> str:
    """Why it is no living test; empty when it is one."""
    if not NAMED.match(name):
        return "is no test's name"
    file, *inside = name.split("::")
    path = PROJECT / file
    if not path.is_file():
        return "does not exist"
    return fault_within(tree(path), tuple(inside))


def fault_within(module: ast.Module, inside: tuple[str, ...]) -> str:
    """Of a test in a module, by its class and name: it is there once, and neither it nor what it is in is skipped."""
    around: list[ast.AST] = [module]
    for name in inside:
        body = getattr(around[-1], "body", [])
        found = [node for node in body if getattr(node, "name", "") == name]
        if len(found) != 1:
            return "does not exist" if not found else "is there twice"
        around.append(found[0])
    return "is skipped" if any(map(skipped, around)) or gives_up(around[-1]) else ""


def skipped(node: ast.AST) -> bool:
    """By a mark on a function or class, or by a module's or class's own `pytestmark`."""
    marks = [
        one.value
        for one in getattr(node, "body", [])
        if isinstance(one, ast.Assign) and any(getattr(to, "id", "") == "pytestmark" for to in one.targets)
    ]
    return any(names(mark) & SKIPS for mark in (*getattr(node, "decorator_list", []), *marks))


def gives_up(node: ast.AST) -> bool:
    """`pytest.skip(…)` in the middle of it."""
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in SKIPS for call in calls)


@cache
def names(node: ast.AST) -> frozenset[str]:
    return frozenset(one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute))


def summary(found: list[Line]) -> str:
    """A table: chapter by chapter, and of each level how many apply, are met and are open."""
    head = ["| chapter | apply | met | open | not applicable |", "| --- | ---: | ---: | ---: | ---: |"]
    chapters = sorted({line.chapter for line in found}, key=lambda one: int(one[1:]))
    rows = [counted(one, [line for line in found if line.chapter == one]) for one in chapters]
    rows += [counted(f"level {one}", [line for line in found if line.level == one]) for one in "123"]
    return "\n".join([*head, *rows, counted("all", found)])


def counted(name: str, found: list[Line]) -> str:
    applicable = [line for line in found if line.applies]
    met = sum(line.state == MET for line in applicable)
    return (
        f"| {name} | {len(applicable)} | {met} | {len(applicable) - met} | {len(found) - len(applicable)} |"
    )


if __name__ == "__main__":
    print(summary(lines()))
