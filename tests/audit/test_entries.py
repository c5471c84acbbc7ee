"""What an entry of the log keeps of an act: whom it was about, by another id, and facts that are not personal."""

import json
from datetime import date
from uuid import uuid4

import pytest

from samvag.access.context import acting_as_service
from samvag.audit import checkpoints, restoring
from samvag.audit.actions import log_change
from samvag.audit.apps import AuditConfig
from samvag.audit.branches import Restoration, branches, restorations
from samvag.audit.checkpoints import Checkpoint
from samvag.audit.sealing import keep_sealing, seal_and_sign
from samvag.ops import hooks, places
from samvag.ops.errors import Hindered
from tests.audit.log import entries

FIRST = Checkpoint("aa", 3, 10, "bb", "2026-11-22T10:00:00+00:00")


def test_an_entry_keeps_the_verb_the_row_and_the_facts(story):
    step = uuid4()
    with acting_as_service("demo"):
        log_change("step.create", "step", step, person=uuid4(), due=date(2026, 11, 22), doer="STAFF")
    assert entries() == [("step.create", "step", step, 1, {"due": "2026-11-22", "doer": "STAFF"})]


def test_an_act_on_many_is_about_each_and_one_on_nobody_about_none(story):
    with acting_as_service("demo"):
        log_change("caseload.move", "move", uuid4(), person=uuid4(), persons=[uuid4(), uuid4()])
        log_change("caseload.move", "move", uuid4(), persons=[uuid4(), uuid4()])
        log_change("unit.edit", "unit", None)
    assert [row[3] or 0 for row in entries()] == [3, 2, 0]


def test_the_app_gives_what_seals_backs_up_and_tries(monkeypatch):
    lists, tables = ("BESIDE_JOBS", "BEFORE_BACKUP"), ("OUTSIDE", "TOLD_IN_BACKUP", "TRIED_WHEN_RESTORED")
    for name in (*lists, *tables):
        monkeypatch.setattr(hooks, name, [] if name in lists else {})
    AuditConfig.ready(None)  # type: ignore[arg-type]
    assert {name: getattr(hooks, name) for name in (*lists, *tables)} == {
        "BESIDE_JOBS": [keep_sealing],
        "BEFORE_BACKUP": [seal_and_sign],
        "OUTSIDE": {"seals": checkpoints.file},
        "TOLD_IN_BACKUP": {"log": restoring.told},
        "TRIED_WHEN_RESTORED": {"log": restoring.witnessed},
    }


class TestACheckpoint:
    def test_is_signed_as_a_line_that_anybody_can_write_again(self):
        assert FIRST.said() == (
            b'{"at":"2026-11-22T10:00:00+00:00","batch":3,"entries":10,"head":"bb","log":"aa"}'
        )
        assert FIRST.signed().said() == FIRST.said()

    def test_lies_in_the_data_folder_unless_it_is_told_otherwise(self, monkeypatch):
        monkeypatch.delenv("SAMVAG_SEALS", raising=False)
        assert checkpoints.where() == str(places.var() / "seals.jsonl")
        assert checkpoints.file() == places.var() / "seals.jsonl"

    @pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "https://vittne.invalid/"])
    def test_that_an_address_has_is_no_file(self, monkeypatch, address):
        monkeypatch.setenv("SAMVAG_SEALS", address)
        assert checkpoints.file() is None

    def test_makes_the_folders_that_are_missing_and_stands_on_a_line_of_its_own(self, tmp_path, monkeypatch):
        place = tmp_path / "a" / "b" / "seals.jsonl"
        monkeypatch.setenv("SAMVAG_SEALS", str(place))
        for _time in range(2):
            checkpoints.keep(FIRST)
        line = json.dumps(FIRST.facts(), sort_keys=True)
        assert place.read_text() == f"{line}\n{line}\n"
        place.write_text("halv")
        checkpoints.keep(FIRST)
        assert place.read_text() == f"halv\n{line}\n"

    def test_that_cannot_be_kept_or_read_says_where_and_why(self, tmp_path, monkeypatch):
        monkeypatch.setenv("SAMVAG_SEALS", str(tmp_path))
        with pytest.raises(Hindered) as told:
            checkpoints.keep(FIRST)
        assert f"till {tmp_path} (Is a directory)" in str(told.value)
        with pytest.raises(Hindered) as told:
            checkpoints.read(str(tmp_path))
        assert f"från {tmp_path} (Is a directory)" in str(told.value)

    def test_that_is_none_says_in_which_file(self, tmp_path):
        (tmp_path / "brev").write_text("Hej\n")
        with pytest.raises(Hindered, match=f"Rad 1 i {tmp_path / 'brev'} är"):
            checkpoints.read(str(tmp_path / "brev"))


class TestBranches:
    """A restore names the line that it comes after."""

    def line(self, entries: int, signature: str, after: str | None = None, log: str = "aa") -> Checkpoint:
        return Checkpoint(log, entries // 2, entries, "bb", f"kl {entries}", signature, after)

    def test_a_log_that_was_never_put_back_has_one(self):
        lines = [self.line(2, "a"), self.line(4, "b")]
        assert branches(lines) == [lines]
        assert branches([]) == [[]]
        assert list(restorations(lines)) == []

    def test_a_restore_begins_one_and_tells_what_is_lost(self):
        lines = [self.line(2, "a"), self.line(10, "b"), self.line(4, "c", "b"), self.line(6, "d")]
        assert branches(lines) == [lines[:2], lines[2:]]
        assert list(restorations(lines)) == [Restoration("kl 4", 2, 4, 6)]

    def test_the_first_line_may_be_one_that_comes_after_nothing(self):
        lines = [self.line(4, "c", ""), self.line(6, "d")]
        assert branches(lines) == [[], lines]
        assert list(restorations(lines)) == [Restoration("kl 4", 2, 4, 0)]

    def test_nothing_is_lost_of_another_log_or_when_it_had_come_no_further(self):
        other = [self.line(10, "b", log="cc"), self.line(4, "c", "b")]
        assert next(restorations(other)).lost == 0
        further = [self.line(4, "b"), self.line(10, "c", "b")]
        assert next(restorations(further)).lost == 0

    def test_one_that_names_another_line_begins_none(self):
        lines = [self.line(10, "b"), self.line(4, "c", "x")]
        assert branches(lines) == [lines]
