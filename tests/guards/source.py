"""Reading the program's own text: files, functions, and what a function calls."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = PROJECT / "samvag"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Door:
    """A public function of an `actions` or `queries` module, named as `cases.actions.work.add_step`."""

    name: str
    node: Function

    @property
    def short(self) -> str:
        return self.name.rpartition(".")[2]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def python_files(root: Path = PROGRAM) -> list[Path]:
    return sorted(file for file in root.rglob("*.py") if not {"migrations", ".venv"} & set(file.parts))


def functions(module: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def modules(kind: str) -> list[Path]:
    """The files of every app's `actions` (or `queries` …), be it one file or a folder."""
    return [file for file in python_files() if kind in file.relative_to(PROGRAM).with_suffix("").parts[1:]]


def doors_of(module: ast.Module, where: str) -> list[Door]:
    top = (node for node in module.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [Door(f"{where}.{node.name}", node) for node in top if not node.name.startswith("_")]


def doors(kind: str) -> list[Door]:
    """What is opened from outside the app's own `kind`, or by nobody yet. The rest is the inside of a door."""
    found = []
    for file in modules(kind):
        where = ".".join(file.relative_to(PROGRAM).with_suffix("").parts)
        room = ".".join(where.split(".")[: where.split(".").index(kind) + 1])
        found += [door for door in doors_of(tree(file), where) if not is_inside(door, room)]
    return found


def is_inside(door: Door, room: str) -> bool:
    inside, outside = uses(room)
    return door.short in inside and door.short not in outside


@cache
def uses(room: str) -> tuple[set[str], set[str]]:
    """The names of `room` (as `cases.actions`) that its own files use of each other, and that others use of it."""
    inside: set[str] = set()
    outside: set[str] = set()
    for file in python_files():
        if f"samvag.{room.partition('.')[0]}" not in file.read_text():
            continue
        where = ".".join(file.relative_to(PROGRAM).with_suffix("").parts)
        (inside if f"{where}.".startswith(f"{room}.") else outside).update(used_of(room, tree(file)))
    return inside, outside


def used_of(room: str, module: ast.Module) -> set[str]:
    """Names imported from the room, and attributes of what was imported from it."""
    names, handles = set(), set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            if f"{node.module}.".startswith(f"samvag.{room}."):
                names |= {alias.name for alias in node.names}
                handles |= {alias.asname or alias.name for alias in node.names}
            elif f"samvag.{room}".startswith(f"{node.module}."):
                handles |= {alias.asname or alias.name for alias in node.names}
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in handles:
            names.add(node.attr)
    return names


def called(node: ast.AST) -> set[str]:
    """The last part of every name that is called: `policy.may_x(…)` is `may_x`."""
    names = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            target = call.func
            names.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return names


def calls_within(nodes: dict[str, Function]) -> dict[str, set[str]]:
    """What each function calls, also by way of the others that are given."""
    reached = {name: called(node) for name, node in nodes.items()}
    for _ in nodes:
        for name, calls in reached.items():
            reached[name] = calls.union(*(reached[other] for other in calls if other in reached))
    return reached
