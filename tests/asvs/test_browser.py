"""V3: what the browser is told, and what it is given to keep. Settings as behind a proxy that speaks https."""

import http.cookies
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from samvag.ui.headers import POLICY
from tests.factories.known import known
from tests.guards.routes import OF_PACKAGES

YEAR = 365 * 24 * 3600
ANYWHERE = ["/", "/konto/login/", "/min-vag/logga-in/", "/healthz", "/finns-inte/"]


@pytest.mark.parametrize("path", ANYWHERE)
def test_hsts_holds_for_a_year_and_more_and_for_every_name_below(https: None, path: str) -> None:
    said = Client().get(path, secure=True)["Strict-Transport-Security"]
    age, *more = [part.strip() for part in said.split(";")]
    assert int(age.removeprefix("max-age=")) >= YEAR
    assert more == ["includeSubDomains"]


def test_a_file_of_ours_says_it_too_and_is_nobody_elses(https: None) -> None:
    answer = Client().get("/static/ui/js/samvag.js", secure=True, headers={"origin": "https://evil.example"})
    assert b"".join(answer.streaming_content)
    answer.close()
    assert "includeSubDomains" in answer["Strict-Transport-Security"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_nothing_is_promised_where_there_is_no_https(db: None) -> None:
    assert "Strict-Transport-Security" not in Client().get("/konto/login/", secure=True)


def test_in_the_open_an_answer_is_only_the_way_to_https(https: None) -> None:
    answer = Client().post("/konto/login/", {"login": "sara", "password": "ett-ord"})
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/konto/login/")
    assert not answer.content and not answer.cookies


class TestCookies:
    @pytest.fixture
    def given(self, https, door, sara, case, anna, ame, pages) -> Iterator[http.cookies.Morsel]:
        """All that a day brings: a login in two steps, another language, a contact that says it was saved."""
        there = door()
        there.client.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
        there.client.get("/konto/login/")
        there.enters()
        there.client.post("/sprak/", {"language": "en"})
        worker = pages(anna, ame)
        worker.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
        begun = case(anna)
        worker.post(reverse("agencies:choose_unit"), {"unit": str(ame.pk)})
        worker.get(known(anna, begun).path())
        worker.post("/sprak/", {"language": "sv"})
        found = {**there.client.cookies, **worker.cookies}
        return [found[name] for name in found if found[name]["path"]]

    def test_each_is_of_this_host_alone_unread_by_scripts_and_sent_from_our_pages(self, given):
        assert {one.key for one in given} >= {
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            settings.LANGUAGE_COOKIE_NAME,
        }
        for one in given:
            assert one.key.startswith("__Host-"), one.key
            assert one["secure"] and one["httponly"] and one["path"] == "/" and not one["domain"], one.key
            assert one["samesite"] in ("Lax", "Strict"), one.key
            assert len(one.key) + len(one.value) < 4096, one.key

    def test_what_is_said_once_is_kept_so_too(self, https):
        from samvag.ui.sentences import Sentences

        assert Sentences(None).cookie_name == "__Host-messages"


def test_another_origin_is_given_nothing(https: None) -> None:
    """Not even when it asks as a browser does before it sends something."""
    for method in ("get", "options"):
        for path in ANYWHERE:
            asked = {"HTTP_ORIGIN": "https://evil.example", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST"}
            answer = getattr(Client(), method)(path, secure=True, **asked)
            assert not [name for name in answer.headers if name.startswith("Access-Control")], path


@pytest.mark.parametrize("path", ["/konto/login/", "/sprak/", "/min-vag/logga-in/", "/konto/logout/"])
def test_what_was_not_sent_from_our_own_page_is_refused(https: None, path: str) -> None:
    """Without the page's token, with another's, and from another place that has got hold of one."""
    client = Client(enforce_csrf_checks=True)
    client.get("/konto/login/", secure=True)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    ours, theirs = "https://testserver", "https://evil.example"
    for form, origin in (({}, ours), ({"csrfmiddlewaretoken": "x" * 64}, ours),
                         ({"csrfmiddlewaretoken": token}, theirs)):  # fmt: skip
        assert client.post(path, form, secure=True, headers={"origin": origin}).status_code == 403
    answer = client.post(path, {"csrfmiddlewaretoken": token}, secure=True, headers={"origin": ours})
    assert answer.status_code != 403


def test_a_form_of_another_kind_is_none(https: None) -> None:
    """What a browser sends without asking first (text/plain) brings no token that counts."""
    client = Client(enforce_csrf_checks=True)
    client.get("/konto/login/", secure=True)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    sent = client.post(
        "/konto/logout/", f"csrfmiddlewaretoken={token}", content_type="text/plain", secure=True
    )
    assert sent.status_code == 403


def test_each_page_says_what_may_run_and_who_may_frame_it(opened) -> None:
    for route, answer in opened:
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy or "sandbox" in policy, route.name
        assert policy == POLICY or policy.startswith("default-src 'none'"), route.name
        assert answer["X-Content-Type-Options"] == "nosniff", route.name
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", route.name
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", route.name
        assert answer["Referrer-Policy"] == "same-origin", route.name
        assert "no-store" in answer["Cache-Control"], route.name
    for directive in ("default-src 'none'", "base-uri 'none'", "form-action 'self'"):
        assert directive in POLICY, "default-src 'none' is object-src 'none' too"


def test_a_file_is_saved_and_never_a_page(opened) -> None:
    """What is no page says that it is one to keep, or is drawn by us and runs nothing."""
    files = [
        (route, answer)
        for route, answer in opened
        if answer.status_code == 200
        and not answer["Content-Type"].startswith(("text/html", "application/json; "))
    ]
    assert len(files) >= 3
    for route, answer in files:
        kept = answer.get("Content-Disposition", "").partition(";")[0]
        if answer["Content-Type"].partition(";")[0] not in (
            "application/json",
            "application/pdf",
            "text/plain",
        ):
            assert kept == "attachment", route.name
        assert answer["X-Content-Type-Options"] == "nosniff", route.name


def test_no_page_holds_anything_of_somebody_elses(opened) -> None:
    """No script, style, picture, frame or typeface from elsewhere, and none within the page."""
    import re

    fetched = re.compile(
        r"<(?:script|img|link|iframe|source|video|audio|object|embed)\b[^>]*?(?:src|href|data)=\"([^\"]*)\""
    )
    for route, html in opened.html():
        elsewhere = [one for one in fetched.findall(html) if not one.startswith(("/", "data:image/", "#"))]
        assert not elsewhere, route.name
        assert "//cdn" not in html and "jsonp" not in html.lower(), route.name


def test_the_routes_of_packages_are_told_the_same(db: None) -> None:
    for prefix in OF_PACKAGES:
        name = {"account_": "account_login", "mfa_": "mfa_index", "usersessions_": "usersessions_list"}[
            prefix
        ]
        assert Client().get(reverse(name))["Content-Security-Policy"] == POLICY
