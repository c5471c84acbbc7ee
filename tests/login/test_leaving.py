"""Who has left, or has no role any more, is out within a second wherever she is logged in, and stays out."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from samvag.access.roles import Role
from samvag.agencies.accounts import create_account
from samvag.agencies.actions import end_role_now, end_staff
from samvag.agencies.models import Membership, Staff
from samvag.kernel.errors import Forbidden, Refused, Unseen
from tests.harness.acting import acting
from tests.login.conftest import SECRET, WORD

SECOND = 1.0


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(using="default", execute=True)


@pytest.fixture
def inside(reserve, door):
    """Logged in from two browsers; a code opens once."""
    first, second = door(), door()
    first.enters()
    second.says()
    second.codes(reserve[0])
    for one in (first, second):
        assert one.client.get("/").status_code == 200
    return first, second


def seconds_until_out(doors, since: float) -> float:
    for one in doors:
        answer = one.client.get("/")
        assert answer.status_code == 302 and answer["Location"].startswith("/konto/login/")
    return time.monotonic() - since


def test_who_has_left_is_out_within_a_second_everywhere(sara, inside, karin, ame, pages, committed):
    since = time.monotonic()
    with committed():
        answer = pages(karin, ame).post(f"/admin/personal/{sara.pk}/avsluta/")
    assert answer.status_code == 302
    assert seconds_until_out(inside, since) < SECOND


def test_nothing_is_left_to_come_in_by(sara, inside, karin, ame, door, committed):
    Authenticator.objects.create(
        user=User.objects.get(), type="webauthn", data={"name": "Nyckel", "credential": {}}
    )
    with committed(), acting(karin, ame) as by:
        end_staff(sara.pk, by=by)
    user = User.objects.get()
    assert not user.is_active and not user.has_usable_password()
    assert not Authenticator.objects.exists() and not UserSession.objects.exists()
    assert not Session.objects.exists()
    later = door()
    later.says()
    assert not later.is_in


def test_the_database_refuses_before_anything_else_is_done(sara, inside, karin, ame):
    """Also when the sessions' own database would not answer: nothing that runs after the commit has run here."""
    with acting(karin, ame) as by:
        end_staff(sara.pk, by=by)
    assert Session.objects.exists()
    for one in inside:
        assert one.client.get("/").status_code == 302


def test_who_lost_her_only_role_is_out_and_may_come_back_with_a_new_one(
    sara, inside, karin, ame, committed, door
):
    since = time.monotonic()
    role = Membership.objects.get(staff=sara)
    with committed(), acting(karin, ame) as by:
        end_role_now(role.pk, by=by)
    assert seconds_until_out(inside, since) < SECOND
    assert User.objects.get().is_active


def test_who_has_another_role_stays_in_but_not_there(sara, inside, karin, ame, soc, committed):
    from tests.factories.agencies import give_role

    give_role(sara, soc, Role.WORKER)
    with committed(), acting(karin, ame) as by:
        end_role_now(Membership.objects.get(staff=sara, unit=ame).pk, by=by)
    for one in inside:
        assert one.client.get("/")["Location"] == "/valj-verksamhet/"


class TestWhoMay:
    def test_nobody_ends_herself(self, karin, ame):
        with acting(karin, ame) as by, pytest.raises(Forbidden):
            end_staff(karin.pk, by=by)

    def test_a_worker_ends_nobody(self, sara, bo, ame):
        with acting(bo, ame) as by, pytest.raises(Forbidden):
            end_staff(sara.pk, by=by)

    def test_another_units_colleague_is_not_there(self, karin, ame, cilla):
        with acting(karin, ame) as by, pytest.raises(Unseen):
            end_staff(cilla.pk, by=by)

    def test_who_works_elsewhere_too_only_loses_her_roles_here(self, sara, karin, ame, soc):
        from tests.factories.agencies import give_role

        give_role(sara, soc, Role.WORKER)
        with acting(karin, ame) as by, pytest.raises(Refused):
            end_staff(sara.pk, by=by)
        assert Staff.objects.get(id=sara.pk).active

    def test_the_last_recipient_is_not_taken_away(self, staff, karin, ame):
        rut = staff(ame, Role.RECIPIENT)
        with acting(karin, ame) as by, pytest.raises(Refused):
            end_staff(rut.pk, by=by)
        with acting(karin, ame) as by, pytest.raises(Refused):
            end_role_now(Membership.objects.get(staff=rut).pk, by=by)

    def test_the_page_asks_once(self, sara, karin, ame, pages):
        page = pages(karin, ame)
        html = page.get(f"/admin/personal/{sara.pk}/avsluta/").content.decode()
        assert "Sara Sjö har slutat" in html and "Avsluta genast" in html
        assert "Har slutat" in page.get("/admin/personal/").content.decode()


def test_a_new_login_of_the_same_name_is_another(sara, karin, ame, committed):
    with committed(), acting(karin, ame) as by:
        end_staff(sara.pk, by=by)
    with pytest.raises(Refused):
        create_account("sara", WORD, totp_secret=SECRET)
