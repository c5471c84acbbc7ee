"""What is sent: refused by its declared length before anything of it is kept, and received before anybody acts."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from samvag.access.roles import Role
from samvag.intake.terms import LARGEST
from samvag.ui.bodies import AROUND, DROPPED, MEGABYTE, MOST, Bodies


class Sent:
    """A body that counts what is read of it."""

    def __init__(self, length: int) -> None:
        self.left, self.most_at_once = length, 0

    def read(self, size: int = -1) -> bytes:
        taken = self.left if size < 0 else min(size, self.left)
        self.left -= taken
        self.most_at_once = max(self.most_at_once, taken)
        return bytes(taken)

    readline = read


def answered(path: str, length: int, sent: Sent) -> HttpResponse:
    request = RequestFactory().post(path)
    request = type(request)(
        {**request.META, "wsgi.input": sent, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": "text/plain"}
    )

    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("the page")

    return Bodies(page)(request)


@pytest.mark.parametrize(("path", "most"), [("/listor/", LARGEST), ("/", MOST), ("/no/such/page/", MOST)])
def test_too_long_is_refused_with_what_is_taken_and_just_enough_is_not(path: str, most: int) -> None:
    assert answered(path, most + AROUND, Sent(0)).content == b"the page"
    refusal = answered(path, most + AROUND + 1, Sent(0))
    assert refusal.status_code == 413
    assert f"högst {most // MEGABYTE} MB" in refusal.content.decode()
    assert "Inget har sparats." in refusal.content.decode()


def test_what_is_too_long_is_dropped_by_the_piece_so_that_the_browser_hears_the_reason() -> None:
    sent = Sent(200 * MEGABYTE)
    assert answered("/listor/", sent.left, sent).status_code == 413
    assert sent.left == 0
    assert sent.most_at_once <= MEGABYTE


def test_nobody_waits_for_what_never_ends() -> None:
    sent = Sent(DROPPED + 1)
    assert answered("/listor/", DROPPED + 1, sent).status_code == 413
    assert sent.left == DROPPED + 1


def test_the_list_page_says_what_may_be_uploaded_and_keeps_nothing_of_what_is_too_long(
    pages: Any, staff: Any, ame: Any
) -> None:
    browser = pages(staff(ame, Role.MANAGER), ame)
    assert "högst 50 MB" in browser.get("/listor/").content.decode()
    refusal = browser.post(
        "/listor/", {"file": SimpleUploadedFile("a.csv", bytes(LARGEST + 2 * AROUND))}, follow=True
    )
    assert refusal.status_code == 413
    assert "Inga listor än" in browser.get("/listor/").content.decode()
