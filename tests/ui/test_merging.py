"""What two have written, field by field, as the page shows it and as its answer is read."""

import pytest
from django import forms
from django.http import QueryDict

from samvag.ui.inputs import Day, Line, OneOf, SomeOf, Tick, Words
from samvag.ui.merging import (
    BEFORE,
    DRAWN,
    Drawn,
    Part,
    chosen,
    drawn_of,
    parts,
    standing,
    stands_already,
    texts_of,
    token_of,
    written,
)  # fmt: skip


class Form(forms.Form):
    line = Line("Rad")
    text = Words("Text")
    day = Day("Dag", required=False)
    kind = OneOf("Slag", [("A", "Första"), ("B", "Andra")])
    some = SomeOf(choices=[("1", "ett"), ("2", "två")], required=False)
    tick = Tick("Kryss")


ROW = {"line": " Hej ", "text": "Ett\nTvå", "kind": "C", "some": ["2", "9", "1"], "tick": True, "version": 3}
STANDS = {"line": ["Hej"], "text": ["Ett\nTvå"], "day": [], "kind": ["A"], "some": ["1", "2"], "tick": ["on"]}


def data(**fields) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, value in fields.items():
        made.setlist(name.replace("_", "-"), value if isinstance(value, list) else [value])
    return made


def test_what_stands_is_what_a_browser_would_send():
    assert standing(Form(initial=ROW)) == STANDS


def test_line_ends_and_blanks_around_are_no_change():
    sent = Form(data(line="Hej", text=" Ett\r\nTvå\n", kind="A", some=["2", "1"], tick="on"), initial=ROW)
    assert written(sent) == STANDS
    assert stands_already(sent)


def test_a_form_says_what_it_was_drawn_from_and_nobody_can_make_it_up():
    token = token_of(Form(initial=ROW))
    assert drawn_of(Form(data(drawn=token))) == Drawn(3, STANDS)
    for made_up in ("", "3", token[:-1] + ("a" if token[-1] != "a" else "b")):
        assert drawn_of(Form(data(drawn=made_up))) is None


def test_what_was_sent_keeps_what_it_was_drawn_from():
    assert token_of(Form(data(drawn="från-början"), initial=ROW)) == "från-början"


def test_a_form_of_nothing_says_nothing():
    assert token_of(Form()) == ""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "Ny text", [("added", "Ny text")]),
        ("Ring henne i dag", "Ring honom i dag", [
            ("same", "Ring "), ("removed", "henne"), ("added", "honom"), ("same", " i dag")]),
        ("Samma", "Samma", [("same", "Samma")]),
        ("Bort med det", "", [("removed", "Bort med det")]),
    ],
)  # fmt: skip
def test_differences_are_told_word_by_word(before, after, found):
    assert parts(before, after) == tuple(Part(*one) for one in found)


class TestChoosing:
    SENT = {
        "merge": ["line"], "choice_line": "mine", "mine_line": "Mitt", "now_line": "Hennes", "both_line": "Vårt",
        "drawn": "ny", "merge_before": "gammal", "text": "Lika",
    }  # fmt: skip

    @pytest.mark.parametrize(("choice", "line"), [("mine", "Mitt"), ("now", "Hennes"), ("both", "Vårt")])
    def test_the_chosen_is_what_is_sent(self, choice, line):
        plain = chosen(data(**{**self.SENT, "choice_line": choice}))
        assert (plain["line"], plain["text"], plain[DRAWN]) == (line, "Lika", "ny")

    @pytest.mark.parametrize("choice", ["", "theirs"])
    def test_what_nobody_chose_is_asked_again_and_hers_is_kept(self, choice):
        plain = chosen(data(**{**self.SENT, "choice_line": choice}))
        assert (plain["line"], plain[DRAWN]) == ("Mitt", plain[BEFORE])

    def test_an_ordinary_form_is_as_it_was_sent(self):
        plain = data(line="Hej")
        assert chosen(plain) is plain


class TestTextsThatCannotBeTaken:
    def texts(self, rf, path="/people/x/note/", **sent):
        return texts_of(rf.post(path, sent))

    def test_are_shown_to_be_copied(self, rf):
        assert self.texts(
            rf, text="Vi talade om praktiken.", category="planning", drawn="a b c d e f g h i"
        ) == ["Vi talade om praktiken."]

    def test_nothing_of_a_login_is(self, rf):
        assert self.texts(rf, "/konto/login/", password="ett långt hemligt lösenord") == []

    def test_nor_of_a_page_that_was_only_asked_for(self, rf):
        assert texts_of(rf.get("/", {"q": "en lång fråga med ord"})) == []
