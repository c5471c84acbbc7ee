"""V16: what is told to the watch, in which form, and that nothing goes on when it cannot be."""

import io
import json
import logging
import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from samvag.access.pace import PACES, Pace
from samvag.access.roles import Role
from samvag.agencies.accounts import current_code
from samvag.config.logs import Json, Lines
from samvag.kernel.errors import TooOften
from samvag.kernel.security import note, tell
from tests.factories.known import known
from tests.login.conftest import WORD

WRONG = "fel-ord-i-en-rad"


def events(told: list[str]) -> list[str]:
    return [one["event"] for one in map(json.loads, told) if one["from"] == "samvag.security"]


def last(told: list[str], event: str) -> dict:
    return [one for one in map(json.loads, told) if one.get("event") == event][-1]


class TestALogin:
    def test_is_told_with_how_and_by_whom(self, sara, door, told):
        door().enters()
        one = last(told, "login.opened")
        assert one["account"] == str(User.objects.get().pk)
        assert one["by"] == "password,totp"
        assert re.fullmatch("[0-9a-f]{16}", one["whence"])

    def test_and_its_end(self, sara, door, told):
        there = door()
        there.enters()
        there.client.post("/konto/logout/")
        assert last(told, "login.closed")["account"] == str(User.objects.get().pk)

    def test_that_fails_is_told_without_what_was_typed(self, sara, door, told):
        door().says(WRONG)
        door().says(WRONG, name="ingen-alls")
        there = door()
        there.says()
        there.codes("000000")
        assert events(told).count("login.failed") == 3
        assert not [line for line in told for word in (WRONG, "sara", "ingen-alls", "000000") if word in line]

    def test_that_is_shut_out_is_told(self, sara, door, told):
        for _nth in range(5):
            door().says(WRONG)
        assert last(told, "login.waits")["level"] == "warning"

    def test_of_which_a_way_is_changed_is_told(self, sara, door, told):
        there = door()
        there.enters()
        there.client.post(reverse("account_reauthenticate"), {"password": WORD})
        there.client.post(reverse("mfa_deactivate_totp"))
        changed = [one["kind"] for one in map(json.loads, told) if one.get("event") == "way.changed"]
        assert "totp" in changed

    def test_with_a_wrong_code_of_min_vag_is_told(self, db, told):
        from samvag.outbox.codes import try_code

        try_code(uuid4(), "123456")
        assert "code.refused" in events(told)


class TestARefusal:
    def test_of_a_role_is_told_by_ids(self, staff, ame, pages, told):
        lone = staff(ame, Role.ADMIN, name="Ada Admin")
        assert pages(lone, ame).get(reverse("people:search")).status_code == 403
        one = last(told, "access.forbidden")
        assert (one["staff"], one["unit"], one["page"]) == (str(lone.pk), str(ame.pk), "people:search")
        assert "Ada" not in "".join(told)

    def test_of_what_is_another_units_is_told(self, case, anna, cilla, soc, pages, told):
        hers = known(anna, case(anna))
        assert pages(cilla, soc).get(hers.path()).status_code == 404
        one = last(told, "access.unseen")
        assert one["staff"] == str(cilla.pk)
        assert str(hers.card) not in "".join(told), "nothing of whom it was about"

    def test_of_a_form_that_was_not_ours_is_told(self, db, told):
        Client(enforce_csrf_checks=True).post("/konto/login/", {"login": "sara"})
        assert any("403" in json.loads(line)["message"] for line in told)

    def test_of_what_is_too_long_is_told(self, db, told):
        Client().generic("POST", "/konto/login/", b"", CONTENT_LENGTH=str(10**9 * 9))
        assert "body.too_long" in events(told)

    def test_of_an_e_id_is_told(self, db, told):
        from django.test import RequestFactory

        from samvag.ui.views import not_let_in

        not_let_in(RequestFactory().get("/"), "Nej.")
        assert "eid.refused" in events(told)


