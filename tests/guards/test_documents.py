"""The pages that are made from code say what the code says."""

import pytest

from docs.__main__ import pages


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_made_page_is_current(path):
    assert path.read_text("utf-8") == pages()[path], "run: make docs"


def test_the_access_table_shows_who_may_and_leaves_the_others_blank():
    lines = {line.split("`")[1]: line for line in pages_text().splitlines() if line.startswith("| `/")}
    assert lines["/listor/"].rstrip(" |").endswith("|  | yes | yes")
    assert "| all | all |" in lines["/healthz"]


def pages_text() -> str:
    return next(text for path, text in pages().items() if path.name == "access.md")
