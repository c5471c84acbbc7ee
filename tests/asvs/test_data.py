"""V2, V8, V14: what comes in is judged here, what goes out is the least, and nothing of it stays on the way."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from samvag.access.roles import Role
from samvag.agencies.models import Staff
from samvag.cases.models import Contact, Step
from samvag.people.models import Card
from tests.browser.conftest import address  # noqa: F401 - a fixture
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.known import Known, known
from tests.factories.people import make_case
from tests.harness.acting import acting
from tests.harness.pages import Pages, of_person, signed_in

NUMBER = "197109259288"


def contact(**more: str) -> dict[str, str]:
    """As the page sends it."""
    day = timezone.localdate().isoformat()
    return {
        "channel": "PHONE",
        "line": "",
        "later": "",
        "on": day,
        "direction": "OUT",
        "reached": "yes",
        **more,
    }


class TestWhatComesIn:
    def test_is_judged_here_whatever_the_browser_let_through(self, case, anna, ame, pages):
        """As no form of ours sends it: an unknown choice, no day at all, a day to come, a text without end."""
        hers = known(anna, case(anna))
        assert pages(anna, ame).post(hers.path("contact/"), contact()).status_code == 302, (
            "or nothing is proved"
        )
        wrong = [
            {"channel": "TELEPATHY"},
            {"on": "2026-02-30"},
            {"on": "not-a-day"},
            {"on": f"{timezone.localdate() + timedelta(days=2):%Y-%m-%d}"},
            {"channel": ["PHONE", "SMS', 'x"]},
        ]
        for bad in wrong:
            answer = pages(anna, ame).post(hers.path("contact/"), contact() | bad)
            assert answer.status_code in (409, 422), bad
        with acting(anna, ame):
            assert Contact.objects.count() == 1

    def test_that_nobody_asked_for_is_not_taken(self, case, anna, bo, soc, ame, pages):
        """No field is written that the act does not write: whose, about whom, by whom, how old."""
        hers = known(anna, case(anna))
        client = pages(anna, ame)
        with_more = {
            "given_name": "Ny", "family_name": "Ask", "owner_unit": str(soc.pk), "owner_unit_id": str(soc.pk),
            "person_id": "x", "id": "x", "version": "900", "changed_by_id": str(bo.pk), "protection": "SKYDDAD",
        }  # fmt: skip
        client.answer(hers.path("card/"), with_more)
        with acting(anna, ame):
            card = Card.objects.get(pk=hers.card)
        assert (card.owner_unit_id, card.protection) == (ame.pk, "INGEN")
        assert card.version < 900

    def test_is_taken_from_where_it_belongs(self, anna, ame, pages, case):
        """What a form sends counts when it is sent, never out of the address: said twice it is not said better."""
        hers = known(anna, case(anna))
        answer = pages(anna, ame).post(hers.path("contact/") + "?" + urlencode(contact()), {})
        assert answer.status_code == 422
        with acting(anna, ame):
            assert not Contact.objects.exists()

    @pytest.mark.parametrize("words", ["x" * 2_000_000, "\x00", "\ud800"])
    def test_without_end_or_that_is_no_text_is_refused_and_harms_nothing(self, case, anna, ame, pages, words):
        hers = known(anna, case(anna))
        client = pages(anna, ame)
        client.raise_request_exception = False
        sent = words.encode("utf-8", "surrogatepass")
        body = b"text=" + sent + b"&category=planning"
        answer = client.generic(
            "POST", hers.path("note/"), body, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code in (200, 302, 400, 409, 413, 422)


def test_what_breaks_half_way_leaves_nothing(case, anna, ame, pages, monkeypatch):
    """A contact makes a step: when that fails, there is no contact either."""
    hers = known(anna, case(anna))
    client = pages(anna, ame)
    client.raise_request_exception = False
    monkeypatch.setattr(Step, "save", _breaks)
    answer = client.post(hers.path("contact/"), contact(later="7", step="Ringa igen"))
    assert answer.status_code == 500
    with acting(anna, ame):
        assert not Contact.objects.exists() and not Step.objects.exists()


def _breaks(*_given: object, **_facts: object) -> None:
    raise RuntimeError


def test_one_code_lets_in_one_of_two_who_use_it_at_once(story):
    """What there is one of is not given twice: each try locks what it tries."""
    from samvag.outbox import codes

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox_asked (id, person, number_mac, address_mac)"
            " VALUES (gen_random_uuid(), gen_random_uuid(), 'a', 'b') RETURNING id"
        )
        (asked,) = cursor.fetchone()
        mac = codes.mac("code", f"{asked}|123456")
        cursor.execute("INSERT INTO outbox_code (asked, mac) VALUES (%s, %s)", [asked, mac])
    came: list[bool] = []

    def tries() -> None:
        came.append(codes.try_code(asked, "123456") is not None)
        connections.close_all()

    threads = [threading.Thread(target=tries) for _nth in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(came) == [False] * 7 + [True]


class TestWhatGoesOut:
    def test_names_nobody_in_an_address(self, opened):
        """Numbers and names of persons are in no link, form address or header of any page, and no key is."""
        for route, answer in opened:
            if not answer["Content-Type"].startswith("text/html"):
                continue
            addresses = re.findall(r'(?:href|action|src|hx-get|hx-post)="([^"]*)"', answer.content.decode())
            text = " ".join([*addresses, answer.get("Location", "")])
            assert not re.search(r"\d{6}-?\d{4}(?![0-9a-f-])", re.sub(r"[0-9a-f-]{36}", "", text)), route.name
            key = opened.client(route).session.session_key
            assert key not in text and "csrfmiddlewaretoken" not in text, route.name

    def test_a_number_in_an_address_is_not_even_answered(self, anna, ame, pages):
        answer = pages(anna, ame).get("/people/", {"q": NUMBER})
        assert NUMBER not in answer.get("Location", "")
        assert 'action="/people/"' in answer.content.decode(), "asked for in a form that is sent"
        assert re.search(r'<form[^>]*method="post"[^>]*action="/people/"', answer.content.decode())

    def test_what_is_kept_between_is_counts_and_used_codes_alone(self, sara, door):
        there = door()
        there.enters()
        with connections["auth"].cursor() as cursor:
            cursor.execute("SELECT cache_key, value FROM account_cache")
            kept = cursor.fetchall()
        text = str(kept)
        for word in ("sara", "Sara", "Sjö", NUMBER):
            assert word not in text

    def test_no_page_may_be_kept_by_anything_on_the_way(self, opened):
        for route, answer in opened:
            said = answer["Cache-Control"]
            assert "no-store" in said and "public" not in said, route.name

    def test_what_is_not_there_is_not_another_page(self, anna, ame, pages):
        """An ending that looks like a file of ours gives no page that something on the way would keep."""
        client = pages(anna, ame)
        for path in ("/x.css", "/people/x.css", "/unit/x.js", "/people/%0ax.png", "/static/x.css"):
            answer = client.get(path)
            assert answer.status_code in (404, 301), path


KEPT = """async () => [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""


@pytest.fixture
def somebody(story) -> tuple[Staff, Known]:
    unit = make_unit(make_association(), "AME")
    worker = make_staff(unit, Role.WORKER, Role.MANAGER, name="Dag Ny")
    return worker, known(worker, make_case(worker, card={"given_name": "Leila", "family_name": "Ovanlig"}))


@pytest.fixture
def visiting(browser: Browser, address: str) -> Iterator:  # noqa: F811
    """A browser with a session, and what lies in it."""
    context = browser.new_context()

    def opened(client: Pages):
        key = client.cookies["sessionid"].value
        connections.close_all()
        context.add_cookies([{"name": "sessionid", "value": key, "url": address, "httpOnly": True}])
        return context.new_page()

    yield opened
    context.close()


@pytest.mark.browser
def test_nothing_is_kept_in_the_browser_but_the_session(somebody, visiting, address: str) -> None:  # noqa: F811
    worker, hers = somebody
    page = visiting(signed_in(worker, worker.unit))
    for path in ("/", hers.path(), "/people/?q=Leila", hers.path("card/"), "/unit/", hers.path("note/")):
        page.goto(address + path)
    page.locator("textarea").first.fill("Leila har ont i ryggen")
    page.wait_for_timeout(4000)
    assert page.evaluate(KEPT) == ["{}", "{}", "", 0, 0, 0]
    cookies = page.context.cookies()
    assert {one["name"] for one in cookies} <= {"sessionid", "csrftoken", "language", "messages"}
    assert all(one["httpOnly"] and "Leila" not in one["value"] for one in cookies)


@pytest.mark.browser
def test_what_was_shown_is_not_there_to_go_back_to(somebody, visiting, address: str) -> None:  # noqa: F811
    """She logs out on a library's computer; whoever sits down next goes back."""
    _worker, hers = somebody
    page = visiting(of_person(hers.person))
    page.goto(address + "/min-vag/tittat/")
    shown = page.locator("main").inner_text()
    page.locator("form[action='/min-vag/logga-ut/'] button").last.click()
    page.wait_for_url("**/logga-in/")
    page.go_back()
    page.wait_for_load_state()
    assert "/logga-in/" in page.url and page.locator("main").inner_text() != shown


def test_nobody_opens_a_page_by_role_alone_that_says_it_is_an_administrators(staff, ame, pages):
    """The administrator keeps the unit and meets nobody; the worker meets persons and keeps nothing."""
    keeper, worker = staff(ame, Role.ADMIN), staff(ame, Role.WORKER)
    for path, keeper_gets, worker_gets in (
        (reverse("agencies:edit_unit"), 200, 403),
        ("/people/", 403, 200),
        ("/admin/loggranskning/", 403, 403),
    ):
        assert pages(keeper, ame).get(path).status_code == keeper_gets, path
        assert pages(worker, ame).get(path).status_code == worker_gets, path
