"""V15.2.1: nothing that we ship with is renewed later than docs/security.md says, and whoever looks it up sees that."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from django.utils import timezone

from tests.guards import components
from tests.guards.components import HIGH, NEWER_ONLY, NOT_ASKED, SEEN_WITHIN, Component
from tests.guards.source import PROJECT

TODAY = date(2026, 11, 23)


def one(**facts: str) -> Component:
    return Component(
        **{"index": "PyPI", "name": "tool", "version": "1.0", "looked_up": str(TODAY), "newer": "", "since": "",
           "faults": "none"} | facts
    )  # fmt: skip


def test_none_of_ours_is_overdue():
    assert components.overdue(components.read(), timezone.localdate()) == []


def test_each_that_is_locked_has_been_looked_up_as_it_is_locked():
    assert [(row.index, row.name, row.version) for row in components.read()] == components.locked()


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({"newer": "1.1", "since": str(TODAY)}, NEWER_ONLY),
        ({"newer": "1.1", "since": str(TODAY), "faults": "CVE-1"}, HIGH),
        ({"newer": "1.1", "since": str(TODAY), "faults": NOT_ASKED}, HIGH),
        ({"faults": "CVE-1"}, HIGH),
        ({}, SEEN_WITHIN),
    ],
)
def test_a_component_may_stay_its_days_and_not_one_more(facts, allowed):
    assert components.overdue([one(**facts)], TODAY + allowed) == []
    assert components.overdue([one(**facts)], TODAY + allowed + timedelta(days=1)) != []


def test_the_days_are_those_of_the_document():
    text = (PROJECT / "docs" / "security.md").read_text()
    said = dict(re.findall(r"^\| ([^|]+) \| (\d+) days \|$", text, re.MULTILINE))
    assert (said["high"], said["none, a newer version only"]) == (str(HIGH.days), str(NEWER_ONLY.days))


class Index(BaseHTTPRequestHandler):
    """PyPI and npm, as far as they are asked."""

    pages: dict[str, Any] = {}

    def do_GET(self) -> None:
        page = self.pages.get(unquote(self.path))
        self.send_response(404 if page is None else 200)
        self.end_headers()
        self.wfile.write(json.dumps(page).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def index(monkeypatch) -> Iterator[str]:
    monkeypatch.setattr(
        components, "locked", lambda: [("PyPI", "tool", "1.0"), ("npm", "@a/script", "2.0.0")]
    )
    monkeypatch.setattr(components, "holding", dict)
    Index.pages = {
        "/pypi/tool/json": project("1.0", {"1.0": [file("2026-01-01")]}),
        "/@a/script": {"time": {"2.0.0": "2026-01-01T00:00"}, "versions": {"2.0.0": {}}},
        "/-/npm/v1/security/advisories/bulk": {},
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def file(day: str, python: str | None = None, yanked: bool = False) -> dict[str, Any]:
    return {"upload_time": f"{day}T12:00:00", "requires_python": python, "yanked": yanked}


def project(
    newest: str, releases: dict[str, list], faults: tuple[str, ...] = (), old: tuple[str, ...] = ()
) -> dict:
    told = [{"id": id, "withdrawn": None} for id in faults] + [{"id": id, "withdrawn": "2026"} for id in old]
    return {"info": {"version": newest}, "releases": releases, "vulnerabilities": told}


def looked_up(at: str) -> tuple[Component, Component]:
    tool, script = components.look_up(at, at)
    return tool, script


def test_the_newest_without_faults_is_looked_up_as_such(index):
    for found in looked_up(index):
        assert (found.newer, found.since, found.faults) == ("", "", "none")


def test_a_newer_version_is_seen_from_the_day_of_the_first_that_can_be_taken(index, monkeypatch):
    releases = {
        "1.0": [file("2026-01-01")], "1.1rc1": [file("2026-02-01")], "1.1": [file("2026-03-01", yanked=True)],
        "1.2": [file("2026-04-01", python=">=3.14")], "1.3": [file("2026-05-01")], "1.4": [file("2026-06-01")],
    }  # fmt: skip
    Index.pages["/pypi/tool/json"] = project("1.4", releases)
    Index.pages["/pypi/tool/1.0/json"] = project("1.0", {})
    tool, _script = looked_up(index)
    assert (tool.newer, tool.since, tool.faults) == ("1.3", "2026-05-01", "none")
    monkeypatch.setattr(components, "holding", lambda: {"tool": [components.Requirement("tool<1.3")]})
    assert looked_up(index)[0].newer == ""


def test_a_fault_is_seen_unless_it_has_been_taken_back(index):
    Index.pages["/pypi/tool/json"] = project("1.0", {}, faults=("CVE-1",), old=("CVE-2",))
    Index.pages["/-/npm/v1/security/advisories/bulk"] = {"@a/script": [{"url": "https://example.org/GHSA-1"}]}
    assert [found.faults for found in looked_up(index)] == ["CVE-1", "GHSA-1"]


def test_a_version_that_its_makers_took_back_is_a_fault(index):
    Index.pages["/pypi/tool/json"] = project("1.0", {"1.0": [file("2026-01-01", yanked=True)]})
    assert looked_up(index)[0].faults == "1.0 taken back"


def test_what_is_not_answered_is_told_and_counts_as_a_fault(index):
    Index.pages["/pypi/tool/json"] = project("1.1", {"1.1": [file("2026-11-01")]})
    Index.pages["/-/npm/v1/security/advisories/bulk"] = None
    tool, script = looked_up(index)
    assert (tool.faults, script.faults) == (NOT_ASKED, NOT_ASKED)
    assert tool.mended_by == date(2026, 11, 1) + HIGH


def test_a_newer_script_is_seen_unless_its_makers_advise_against_it(index):
    page = Index.pages["/@a/script"]
    page["versions"] |= {"2.1.0": {"deprecated": "use 2.2"}, "2.2.0": {}, "3.0.0-beta1": {}}
    page["time"] |= {
        "2.1.0": "2026-02-01T00:00",
        "2.2.0": "2026-03-01T00:00",
        "3.0.0-beta1": "2026-04-01T00:00",
    }
    assert (looked_up(index)[1].newer, looked_up(index)[1].since) == ("2.2.0", "2026-03-01")


def test_the_list_stays_as_it_was_when_an_index_is_away(monkeypatch, tmp_path, capsys):
    kept = tmp_path / "components.csv"
    components.write([one()], kept)
    monkeypatch.setattr(components, "LIST", kept)
    monkeypatch.setattr(components, "PYPI", "http://127.0.0.1:9")
    assert components.main() == 2
    assert "does not answer" in capsys.readouterr().out
    assert components.read(kept) == [one()]
