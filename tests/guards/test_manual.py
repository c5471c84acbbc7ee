"""The manual shows what is there and says what the program says."""

import pytest

from tests.guards import manual
from tests.guards.manual import MANUAL, PICTURES

FILES = pytest.mark.parametrize("file", manual.written(), ids=lambda file: file.name)
PAGES = pytest.mark.parametrize("page", manual.pages(), ids=lambda page: page.stem)
MOST_BYTES = 4 * 1024 * 1024


@FILES
def test_every_link_and_picture_is_there(file):
    assert list(manual.dead(file)) == []


@FILES
def test_every_command_is_one_that_the_program_knows(file):
    assert manual.unknown_commands(file.read_text("utf-8")) == []


@PAGES
def test_what_stands_in_bold_is_said_by_the_program(page):
    assert manual.unsaid(page.read_text("utf-8")) == []


def test_every_picture_is_shown_somewhere():
    assert {file.resolve() for file in PICTURES.iterdir()} == manual.named_pictures()


def test_the_pictures_are_light_to_fetch():
    assert sum(file.stat().st_size for file in PICTURES.iterdir()) <= MOST_BYTES


def test_every_page_is_reached_from_the_first():
    first = MANUAL / "README.md"
    reached = {target.partition("#")[0] for picture, _, target in manual.links(first) if not picture}
    assert {page.name for page in manual.pages()} - {first.name} <= reached


class TestTheGuardItself:
    """Broken documents, and what is said of them."""

    page = MANUAL / "din-dag.md"

    @pytest.mark.parametrize(
        "text",
        [
            "[bort](finns-inte.md)",
            "[rubrik](drift.md#finns-inte)",
            "![En bild som visar något](bilder/aldrig-tagen.webp)",
            "![](bilder/vagen.webp)",
        ],
    )
    def test_a_dead_link_or_a_silent_picture(self, text):
        assert len(list(manual.dead(self.page, text))) == 1

    def test_a_link_elsewhere_or_in_a_block_of_commands_is_left_alone(self):
        text = "[ute](https://example.org/)\n```sh\n[x](y.md)\n```\n"
        assert list(manual.dead(self.page, text)) == []

    def test_a_name_that_is_not_on_the_screen(self):
        assert manual.unsaid("Välj **Spara stegen** och **Läs in 24 rader**.") == ["Spara stegen"]

    def test_a_command_that_is_not_there(self):
        text = "```sh\nsamvag gaps run\nsamvag gaps forget\n.venv/bin/samvag demoo\n```"
        assert manual.unknown_commands(text) == ["samvag gaps forget", "samvag demoo"]
