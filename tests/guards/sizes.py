"""Small functions, files and templates: the tail is what parts good from weary."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.guards.source import PROGRAM, PROJECT, functions, python_files

FUNCTION, FILE, TEST_FILE, TEMPLATE = 30, 300, 400, 120


def long_functions(name: str, text: str, most: int = FUNCTION) -> list[str]:
    lengths = ((node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions(ast.parse(text)))
    return [
        f"{name}: {function} has {length} lines of {most}" for function, length in lengths if length > most
    ]


def long_text(name: str, text: str, most: int) -> list[str]:
    length = text.count("\n")
    return [f"{name} has {length} lines of {most}"] if length > most else []


def named(files: Iterable[Path]) -> list[tuple[str, str]]:
    return [(str(file.relative_to(PROJECT)), file.read_text()) for file in files]


def too_long() -> list[str]:
    program, tests = named(python_files()), named(python_files(PROJECT / "tests"))
    templates = named(sorted(PROGRAM.glob("*/jinja2/**/*.html")))
    return [
        *(fault for name, text in (*program, *tests) for fault in long_functions(name, text)),
        *(fault for name, text in program for fault in long_text(name, text, FILE)),
        *(fault for name, text in tests for fault in long_text(name, text, TEST_FILE)),
        *(fault for name, text in templates for fault in long_text(name, text, TEMPLATE)),
    ]
