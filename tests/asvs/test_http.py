"""V4, V12, V13: messages as they come and go, at the real server where it is the server that decides."""

import re
import runpy
import socket
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory

from samvag.agencies.guessing import address_of
from tests.guards.routes import routes
from tests.guards.source import PROGRAM

ALLOWED = {"GET", "HEAD", "POST", "OPTIONS"}


def test_each_answer_says_what_it_holds_and_in_which_letters(opened) -> None:
    for route, answer in opened:
        if answer.content:
            kind = answer["Content-Type"]
            assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(; ?.+)?", kind), route.name
            assert not kind.startswith("text/") or "charset=utf-8" in kind.lower(), (route.name, kind)
            if "charset" in kind:
                assert answer.content.decode("utf-8"), route.name
            if kind.startswith("application/pdf"):
                assert answer.content.startswith(b"%PDF-"), route.name
            if kind.startswith("text/html"):
                assert b"<html" in answer.content or b"<" in answer.content, route.name


def test_a_page_answers_to_the_methods_that_it_says_and_to_no_other(opened) -> None:
    for route in routes():
        client, where = opened.client(route), opened.address(route)
        for method in {"PUT", "PATCH", "DELETE", "TRACE"} - set(route.methods):
            assert client.generic(method, where).status_code == 405, (route.name, method)


def test_a_program_is_not_led_on_from_the_open(https: None) -> None:
    """A page is; else a program that asks in the open would be served, and nobody would notice."""
    assert Client().get("/konto/login/").status_code == 301
    for path in ("/healthz", "/metrics"):
        assert Client().get(path).status_code != 301


class TestTheProxysWord:
    """What a browser writes in a header is not what the proxy says."""

    def test_whether_it_was_https_is_asked_of_the_proxy_alone(self, https):
        assert Client().get("/konto/login/", headers={"x-forwarded-proto": "https"}).status_code == 200
        for name in ("x-forwarded-ssl", "front-end-https", "x-url-scheme", "forwarded"):
            assert Client().get("/konto/login/", headers={name: "https"}).status_code == 301

    def test_without_a_proxy_nobody_is_asked(self, db):
        request = Client().get("/konto/login/", headers={"x-forwarded-proto": "https"}).wsgi_request
        assert not request.is_secure()

    @pytest.mark.parametrize(
        ("proxies", "said", "taken"),
        [
            (0, "8.8.8.8", "10.0.0.1"),
            (1, "8.8.8.8", "8.8.8.8"),
            (1, "6.6.6.6, 8.8.8.8", "8.8.8.8"),
            (2, "6.6.6.6, 8.8.8.8, 9.9.9.9", "8.8.8.8"),
        ],
    )
    def test_an_address_counts_as_far_back_as_there_are_proxies(self, settings, proxies, said, taken):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        asked = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": said})
        assert address_of(asked) == taken

    def test_whoever_changes_what_she_says_gets_no_more_guesses(self, settings, sara, door):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        statuses = [
            door(HTTP_X_FORWARDED_FOR=f"6.6.6.{nth}, 8.8.8.8").says("fel-ord-i-en-rad").status_code
            for nth in range(5)
        ]
        assert statuses == [200, 200, 200, 200, 429]

    def test_another_name_for_us_is_not_answered(self, db):
        assert Client(HTTP_HOST="evil.example").get("/konto/login/").status_code == 400
        answer = Client().get("/", headers={"x-forwarded-host": "evil.example"})
        assert "evil.example" not in answer["Location"]


def spoken(address: str, message: bytes) -> bytes:
    """All that the server says to these bytes until it hangs up or is silent."""
    where = urlsplit(address)
    with socket.create_connection((where.hostname or "", where.port or 0), 5) as line:
        line.sendall(message)
        line.settimeout(2)
        heard = b""
        try:
            while more := line.recv(65536):
                heard += more
        except TimeoutError:
            pass
    return heard


