"""What a page may not hold, since the content security policy is to go without exceptions: anything inline."""

import re
from pathlib import Path

from tests.guards.source import PROGRAM

FORBIDDEN = {
    "a script within the page": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I),
    "a style within the page": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "something from another server": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']?(?:https?:)?//", re.I
    ),
    "unescaped text": re.compile(r"\|\s*safe\b"),
}
#: Django's own templates are for what packages bring; pages of ours are Jinja2.
ELSEWHERE = "templates"


def files() -> list[Path]:
    return sorted(PROGRAM.glob("*/jinja2/**/*.html"))


def faults(name: str, text: str) -> list[str]:
    return [f"{name} has {what}" for what, pattern in FORBIDDEN.items() if pattern.search(text)]


def faulty() -> list[str]:
    return [fault for file in files() for fault in faults(str(file.relative_to(PROGRAM)), file.read_text())]
