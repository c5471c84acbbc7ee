"""Paper looks the same wherever the program runs, and says what the screen says when everything is made up."""

import re
import zlib
from pathlib import Path

import pytest

from samvag.desk.documents import MIN_PLAN
from samvag.followup.board import TEMPLATE as BOARD
from samvag.ui.paper import FONTS, as_pdf

FACTS = {
    "title": "Så gick det", "whose": "Förbundet", "made": "i dag", "columns": list("abcdefg"), "rows": [],
    "definition": "", "withheld": "", "none": "Inga", "name": "Leila Demir", "unit": "Enheten", "waiting": "",
    "steps": [], "meetings": [], "contacts": [],
    "words": dict.fromkeys(
        ("title", "goal", "goal_hint", "steps", "meetings", "no_meetings", "contacts", "own", "foot"), "Ord"
    ),
}  # fmt: skip
PAPERS = pytest.mark.parametrize("template", [MIN_PLAN, BOARD], ids=lambda path: path.stem)


def insides(document: bytes) -> bytes:
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    return document + b"".join(zlib.decompressobj().decompress(one) for one in packed if one[:1] == b"\x78")


@PAPERS
def test_a_document_is_set_in_our_own_typeface(template: Path) -> None:
    names = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([\w-]+)", insides(as_pdf(template, FACTS))))
    assert names == {b"Inter-Regular", b"Inter-SemiBold"}


@PAPERS
def test_made_up_people_are_said_to_be_so_on_paper_too(template: Path) -> None:
    said, unsaid = as_pdf(template, FACTS, "Påhittade personer"), as_pdf(template, FACTS)
    assert len(said) > len(unsaid)


def test_the_typeface_comes_with_its_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE").read_text("utf-8")