def answers(heard: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", heard)]


HIDDEN = b"GET /konto/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


class TestWhereAMessageEnds:
    """Two who read one message differently could be made to see a request that only one of them saw."""

    def post(self, *lines: bytes, body: bytes) -> bytes:
        return b"\r\n".join((b"POST /healthz HTTP/1.1", b"Host: localhost", *lines, b"", b"")) + body

    def test_pieces_go_before_a_length(self, knocked_at):
        lines = (b"Transfer-Encoding: chunked", b"Content-Length: 6")
        heard = spoken(knocked_at, self.post(*lines, body=b"0\r\n\r\n" + b"GET /"))
        assert len(answers(heard)) <= 2 and 200 not in answers(heard)

    @pytest.mark.parametrize(
        "lines",
        [
            (b"Content-Length: 5", b"Content-Length: %d" % len(HIDDEN)),
            (b"Content-Length: +5",),
            (b"Content-Length: 5, 5x",),
            (b"Transfer-Encoding: chunked, identity",),
            (b"Transfer-Encoding: xchunked",),
            (b"Transfer-Encoding : chunked",),
            (b"X-A: b\r\n Content-Length: 3",),
        ],
    )
    def test_what_can_be_read_in_two_ways_is_not_answered(self, knocked_at, lines):
        heard = spoken(knocked_at, self.post(*lines, body=HIDDEN))
        assert 200 not in answers(heard), "the hidden request was taken for one of its own"

    def test_what_can_be_read_in_one_is(self, knocked_at):
        assert answers(spoken(knocked_at, HIDDEN)) == [200]

    def test_no_line_is_slipped_into_an_answer(self, db):
        """A header that is made of what somebody wrote ends where it should."""
        answer = Client().get("/people/?q=a%0d%0aSet-Cookie:%20x=y")
        assert "x=y" not in str(answer.cookies)
        assert "\r" not in answer["Location"] and "\n" not in answer["Location"]


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "path",
        ["/.git/config", "/.git/HEAD", "/.env", "/pyproject.toml", "/samvag/config/settings.py", "/static/",
         "/static/ui/", "/static/../samvag/config/settings.py", "/static/%2e%2e/%2e%2e/pyproject.toml",
         "/static/..%2f..%2fpyproject.toml", "/static//etc/passwd", "/var/secrets.json", "/backup", "/admin/",
         "/debug/", "/api/schema", "/swagger", "/docs"],
    )  # fmt: skip
    def test_files_of_ours_and_lists_of_them(self, knocked_at, path):
        heard = spoken(
            knocked_at, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        assert answers(heard) == [404], path
        assert b"SECRET_KEY" not in heard and b"[core]" not in heard and b"[project]" not in heard

    def test_what_is_sent_is_not_sent_back(self, knocked_at):
        asked = b"TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Mine: hemligt\r\nConnection: close\r\n\r\n"
        heard = spoken(knocked_at, asked)
        assert answers(heard)[0] in (400, 405, 501)
        assert b"hemligt" not in heard

    def test_no_line_stays_open_for_more_than_pages(self, knocked_at):
        """WebSocket is not spoken: the handshake is answered as a page is."""
        asked = (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n\r\n"
        )
        assert 101 not in answers(spoken(knocked_at, asked))

    def test_what_runs_here_is_not_told(self, knocked_at):
        heard = spoken(
            knocked_at, b"GET /finns-inte/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        ).lower()
        for word in (b"django", b"python", b"postgres", b"psycopg", b"traceback"):
            assert word not in heard
        assert not re.search(rb"server: .*\d", heard)

    def test_nothing_shows_what_is_within(self, settings):
        said = runpy.run_path(str(PROGRAM / "config" / "settings.py"))
        assert said["DEBUG"] is False and not settings.DEBUG
        assert not [app for app in said["INSTALLED_APPS"] if re.search("debug|admin$|extensions|silk", app)]
