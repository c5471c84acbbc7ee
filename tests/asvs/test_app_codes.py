"""V6.5: a code of the app, from the moment that it shows until it is refused, and what is then said."""

import time
from collections.abc import Callable

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.urls import reverse

from samvag.agencies.accounts import create_account
from samvag.agencies.one_time import code_at, shown_by_app
from tests.login.conftest import SECRET, WORD

PERIOD = 30
OLD, WRONG = "Koden hann bli för gammal: den gäller i 30 sekunder", "Koden stämmer inte"


@pytest.fixture
def at(monkeypatch) -> Callable[[float], None]:
    """Seconds from when a code began to show, by the server's clock."""
    began = time.time() // PERIOD * PERIOD

    def clock(seconds: float) -> None:
        monkeypatch.setattr("time.time", lambda: began + seconds)

    clock(0)
    return clock


@pytest.fixture
def asked(sara, door):
    """She has said her password and is asked for the code."""
    there = door()
    there.says()
    return there


def said(answer) -> str:
    return answer.content.decode()


class TestACode:
    @pytest.mark.parametrize("seconds", [0, 15, 29.9])
    def test_holds_for_its_thirty_seconds(self, at, asked, seconds):
        code = code_at(SECRET)
        at(seconds)
        asked.codes(code)
        assert asked.is_in

    @pytest.mark.parametrize("seconds", [30, 31, 60, 90, 299, 301, 600])
    def test_and_not_a_moment_longer(self, at, asked, seconds):
        code = code_at(SECRET)
        at(seconds)
        asked.codes(code)
        assert not asked.is_in

    def test_nor_before_it(self, at, asked):
        at(30)
        code = code_at(SECRET)
        at(29.9)
        asked.codes(code)
        assert not asked.is_in

    def test_shows_again_that_it_is_oneself_no_longer_either(self, at, asked):
        asked.codes(code_at(SECRET))
        at(30)
        code = code_at(SECRET)
        at(60)
        answer = asked.client.post(reverse("mfa_reauthenticate"), {"code": code})
        assert answer.status_code == 200 and OLD in said(answer)

    def test_of_an_app_that_is_turned_on_lasts_no_longer_either(self, at, db, door):
        create_account("sara", WORD)
        client = door().client
        client.post(reverse("account_login"), {"login": "sara", "password": WORD})
        client.post(reverse("account_reauthenticate"), {"password": WORD})
        page = reverse("mfa_activate_totp")
        client.get(page)
        secret = client.session["mfa.totp.secret"]
        code = code_at(secret)
        at(30)
        assert OLD in said(client.post(page, {"code": code}))
        assert client.post(page, {"code": code_at(secret)}).status_code == 302


class TestOneThatIsLate:
    def test_is_told_what_to_do_in_words(self, at, asked):
        code = code_at(SECRET)
        at(35)
        page = said(asked.codes(code))
        assert OLD in page and "Vänta tills appen visar en ny" in page and "automatisk tid" in page
        assert 'aria-invalid="true"' in page

    def test_is_no_guess_however_often_and_the_next_one_opens(self, at, asked):
        code = code_at(SECRET)
        at(40)
        assert [asked.codes(code).status_code for _nth in range(8)] == [200] * 8
        assert not AccessAttempt.objects.exists()
        asked.codes(code_at(SECRET))
        assert asked.is_in

    def test_is_told_to_the_watch_without_a_name(self, at, asked, told):
        code = code_at(SECRET)
        at(40)
        asked.codes(code)
        (line,) = [line for line in told if "code.late" in line]
        assert f'"{User.objects.get().pk}"' in line and code not in line and "sara" not in line

    def test_is_known_again_for_five_minutes_and_then_as_wrong_as_any(self, at, asked):
        code = code_at(SECRET)
        at(329)
        assert OLD in said(asked.codes(code))
        at(330)
        assert WRONG in said(asked.codes(code))
        assert AccessAttempt.objects.get().failures_since_start == 1

    def test_of_a_code_to_come_nothing_is_told(self, at, asked):
        """Whoever guesses would know which to try in a while: it is a wrong one, and counted."""
        at(60)
        code = code_at(SECRET)
        at(0)
        page = said(asked.codes(code))
        assert WRONG in page and OLD not in page
        assert AccessAttempt.objects.get().failures_since_start == 1


def test_a_code_that_is_handed_out_has_time_left(at, monkeypatch):
    """The demo's, on the command line: the next one, when this one is nearly over."""
    monkeypatch.setattr("time.sleep", lambda seconds: at(28 + seconds))
    at(28)
    assert shown_by_app(SECRET) == code_at(SECRET)
    assert time.time() % PERIOD == 0
