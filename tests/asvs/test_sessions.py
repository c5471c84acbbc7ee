"""V7: a login ends when it should, wherever it is, and what would change it asks anew."""

import random
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from samvag.access.sessions import BEGAN, LONGEST, SessionStore
from samvag.agencies.setting_up import log_out
from samvag.kernel.errors import Refused
from tests.login.conftest import WORD
from tests.outbox.conftest import owner_sql  # noqa: F401 - a fixture

NEW = "fem-nya-ord-i-en-annan-rad"


def is_out(client) -> bool:
    answer = client.get("/")
    return answer.status_code == 302 and answer["Location"].startswith("/konto/login/")


@pytest.fixture
def inside(reserve, door):
    """Logged in from two browsers."""
    here, there = door(), door()
    there.enters()
    here.says()
    here.codes(reserve[0])
    assert not is_out(here.client) and not is_out(there.client)
    return here.client, there.client


def shows_who_she_is(client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": WORD})


class TestTheKey:
    def test_nobody_guesses_it(self, db):
        """32 signs of 36 are 165 bits, and no seed gives them again."""
        keys = set()
        for _nth in range(200):
            random.seed(1)
            session = SessionStore()
            session.create()
            keys.add(session.session_key)
        assert len(keys) == 200
        assert all(re.fullmatch("[a-z0-9]{32}", key) for key in keys)

    def test_what_the_browser_holds_says_nothing(self, inside):
        """All of it lies in the database: the cookie is the key alone, and one that is made up opens nothing."""
        client, _there = inside
        kept = client.cookies[settings.SESSION_COOKIE_NAME]
        assert kept.value == client.session.session_key
        kept.set(settings.SESSION_COOKIE_NAME, "a" * 32, "a" * 32)
        assert is_out(client)

    def test_a_login_gives_another(self, sara, door):
        there = door()
        there.says()
        before = there.client.session.session_key
        there.client.get("/konto/mfa/authenticate/")
        from samvag.agencies.accounts import current_code

        there.codes(current_code("sara"))
        assert there.is_in
        assert there.client.session.session_key != before
        assert not Session.objects.filter(session_key=before).exists()


class TestItsEnd:
    def test_when_nothing_is_done_for_eight_hours(self, inside):
        client, _there = inside
        assert settings.SESSION_COOKIE_AGE == 8 * 3600
        Session.objects.filter(session_key=client.session.session_key).update(expire_date=timezone.now())
        assert is_out(client)

    @pytest.mark.parametrize(("hours", "out"), [(11.9, False), (12.1, True)])
    def test_after_twelve_hours_however_much_is_done(self, inside, hours, out):
        client, _there = inside
        session = client.session
        assert timedelta(hours=12) == LONGEST
        session[BEGAN] = (timezone.now() - timedelta(hours=hours)).timestamp()
        session.save()
        assert is_out(client) is out

    @pytest.mark.parametrize(("minutes", "out"), [(29, False), (31, True)])
    def test_in_min_vag_after_half_an_hour(self, case, anna, her_pages, minutes, out):
        client = her_pages(case(anna).person_id)
        from samvag.access.persons import IDLE_SECONDS

        left = timedelta(seconds=IDLE_SECONDS) - timedelta(minutes=minutes)
        Session.objects.filter(session_key=client.session.session_key).update(
            expire_date=timezone.now() + left
        )
        assert (client.get("/min-vag/").status_code == 302) is out

    def test_logged_out_is_out_also_for_whoever_kept_the_key(self, inside):
        client, _there = inside
        key = client.session.session_key
        answer = client.post("/konto/logout/")
        assert answer["Clear-Site-Data"] == '"cache", "storage"'
        assert not Session.objects.filter(session_key=key).exists()
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        assert is_out(client)

    def test_the_person_leaves_nothing_behind_either(self, case, anna, her_pages):
        client = her_pages(case(anna).person_id)
        assert "Clear-Site-Data" not in client.get("/min-vag/").headers
        assert client.post("/min-vag/logga-ut/")["Clear-Site-Data"] == '"cache", "storage"'

    def test_a_password_changed_is_an_end_everywhere_else(self, inside):
        here, there = inside
        shows_who_she_is(here)
        here.post(
            reverse("account_change_password"), {"oldpassword": WORD, "password1": NEW, "password2": NEW}
        )
        assert not is_out(here)
        assert is_out(there)

    def test_so_is_a_code_app_taken_away(self, inside):
        here, there = inside
        shows_who_she_is(here)
        here.post(reverse("mfa_deactivate_totp"))
        assert not Authenticator.objects.filter(type="totp").exists()
        assert is_out(there)

    def test_whoever_keeps_the_installation_ends_one_persons(self, inside, case, anna, her_pages):
        herself = her_pages(case(anna).person_id)
        log_out("sara")
        assert is_out(inside[0]) and is_out(inside[1])
        assert herself.get("/min-vag/").status_code == 200
        with pytest.raises(Refused, match="ingen inloggning ingen"):
            log_out("ingen")

    def test_or_everybodys(self, inside, case, anna, her_pages):
        herself = her_pages(case(anna).person_id)
        log_out("")
        assert is_out(inside[0]) and is_out(inside[1])
        assert herself.get("/min-vag/").status_code == 302


class TestAskedAnew:
    CHANGES = [
        ("account_change_password", {"oldpassword": WORD, "password1": NEW, "password2": NEW}),
        ("mfa_deactivate_totp", {}),
        ("mfa_generate_recovery_codes", {}),
        ("mfa_add_webauthn", {"name": "En annans nyckel"}),
        ("usersessions_list", {}),
    ]

    @pytest.mark.parametrize(("page", "form"), CHANGES[1:])
    def test_before_a_way_in_is_changed_or_a_login_elsewhere_ended(self, inside, page, form):
        here, there = inside
        before = list(Authenticator.objects.values_list("id", "data").order_by("id"))
        answer = here.post(reverse(page), form)
        assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
        assert list(Authenticator.objects.values_list("id", "data").order_by("id")) == before
        assert not is_out(there)

    def test_a_new_password_takes_the_old_one(self, inside):
        here, there = inside
        for old in ("", "fel-ord-i-en-rad"):
            here.post(
                reverse("account_change_password"), {"oldpassword": old, "password1": NEW, "password2": NEW}
            )
        assert not is_out(there)

    def test_having_shown_it_she_sees_and_ends_the_others(self, inside):
        here, there = inside
        assert UserSession.objects.count() == 2
        assert here.get(reverse("usersessions_list")).content.decode().count("<tr") == 3, (
            "a head and two rows"
        )
        shows_who_she_is(here)
        here.post(reverse("usersessions_list"))
        assert is_out(there) and not is_out(here)


def test_every_page_behind_a_login_has_the_way_out(opened) -> None:
    pages = 0
    for route, html in opened.html():
        ways = ('action="/konto/logout/"', 'href="/konto/logout/"', 'action="/min-vag/logga-ut/"')
        if route.opens_to != "anyone":
            assert any(way in html for way in ways), route.name
            pages += 1
    assert pages > 50


def test_nobody_is_logged_in_by_a_link(db, client) -> None:
    """To the broker by a button of ours alone, and the pages of login change nothing when they are only read."""
    assert client.get("/konto/eid/kommun/").status_code == 405
    for path in ("/konto/login/", "/min-vag/logga-in/", "/konto/mfa/webauthn/login/"):
        client.get(path)
        assert "_auth_user_id" not in client.session and "person" not in client.session
