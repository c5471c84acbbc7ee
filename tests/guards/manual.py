"""The written documents: which pictures, pages, words of the program and commands they name."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from samvag.ops.cli import discover
from tests.guards.source import PROJECT
from tests.guards.translations import ids, said

MANUAL = PROJECT / "docs" / "manual" / "sv"
PICTURES = MANUAL / "bilder"
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
FACT = re.compile(r"%\(\w+\)[sd]")
OPENING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
SHORTEST = 15
"""Letters: a picture's words tell what is seen."""


def written() -> list[Path]:
    return [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]


def pages() -> list[Path]:
    return sorted(MANUAL.glob("*.md"))


def links(file: Path, text: str | None = None) -> Iterator[tuple[bool, str, str]]:
    """(a picture?, words, target) of what lies in the project."""
    for mark, words, target in LINK.findall(FENCED.sub("", text or file.read_text("utf-8"))):
        if not re.match(r"[a-z]+:", target):
            yield bool(mark), words, target


def dead(file: Path, text: str | None = None) -> Iterator[str]:
    for picture, words, target in links(file, text):
        path, _, place = target.partition("#")
        other = (file.parent / path) if path else file
        if not other.exists():
            yield f"{file.name}: {target} is not there"
        elif place and place not in openings(other):
            yield f"{file.name}: {target} has no such heading"
        if picture and len(words) < SHORTEST:
            yield f"{file.name}: the picture {target} has no words that tell what is seen"


def openings(file: Path) -> set[str]:
    """What a page's headings are called in addresses."""
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
        for heading in OPENING.findall(FENCED.sub("", file.read_text("utf-8")))
    }


def named_pictures() -> set[Path]:
    return {
        (file.parent / target).resolve()
        for file in written()
        for picture, _, target in links(file)
        if picture
    }


def unsaid(text: str) -> list[str]:
    """What stands in bold, and so should be on the screen, but is nothing that the program says."""
    whole, shaped = sentences()
    return [
        words
        for words in BOLD.findall(FENCED.sub("", text))
        if words not in whole and not any(shape.fullmatch(words) for shape in shaped)
    ]


@cache
def sentences() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What the program says, and shapes for what it says with facts in it. A shape has letters of its own."""
    every = {one for message in said() if message.id for one in ids(message)}
    shaped = [one for one in every if FACT.search(one) and re.search(r"\w", FACT.sub("", one))]
    return frozenset(every), tuple(
        re.compile(".+".join(re.escape(part) for part in FACT.split(one))) for one in shaped
    )


def unknown_commands(text: str) -> list[str]:
    """Lines of commands in fenced blocks that the program would not know."""
    known = tuple(sorted(one.name for one in discover()))
    lines = [line.strip() for block in FENCED.findall(text) for line in block.splitlines()]
    called = [line.removeprefix(".venv/bin/") for line in lines]
    return [
        line
        for line in called
        if line.startswith("samvag ") and not (line.removeprefix("samvag ") + " ").startswith(
            tuple(f"{name} " for name in known)
        )
    ]  # fmt: skip
