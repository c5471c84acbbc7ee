"""Working notes, drafts and the party's own journal."""

import pytest

from samvag.cases.actions.undo import undo_note
from samvag.cases.actions.work import write_note
from samvag.cases.models import Note
from samvag.cases.queries.contacts import note_of, notes_of
from samvag.drafts.queries import draft_at
from samvag.kernel.errors import Forbidden
from tests.factories.known import known

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def note(anna, ame, leila, acting):
    with acting(anna, ame) as by:
        return write_note(leila.case.id, "Vill arbeta i kök.\nOrkar tre dagar.", by=by, category="work")


def test_a_note_has_a_category_and_says_that_the_person_may_read_it(anna, ame, leila, pages, acting):
    browser = pages(anna, ame)
    assert "Personen kan läsa det du skriver här." in browser.get(leila.path("note/")).content.decode()
    browser.post(leila.path("note/"), {"text": " Vill arbeta i kök. ", "category": "work"})
    with acting(anna, ame) as by:
        (row,) = notes_of(by, leila.person)
    assert (row.text, row.category_words, row.by) == ("Vill arbeta i kök.", "Arbete och praktik", "Anna Ask")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": "  "}, "Skriv något först."),
        ({"text": "x" * 10_001}, "Texten är för lång: 10001 tecken av högst 10000."),
        ({"category": "gossip"}, "Det alternativet finns inte längre."),
    ],
)
def test_a_refused_note_is_still_there(anna, ame, leila, pages, wrong, sentence):
    response = pages(anna, ame).post(
        leila.path("note/"), {"text": "Något viktigt", "category": "planning", **wrong}
    )
    page = response.content.decode()
    assert (response.status_code, sentence in page) == (422, True)
    assert "text" in wrong or "Något viktigt</textarea>" in page


def test_what_one_begins_to_write_is_there_the_next_time_and_goes_when_it_is_saved(anna, ame, leila, pages):
    browser, path = pages(anna, ame), leila.path("note/")
    browser.post("/utkast/", {"draft-of": path, "text": "Halvskriv"})
    page = browser.get(path).content.decode()
    assert "Halvskriv</textarea>" in page
    assert f'name="draft-of" value="{path}"' in page
    browser.post(path, {"text": "Helskriv", "category": "planning", "draft-of": path})
    assert "Halvskriv" not in browser.get(path).content.decode()


def test_a_note_that_is_taken_back_is_a_draft_again(anna, ame, leila, note, acting):
    with acting(anna, ame) as by:
        undo_note(note.id, leila.path("note/"), by=by)
        assert not Note.objects.exists()
        assert draft_at(by, leila.path("note/")).text("text") == note.text


def test_only_the_writer_takes_it_back(karin, ame, note, acting):
    with acting(karin, ame) as by, pytest.raises(Forbidden):
        undo_note(note.id, "/", by=by)


def test_the_journal_text_says_when_who_and_what(anna, ame, leila, note, pages):
    response = pages(anna, ame).get(leila.path(f"note/{note.id}/text/"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    head, _blank, *text = response.content.decode().splitlines()
    assert "Anna Ask · Arbete och praktik" in head
    assert head.endswith(leila.case.reference)
    assert text == ["Vill arbeta i kök.", "Orkar tre dagar."]


def test_copied_to_the_journal_is_marked(anna, ame, leila, note, pages, acting):
    browser = pages(anna, ame)
    browser.post(leila.path(f"note/{note.id}/journal/"))
    with acting(anna, ame) as by:
        assert note_of(by, leila.person, note.id).copied_at
    assert "Kopierad till journal" in browser.get(leila.path("note/")).content.decode()


def test_the_mark_is_a_part_of_the_page(anna, ame, leila, note, pages):
    browser, path = pages(anna, ame), leila.path(f"note/{note.id}/journal/")
    part = browser.post(path, headers=PART).content.decode()
    assert f'id="mark-{note.id}"' in part
    assert "<html" not in part
    assert "Kopierad till journal" in part


def test_another_persons_note_is_not_under_this_persons_address(anna, ame, case, leila, note, pages):
    other = known(anna, case(anna))
    assert pages(anna, ame).get(other.path(f"note/{note.id}/text/")).status_code == 404


def test_nor_is_it_found_without_part_in_the_case(bo, ame, leila, note, pages):
    assert pages(bo, ame).get(leila.path(f"note/{note.id}/text/")).status_code == 404


def test_html_is_words(anna, ame, leila, pages):
    browser = pages(anna, ame)
    browser.post(leila.path("note/"), {"text": "<script>alert(1)</script>", "category": "planning"})
    page = browser.get(leila.path("note/")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
