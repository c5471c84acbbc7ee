"""Every sentence that a user meets is written in Swedish in the code and stands in English in the catalogue.

    python -m tests.guards.translations

prints what is missing as entries to fill in.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from tests.guards.source import PROGRAM, PROJECT, python_files

ENGLISH = PROJECT / "locale" / "en" / "LC_MESSAGES" / "django.po"
LAZY = {"gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY}
JINJA = {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "trimmed": "false", "silent": "false"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def sources() -> Iterator[tuple[str, Path]]:
    yield from (("python", file) for file in python_files())
    yield from (("jinja2", file) for file in sorted(PROGRAM.glob("*/jinja2/**/*")) if file.is_file())


@cache
def said() -> Catalog:
    """Everything that the code and the templates say, with where."""
    catalogue = Catalog(locale="en", domain="django")
    for method, file in sources():
        options = JINJA if method == "jinja2" else {}
        for line, text, _comments, context in extract_from_file(method, file, KEYWORDS, (), options):
            where = str(file.relative_to(PROJECT))
            catalogue.add(text, locations=[(where, line)], context=context)
    return catalogue


def english() -> Catalog:
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def faults(spoken: Catalog, translated: Catalog) -> list[str]:
    found = []
    for message in spoken:
        if message.id:
            other = translated.get(message.id, message.context)
            found += [f"{ids(message)[0]!r} {fault}" for fault in faults_of(message, other)]
    return found


def faults_of(message: Message, other: Message | None) -> Iterator[str]:
    if other is None or not all(texts(other)):
        yield "has no English"
        return
    if other.fuzzy:
        yield "is marked fuzzy"
    if placeholders(ids(message)) != placeholders(texts(other)):
        yield "names other facts in English"


def ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(sentences: tuple[str, ...]) -> set[str]:
    return {name for sentence in sentences for name in PLACEHOLDER.findall(sentence)}


def missing() -> Catalog:
    left, there = Catalog(locale="en", domain="django"), english()
    for message in said():
        if message.id and list(faults_of(message, there.get(message.id, message.context))):
            left[message.id] = message
    return left


if __name__ == "__main__":
    write_po(sys.stdout.buffer, missing(), omit_header=True)
