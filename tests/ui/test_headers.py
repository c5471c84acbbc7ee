"""No answer without what the browser must be told; and a browser that is told it refuses what is slipped in."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from playwright.sync_api import Browser

from samvag.ui.headers import HEADERS, POLICY, Headers
from tests.browser.looking import complaints

SLIPPED_IN = {
    "a script within the page": "<script>document.title = 'run'</script>",
    "a handler": "<img src=x onerror=\"document.title = 'run'\">",
    "somebody else's script": "<script src='https://example.com/x.js'></script>",
    "a style": "<p style='color: red'>x</p>",
    "a frame": "<iframe src='/'></iframe>",
    "another base": "<base href='https://example.com/'>",
    "something embedded": "<object data='/x'></object>",
    "a form that sends elsewhere": "<form action='https://example.com/' method='post'></form>",
}


@pytest.mark.parametrize("path", ["/", "/konto/login/", "/healthz", "/finns-inte/", "/people/"])
def test_every_answer_says_it(db: None, path: str) -> None:
    answer = Client().get(path)
    assert {name: answer.headers.get(name) for name in HEADERS if name != "Cache-Control"} == {
        name: value for name, value in HEADERS.items() if name != "Cache-Control"
    }
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_page_may_be_stricter() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert Headers(view)(HttpRequest()).headers["Content-Security-Policy"] == "sandbox"


def test_nothing_within_a_page_runs_and_nothing_is_evaluated() -> None:
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


@pytest.fixture
def told(browser: Browser) -> Iterator:
    """A page that holds what was slipped in, under our policy, and what the browser complained of."""
    context = browser.new_context()
    page = context.new_page()
    heard = complaints(page)
    answered: list[str] = []
    page.on("response", lambda answer: answered.append(answer.url))

    def open_with(slipped: str):
        body = f"<!doctype html><title>still</title><body>{slipped}"
        page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html", headers=HEADERS))
        page.goto("http://samvag.example/")
        page.evaluate("document.forms[0]?.submit()")
        page.wait_for_timeout(200)
        return page, heard, answered

    yield open_with
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("what", SLIPPED_IN)
def test_what_is_slipped_in_is_refused(told, what: str) -> None:
    page, heard, answered = told(SLIPPED_IN[what])
    assert page.title() != "run"
    assert not [address for address in answered if "example.com" in address]
    assert heard
