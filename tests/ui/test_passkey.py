"""A key is added and used for logging in, in a real browser with a made-up authenticator."""

from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
WORD = "fyra-ord-i-en-rad"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = False


def application(environ: dict[str, Any], start: Any) -> list[bytes]:
    """Answers wholly within its own thread, files and connections closed: the database is dropped afterwards."""
    from samvag.config.wsgi import application as samvag

    answer = samvag(environ, start)
    try:
        return list(answer)
    finally:
        answer.close()
        connections.close_all()


@pytest.fixture
def address(story: Any) -> Iterator[str]:
    User.objects.create_user("sara", password=WORD)
    connections.close_all()
    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="sv-SE")
    yield context.new_page()
    context.close()


def give_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def log_in(page: Page) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Användarnamn").fill("sara")
    page.get_by_label("Lösenord").fill(WORD)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_label("Lösenord").fill(WORD)
    page.get_by_role("button", name="Fortsätt").click()


def test_a_key_is_added_and_lets_one_in_without_a_password(page: Page) -> None:
    give_authenticator(page)
    log_in(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Namn på nyckeln").fill("Min dator")
    page.get_by_label("Logga in med bara nyckeln").check()
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("button", name="Gör reservkoder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reservkoder")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta som text").click()
    assert len(Path(fetched.value.path()).read_text().split()) == 10
    page.goto(reverse("mfa_list_webauthn"))
    expect(page.get_by_role("rowheader", name="Min dator")).to_be_visible()
    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="Logga ut").click()
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Logga in med nyckel").click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(reverse("mfa_list_webauthn"))
    expect(page.get_by_role("rowheader", name="Min dator")).to_be_visible()


def test_a_key_that_does_not_answer_says_so_in_the_page(page: Page) -> None:
    page.add_init_script(
        "navigator.credentials.get = async () => { throw new DOMException('no', 'NotAllowedError') }"
    )
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Logga in med nyckel").click()
    expect(page.get_by_text("Nyckeln svarade inte, eller så avbröts det.")).to_be_visible()
