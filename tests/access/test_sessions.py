"""Sessions by plain SQL are Django's own: the same rows, read by either."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as Djangos
from django.contrib.sessions.models import Session
from django.utils import timezone

from samvag.access.sessions import NEARLY, SessionStore


@pytest.fixture
def made(db) -> SessionStore:
    session = SessionStore()
    session["unit"] = "ame"
    session.create()
    return session


def again(session: SessionStore) -> SessionStore:
    return SessionStore(session.session_key)


def test_what_is_saved_is_read(made):
    made["staff"] = "bo"
    made.save()
    assert (again(made)["unit"], again(made)["staff"]) == ("ame", "bo")


def test_django_reads_it_and_it_reads_djangos(made):
    theirs = Djangos(made.session_key)
    assert theirs["unit"] == "ame"
    theirs["unit"] = "soc"
    theirs.save()
    assert again(made)["unit"] == "soc"


def test_it_lives_as_long_as_it_says(made):
    made.set_expiry(600)
    made.save()
    left = Session.objects.get(session_key=made.session_key).expire_date - timezone.now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)


def test_one_that_has_run_out_is_nobodys(made):
    Session.objects.filter(session_key=made.session_key).update(expire_date=timezone.now())
    late = again(made)
    assert "unit" not in late
    assert late.session_key is None


def test_it_lives_on_when_it_is_used_and_is_written_for_that_a_few_times_an_hour(made):
    def used_after(rest: timedelta) -> bool:
        Session.objects.filter(session_key=made.session_key).update(expire_date=made.get_expiry_date() - rest)
        used = again(made)
        assert used["unit"] == "ame"
        return used.modified

    assert not used_after(timedelta(0))
    nearly = timedelta(seconds=settings.SESSION_COOKIE_AGE) / NEARLY
    assert nearly == timedelta(minutes=20)
    assert not used_after(nearly - timedelta(minutes=1))
    assert used_after(nearly + timedelta(minutes=1))


def test_a_short_one_is_prolonged_as_often_for_its_length(made):
    """Half an hour: whoever read for two minutes has half an hour again."""
    made.set_expiry(1800)
    made.save()
    for minutes, modified in ((1, False), (2, True)):
        before = timezone.now() + timedelta(minutes=30 - minutes)
        Session.objects.filter(session_key=made.session_key).update(expire_date=before)
        used = again(made)
        assert used["unit"] == "ame"
        assert used.modified == modified


def test_one_that_has_a_last_moment_is_not_prolonged(made):
    made.set_expiry(timezone.now() + timedelta(minutes=5))
    made.save()
    used = again(made)
    assert used["unit"] == "ame"
    assert not used.modified


@pytest.mark.parametrize("key", ["", "x" * 32, "' OR true --"])
def test_a_key_that_is_none_opens_nothing(db, key):
    assert SessionStore(key).get("unit") is None


def test_one_that_was_ended_elsewhere_is_not_brought_back(made):
    again(made).delete()
    made["staff"] = "bo"
    with pytest.raises(UpdateError):
        made.save()
    assert not Session.objects.filter(session_key=made.session_key).exists()


def test_one_statement_reads_it_and_one_writes_it(made, django_assert_num_queries):
    with django_assert_num_queries(2, using="auth"):
        session = again(made)
        session["staff"] = "bo"
        session.save()
