"""V16.4: what the service says is sent, as it is said, to a system of its own: over TLS, and nobody waits for it."""

import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from samvag.config import log_sending
from samvag.kernel.security import note, tell
from samvag.ops.errors import Hindered
from tests.asvs.receiving import Authority, Receiver
from tests.harness.serving import serving

#: RFC 5424: urgency, when, host, program, process, event, and then what is said.
LINE = re.compile(r"<(\d+)>1 (\S+) (\S+) samvag (\d+) (\S+) - (\{.+\})")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "ours")


@pytest.fixture
def receiver(authority: Authority) -> Iterator[Receiver]:
    made = Receiver(authority.certificate("localhost"))
    yield made
    made.goes_away()


@pytest.fixture
def sends(
    monkeypatch: pytest.MonkeyPatch, authority: Authority
) -> Iterator[Callable[[int], logging.Handler]]:
    """To a port of this machine, as the settings would set it up."""
    root, made = logging.getLogger(), []
    monkeypatch.setattr(log_sending, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(log_sending, "LONGEST_PAUSE", 0.1)
    monkeypatch.setenv("SAMVAG_LOG_CA", str(authority.file))

    def to(port: int) -> logging.Handler:
        monkeypatch.setenv("SAMVAG_LOG_TO", f"tls://localhost:{port}")
        facts = dict(log_sending.handlers()["away"])
        made.append(facts.pop("()")(**facts))
        root.addHandler(made[-1])
        return made[-1]

    yield to
    for one in made:
        root.removeHandler(one)
        one.close()
        one.thread.join(15)


def free_port() -> int:
    gone = Receiver(None)
    gone.goes_away()
    return gone.port


class TestALine:
    def test_comes_there_as_it_is_said(self, sends, receiver):
        sends(receiver.port)
        tell("login.failed", whence="ab", word="åäö")
        (line,) = receiver.heard("login.failed")
        urgency, at, _host, _process, event, said = LINE.fullmatch(line).groups()
        assert (urgency, event) == (str(10 * 8 + 4), "login.failed"), "of security, a warning"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", at)
        assert json.loads(said)["word"] == "åäö"

    def test_is_one_whatever_is_put_into_it_and_the_next_is_whole(self, sends, receiver):
        sends(receiver.port)
        try:
            raise ValueError("hemligt")
        except ValueError:
            logging.getLogger("x").exception("Fel\n42 <80>1 - - - - - falsk")
        note("login.opened", account=1)
        first, other = receiver.heard("Fel", "login.opened")
        assert LINE.fullmatch(first) and LINE.fullmatch(other)
        assert "hemligt" not in first and "ValueError" in first

    def test_of_a_failed_login_comes_from_the_service_as_it_is_served(
        self, story, receiver, authority, monkeypatch
    ):
        monkeypatch.setenv("SAMVAG_LOG_TO", f"tls://localhost:{receiver.port}")
        monkeypatch.setenv("SAMVAG_LOG_CA", str(authority.file))
        with serving() as address:
            browser = requests.Session()
            page = browser.get(f"{address}/konto/login/", timeout=30).text
            form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
            assert form
            asked = {"login": "ingen", "password": "fel-ord", "csrfmiddlewaretoken": form[1]}
            browser.post(f"{address}/konto/login/", asked, headers={"Referer": address}, timeout=30)
            (line,) = receiver.heard("login.failed")
        assert LINE.fullmatch(line) and "fel-ord" not in line and "ingen" not in line


class TestTheReceiver:
    def test_is_told_nothing_when_another_has_signed_for_it(self, sends, tmp_path, caplog):
        false = Receiver(Authority(tmp_path, "others").certificate("localhost"))
        sends(false.port)
        tell("login.failed")
        assert waited_for("SSLCertVerificationError", caplog) and false.lines == []
        false.goes_away()

    def test_is_told_nothing_under_another_name(self, sends, authority, caplog):
        other = Receiver(authority.certificate("logg.example"))
        sends(other.port)
        tell("login.failed")
        assert waited_for("SSLCertVerificationError", caplog) and other.lines == []
        other.goes_away()

    def test_is_told_nothing_in_the_open(self, sends, caplog):
        open_ = Receiver(None)
        sends(open_.port)
        tell("login.failed")
        assert not waited_for("log.back", caplog, 1) and b"login" not in open_.raw
        open_.goes_away()

    def test_may_ask_for_a_certificate_of_ours(self, sends, authority, monkeypatch):
        strict = Receiver(authority.certificate("localhost"), of_clients=authority.file)
        monkeypatch.setenv("SAMVAG_LOG_CERT", str(authority.certificate("samvag")))
        sends(strict.port)
        tell("login.failed")
        assert strict.heard("login.failed")
        strict.goes_away()


class TestWhileItIsAway:
    def test_nobody_waits(self, sends):
        """Neither for one that is not there nor for one that takes the call and says nothing."""
        deaf = Receiver(None)
        for port in (free_port(), deaf.port):
            handler = sends(port)
            since = time.monotonic()
            for _nth in range(1000):
                handler.handle(logging.makeLogRecord({"msg": "Hej"}))
                assert time.monotonic() - since < 1
        deaf.goes_away()

    def test_it_is_said_once_here_and_all_is_sent_when_it_is_back(self, sends, authority, caplog):
        port = free_port()
        sends(port)
        for nth in range(20):
            tell("login.failed", nth=f"nr{nth:02}")
        assert waited_for("log.away", caplog)
        back = Receiver(authority.certificate("localhost"), port)
        assert back.heard("log.back")
        told = re.findall(r"nth=(nr\d\d)", "".join(back.lines))
        assert told == [f"nr{nth:02}" for nth in range(20)], "in the order in which it was said"
        assert caplog.text.count("log.away") == 1
        assert "to=localhost lost=0" in caplog.text
        back.goes_away()

    def test_so_when_it_goes_away_in_the_middle(self, sends, authority, caplog):
        first = Receiver(authority.certificate("localhost"))
        sends(first.port)
        tell("login.failed", nth="nr1")
        assert first.heard("nr1")
        first.goes_away()
        tell("login.failed", nth="nr2")
        assert waited_for("log.away", caplog)
        back = Receiver(authority.certificate("localhost"), first.port)
        assert back.heard("nr2")
        back.goes_away()

    def test_what_finds_no_room_is_counted_and_the_first_are_kept(
        self, sends, authority, monkeypatch, caplog
    ):
        monkeypatch.setattr(log_sending, "ROOM", 5)
        port = free_port()
        handler = sends(port)
        tell("login.failed", nth="nr0")
        assert waited_for("log.away", caplog)
        for nth in range(1, 30):
            tell("login.failed", nth=f"nr{nth}.")
        assert handler.lines.qsize() == 5
        back = Receiver(authority.certificate("localhost"), port)
        assert back.heard("log.back")
        assert "nr1." in str(back.lines) and "nr29." not in str(back.lines)
        assert re.search(r"lost=2[0-9]", caplog.text)
        back.goes_away()

    def test_all_stands_in_the_local_log_too(self, sends, caplog):
        sends(free_port())
        tell("login.failed", nth="nr1")
        assert "nr1" in caplog.text


class TestWhatIsSaidLast:
    def test_is_sent_before_the_process_ends(self, sends, receiver):
        handler = sends(receiver.port)
        tell("login.failed", nth="sist")
        handler.flush()
        assert "sist" in str(receiver.heard("sist"))

    def test_is_not_waited_for_when_the_receiver_is_away(self, sends, caplog):
        handler = sends(free_port())
        tell("login.failed")
        assert waited_for("log.away", caplog)
        since = time.monotonic()
        handler.flush()
        assert time.monotonic() - since < 0.5


class TestTheAddress:
    def test_is_none_unless_somebody_names_it(self, monkeypatch):
        monkeypatch.delenv("SAMVAG_LOG_TO", raising=False)
        assert log_sending.handlers() == {}

    @pytest.mark.parametrize(
        "given", ["logg.example", "http://logg.example", "tcp://logg.example:514", "tls://", "tls://a/b"]
    )
    def test_that_is_not_of_tls_is_refused_with_what_to_write(self, monkeypatch, given):
        monkeypatch.setenv("SAMVAG_LOG_TO", given)
        with pytest.raises(Hindered, match="skriv tls://värdnamn"):
            log_sending.handlers()

    @pytest.mark.parametrize("name", ["SAMVAG_LOG_CA", "SAMVAG_LOG_CERT"])
    def test_needs_files_that_are_there(self, monkeypatch, name, tmp_path):
        monkeypatch.setenv("SAMVAG_LOG_TO", "tls://logg.example")
        monkeypatch.setenv(name, str(tmp_path / "borta.pem"))
        with pytest.raises(Hindered, match=name):
            log_sending.handlers()


def waited_for(words: str, caplog: pytest.LogCaptureFixture, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and words not in caplog.text:
        time.sleep(0.02)
    return words in caplog.text
