"""A few made-up people through the whole service, and no word of theirs beside it. `make prove canary`: a thousand."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.proofs import canary as proof
from tests.proofs.canary import surfaces
from tests.proofs.canary.browser import Answer, Browser
from tests.proofs.canary.persons import Marks, canaries

EVA, LEO = canaries(2)
MARKS = Marks([EVA, LEO])


def test_no_word_of_theirs_stands_beside_the_pages(held_database):
    found = proof.prove(2, seed=1, pages=12)
    assert found.hits == []
    assert found.left == []
    assert {200, 302, 422} <= set(found.statuses)
    assert found.looked["logs and files of the service"] > 2
    assert found.looked["text messages"] + found.looked["mail"] > 0
    assert found.looked["what files say of themselves"] > 0


@pytest.mark.parametrize(
    "said",
    [
        f"GET /people/?q={EVA.family_name}", EVA.text, EVA.mail, f"tel {EVA.phone}", f"nr {EVA.number}",
        f"{EVA.number[2:8]}-{EVA.number[8:]}", f"+46 {EVA.phone[1:]} {EVA.phone}", LEO.given_name.upper(),
    ],
)  # fmt: skip
def test_a_word_that_leaks_is_seen(said):
    assert MARKS.hits(said)


def test_what_is_nobodys_is_not():
    assert not MARKS.hits("2026-11-23 09:00:00 ERROR samvag: 200001012384 070-1234567 zqzzzz")


def test_it_is_seen_in_every_place(tmp_path):
    """Planted in each: else the first test above would prove nothing."""
    (tmp_path / "serve.log").write_text(f"ERROR Key (number)=({EVA.number}) already exists")
    browser = Browser(0)
    browser._keep(Answer(302, [("Location", f"/people/?q={EVA.family_name}")], b""))
    browser._keep(Answer(200, [("Content-Type", "text/html")], f'<a href="/x/{LEO.word}/">x</a>'.encode()))
    said = {
        "files": list(surfaces.files(tmp_path)), "addresses": list(surfaces.addresses([browser])),
        "text": [f"Hej {EVA.given_name}"], "mail": [surfaces.words_of(f"To: {LEO.mail}\r\n\r\nHej {EVA.given_name}")],
        "pdf": list(surfaces.metadata("", f"%PDF /Title(Plan, {EVA.family_name})".encode())),
        "xlsx": list(surfaces.metadata("", book(EVA.family_name))),
    }  # fmt: skip
    assert {line.partition(":")[0] for line in surfaces.hits(said, MARKS)} == set(said)


def test_to_whom_a_letter_goes_is_not_what_it_says():
    assert (
        surfaces.hits({"mail": [surfaces.words_of(f"To: {LEO.mail}\r\n\r\nDu har något att läsa.")]}, MARKS)
        == []
    )


def book(author: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as file:
        file.writestr("docProps/core.xml", f"<creator>{author}</creator>")
    return made.getvalue()
