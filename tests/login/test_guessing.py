"""Five wrong guesses and one waits, also for the right word; a colleague elsewhere does not."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from django.utils import timezone

from samvag.agencies.accounts import current_code
from tests.login.conftest import WORD, Door

WRONG = "fel-ord-i-en-rad"


def guesses(door: Door, times: int = 5) -> list[int]:
    return [door.says(WRONG).status_code for _nth in range(times)]


def test_the_fifth_wrong_password_is_told_to_wait(sara, door):
    assert guesses(door()) == [200, 200, 200, 200, 429]


def test_then_the_right_one_waits_too_and_is_told_what_to_do(sara, door):
    guesses(door())
    answer = door().says()
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "Det blev fel 5 gånger. Vänta 15 minuter" in answer.content.decode()
    assert "logga in med nyckel" in answer.content.decode()


def test_four_do_not_hinder(sara, door):
    guesses(door(), 4)
    assert door().enters().status_code == 302


def test_a_login_forgets_the_wrong_ones(sara, door):
    guesses(door(), 4)
    door().enters()
    assert guesses(door(), 4) == [200] * 4


def test_whoever_sits_elsewhere_is_not_shut_out(sara, door):
    guesses(door())
    assert door(REMOTE_ADDR="10.0.0.7").enters().status_code == 302


def test_nobody_waits_longer_because_somebody_goes_on_guessing(sara, door):
    guesses(door(), 12)
    assert AccessAttempt.objects.get().failures_since_start == 5
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert door().enters().status_code == 302


@pytest.mark.parametrize("name", ["SARA", " sara", "ＳＡＲＡ", "Sara "])
def test_another_way_of_writing_the_name_gives_no_more_guesses(sara, door, name):
    for _nth in range(4):
        door().says(WRONG)
    assert door().says(WRONG, name=name).status_code == 429


def test_another_browser_gives_no_more_guesses(sara, door):
    for nth in range(4):
        door(HTTP_USER_AGENT=f"browser {nth}").says(WRONG)
    assert door().says(WRONG).status_code == 429


def test_a_name_that_nobody_has_waits_alike(sara, door):
    statuses = [door().says(WRONG, name="ingen").status_code for _nth in range(6)]
    assert statuses == [200, 200, 200, 200, 429, 429]


def test_wrong_codes_count_and_then_the_right_one_waits(sara, door):
    there = door()
    there.says()
    assert [there.codes("000000").status_code for _nth in range(5)] == [200, 200, 200, 200, 429]
    again = door()
    assert again.says().status_code == 429, "the password is not looked at either"
    assert there.codes(current_code("sara")).status_code == 429
    assert not there.is_in


def test_knowing_the_password_gives_no_more_guesses_at_the_code(sara, door):
    for _nth in range(4):
        there = door()
        there.says()
        there.codes("000000")
    assert there.codes("000000").status_code == 429


def test_wrong_reserve_codes_count_with_the_others(reserve, door):
    there = door()
    there.says()
    there.codes("000000")
    for _nth in range(3):
        there.codes("abcd1-234ef")
    assert there.codes("abcd1-234ef").status_code == 429
    assert there.codes(reserve[0]).status_code == 429
    assert not there.is_in


def test_to_show_again_that_it_is_oneself_is_counted_too(sara, door):
    there = door()
    there.enters()
    at = reverse("mfa_reauthenticate")
    statuses = [there.client.post(at, {"code": "000000"}).status_code for _nth in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert there.client.post(at, {"code": current_code("sara")}).status_code == 429


def test_nothing_of_it_names_anybody(sara, door, caplog):
    """People write their passwords where the name goes."""
    caplog.set_level(logging.WARNING)
    there = door()
    for _nth in range(6):
        there.says(WRONG, name=WORD)
    kept = AccessAttempt.objects.get()
    for text in (
        kept.username,
        kept.post_data,
        kept.get_data,
        *(record.getMessage() for record in caplog.records),
    ):
        assert WORD not in text and WRONG not in text
    assert "127.0.0.1" not in caplog.text