class TestAPace:
    """Above a day's work, and below what would empty a register."""

    def test_of_searching(self, anna, ame, pages, monkeypatch, told):
        monkeypatch.setitem(PACES, "search", Pace(3, 3600))
        client = pages(anna, ame)
        statuses = [client.get("/people/", {"q": "Eva"}).status_code for _nth in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        assert client.get("/people/", {"q": "Eva"})["Retry-After"] == "3600"
        assert client.get("/").status_code == 200, "the rest of the work goes on"
        assert last(told, "access.toooften")["staff"] == str(anna.pk)

    def test_is_each_ones_own_and_begins_anew(self, anna, bo, ame, pages, monkeypatch):
        monkeypatch.setitem(PACES, "search", Pace(1, 3600))
        for one in (anna, bo):
            assert pages(one, ame).get("/people/", {"q": "Eva"}).status_code == 200
        assert pages(anna, ame).get("/people/", {"q": "Eva"}).status_code == 429
        monkeypatch.setitem(PACES, "search", Pace(1, -1))
        assert pages(anna, ame).get("/people/", {"q": "Eva"}).status_code == 200

    def test_of_sending_files(self, case, anna, ame, pages, monkeypatch):
        monkeypatch.setitem(PACES, "send", Pace(1, 3600))
        where = known(anna, case(anna)).path("attachment/")
        statuses = [pages(anna, ame).post(where, {}).status_code for _nth in range(2)]
        assert statuses == [422, 429]

    def test_of_sending_lists(self, karin, ame, pages, monkeypatch):
        monkeypatch.setitem(PACES, "send", Pace(1, 3600))
        statuses = [pages(karin, ame).post("/listor/", {"file": ""}).status_code for _nth in range(2)]
        assert statuses == [422, 429]

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_of_fetching_figures(self, karin, ame, pages, monkeypatch, form):
        monkeypatch.setitem(PACES, "fetch", Pace(1, 3600))
        client = pages(karin, ame)
        asked = [client.get("/uppfoljning/", {"format": form}).status_code for _nth in range(2)]
        assert asked == [200, 429]
        assert client.get("/uppfoljning/").status_code == 200, "to look is no fetching"

    def test_says_when_it_can_be_done_again(self):
        assert TooOften("Vänta.", 60).seconds == 60


class TestALine:
    def record(self, message: str, *args: object) -> logging.LogRecord:
        return logging.LogRecord("x", logging.WARNING, "x.py", 1, message, args, None)

    @pytest.mark.parametrize("sign", ["\n", "\r\n", "\x1b[31m", "\u2028", "\x00", "\x85", "\u202e"])
    def test_is_one_whatever_is_put_into_it(self, sign):
        """Nobody writes a line of her own into the log, nor moves the reader's cursor."""
        forged = f"Eva{sign}2026-11-23 WARNING samvag.security: login.opened account=1"
        for formatter in (Lines(), Json()):
            written = formatter.format(self.record("okänt namn %s", forged))
            assert len(written.splitlines()) == 1
            assert sign not in written

    @pytest.mark.parametrize("formatter", [Lines, Json])
    def test_says_when_with_its_distance_from_utc(self, formatter):
        said = re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}", formatter().format(self.record("Hej")))
        assert said
        assert abs(datetime.fromisoformat(said[0]).timestamp() - self.record("").created) < 5

    def test_of_the_watch_can_be_read_by_a_program(self, told):
        tell("login.failed", whence="ab")
        note("login.opened", account=1)
        one, other = map(json.loads, told)
        assert (one["event"], one["level"], one["whence"]) == ("login.failed", "warning", "ab")
        assert (other["event"], other["level"], other["account"]) == ("login.opened", "info", "1")

    def test_goes_where_it_is_said_to_and_nowhere_else(self, settings):
        """To the process's own errors, which the system around it keeps; no file, mail or address of our own."""
        assert {one["class"] for one in settings.LOGGING["handlers"].values()} == {"logging.StreamHandler"}
        named = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
        kinds = {type(handler) for one in named for handler in one.handlers}
        ours = {kind for kind in kinds if not kind.__module__.startswith("_pytest")}
        assert ours <= {logging.StreamHandler, logging.NullHandler, *django_handlers()}

    def test_holds_no_word_that_was_typed_in_secret(self, reserve, door, told):
        there, again = door(), door()
        there.enters()
        again.says()
        again.codes(reserve[0])
        assert there.is_in and again.is_in
        secret = [WORD, current_code("sara"), there.client.session.session_key, *reserve]
        assert told
        assert not [line for line in told for word in secret if word in line]


def django_handlers() -> set[type]:
    """Django's own, for its development server and for mail to administrators, of whom there are none."""
    from django.conf import settings
    from django.utils.log import AdminEmailHandler

    assert not settings.ADMINS
    return {AdminEmailHandler}


class TestWhatGoesWrong:
    def test_is_told_and_nothing_of_it_is_shown(self, anna, ame, pages, told, monkeypatch):
        secret = "SELECT hemligt FROM people_card"

        def breaks(*_args, **_kwargs):
            raise ValueError(secret)

        monkeypatch.setattr("samvag.desk.views.start.my_people", breaks)
        client = pages(anna, ame)
        client.raise_request_exception = False
        answer = client.get("/")
        assert answer.status_code == 500
        shown = answer.content.decode()
        assert "Något gick fel hos oss" in shown
        for word in (secret, "Traceback", "ValueError", "samvag/", ".py"):
            assert word not in shown
        one = json.loads(told[-1])
        assert one["level"] == "error" and one["fault"] == ["builtins.ValueError"] and secret not in told[-1]

    def test_when_the_log_cannot_be_written_nothing_is_shown(self, case, anna, ame, pages, monkeypatch):
        from samvag.access.middleware import ActorMiddleware

        hers = known(anna, case(anna, card={"family_name": "Ovanlig"}))

        def full(*_args):
            raise OSError("no space left on device")

        monkeypatch.setattr(ActorMiddleware, "_log_read", full)
        client = pages(anna, ame)
        client.raise_request_exception = False
        answer = client.get(hers.path())
        assert answer.status_code == 500
        assert "Ovanlig" not in answer.content.decode()

    def test_while_the_database_is_away_a_page_says_so(self, anna, ame, pages, monkeypatch):
        from django.db import OperationalError

        def away(*_args, **_kwargs):
            raise OperationalError("connection refused")

        monkeypatch.setattr("samvag.access.middleware.enter_again", away)
        answer = pages(anna, ame).get("/")
        assert answer.status_code == 503 and answer["Retry-After"]
        assert "connection refused" not in answer.content.decode()

    def test_while_the_gateway_is_away_the_rest_goes_on(self, gateway, settings, told):
        from samvag.outbox import gateways

        settings.SMS_URL = "http://127.0.0.1:9/"
        with pytest.raises(gateways.NotSent):
            gateways.send("SMS", "0701740605", "Din kod är 123456", uuid4())
        assert told and not [line for line in told for word in ("0701740605", "123456") if word in line]

    def test_the_last_resort_is_in_the_process(self):
        """What nobody caught in a program of ours is told as everything else is, and no values with it."""
        out = io.StringIO()
        handler = logging.StreamHandler(out)
        handler.setFormatter(Lines())
        try:
            raise ValueError("Leila Made-Up")
        except ValueError:
            logging.LogRecord("x", logging.ERROR, "x.py", 1, "Fel", (), None)
            record = logging.getLogger("x").makeRecord(
                "x", logging.ERROR, "x.py", 1, "Fel", (), __import__("sys").exc_info()
            )
        handler.emit(record)
        assert "ValueError" in out.getvalue() and "Leila" not in out.getvalue()
