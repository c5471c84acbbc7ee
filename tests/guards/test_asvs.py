"""All 345 requirements of ASVS 5.0 stand in docs/asvs.csv, and none is ticked without a test that lives."""

import ast
from dataclasses import replace

import pytest

from tests.guards.asvs import fault_of_test, fault_within, faults, faults_of, lines, required, summary
from tests.guards.source import PROJECT

LINES, WANTED = lines(), required()
GOOD = next(line for line in LINES if line.id == "V3.4.1")


def test_every_requirement_is_there_once_and_what_is_ticked_has_its_living_test():
    assert list(faults(LINES, WANTED)) == []


def test_there_are_all_of_them():
    assert len(WANTED) == 345
    assert [list(WANTED.values()).count(level) for level in "123"] == [70, 183, 92]


def test_the_proofs_tell_how_many():
    assert summary(LINES) in (PROJECT / "docs" / "proofs.md").read_text()


def test_the_notice_of_whose_list_it_is_stands_beside_it():
    notice = (PROJECT / "docs" / "asvs.md").read_text()
    assert "OWASP" in notice and "CC BY-SA 4.0" in notice
    assert "CC BY-SA 4.0" in (PROJECT / "tests" / "data" / "asvs" / "README.md").read_text()


class TestTheGuardItself:
    """Each thing that it must find, and a line that is as it should be."""

    def test_a_good_line_passes(self):
        assert list(faults_of(GOOD, "1")) == []
        assert list(faults([GOOD], {"V3.4.1": "1"})) == []

    def test_a_requirement_that_is_missing_made_up_or_there_twice(self):
        assert list(faults([GOOD], {"V3.4.1": "1", "V3.4.2": "1"})) == ["V3.4.2: missing"]
        assert list(faults([GOOD, GOOD], {"V3.4.1": "1"})) == ["V3.4.1: twice"]
        made_up = replace(GOOD, id="V3.4.99")
        assert list(faults([GOOD, made_up], {"V3.4.1": "1"})) == ["V3.4.99: no such requirement"]

    @pytest.mark.parametrize(
        ("changed", "fault"),
        [
            ({"level": "2"}, "is of level 1"),
            ({"applicable": "perhaps"}, "is neither met, nor open, nor not applicable"),
            ({"state": "done"}, "is neither met, nor open, nor not applicable"),
            ({"applicable": "no", "state": "met"}, "is neither met, nor open, nor not applicable"),
            ({"why": "because"}, "does not say why in a sentence"),
            ({"tests": ()}, "is ticked without a test"),
            ({"state": "open", "tests": ()}, "must have a living test"),
            ({"tests": ("tests/asvs/test_gone.py::test_x",)}, "tests/asvs/test_gone.py::test_x does not exist"),
            ({"tests": ("tests/guards/test_asvs.py::test_no",)}, "tests/guards/test_asvs.py::test_no does not exist"),
            ({"tests": ("test_hsts",)}, "test_hsts is no test's name"),
        ],
    )  # fmt: skip
    def test_a_line_that_is_wrong(self, changed, fault):
        assert fault in list(faults_of(replace(GOOD, **changed), "1"))

    def test_level_two_must_have_a_test_in_some_chapters_and_level_three_in_none(self):
        of = {"V6": "2", "V16": "2", "V5": "1"}, {"V5": "2", "V6": "3", "V12": "2"}
        for chapters, must in zip(of, (True, False), strict=True):
            for chapter, level in chapters.items():
                assert replace(GOOD, id=f"{chapter}.1.1", level=level).must_have_a_test is must
        assert not replace(GOOD, applicable="no").must_have_a_test

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("def test_it(): pass", ""),
            ("@pytest.mark.parametrize('a', [1])\ndef test_it(a): pass", ""),
            ("pytestmark = pytest.mark.browser\ndef test_it(): pass", ""),
            ("def test_other(): pass", "does not exist"),
            ("def test_it(): pass\ndef test_it(): pass", "is there twice"),
            ("@pytest.mark.skip\ndef test_it(): pass", "is skipped"),
            ("@pytest.mark.skip(reason='later')\ndef test_it(): pass", "is skipped"),
            ("@pytest.mark.skipif(True, reason='x')\ndef test_it(): pass", "is skipped"),
            ("@pytest.mark.xfail\ndef test_it(): pass", "is skipped"),
            ("pytestmark = [pytest.mark.skip]\ndef test_it(): pass", "is skipped"),
            ("def test_it():\n    pytest.skip('later')", "is skipped"),
        ],
    )
    def test_a_test_that_does_not_live(self, text, fault):
        assert fault_within(ast.parse(text), ("test_it",)) == fault

    def test_one_in_a_class_that_is_skipped(self):
        text = "@pytest.mark.skip\nclass TestIt:\n    def test_it(self): pass"
        assert fault_within(ast.parse(text), ("TestIt", "test_it")) == "is skipped"
        assert fault_within(ast.parse(text.partition("\n")[2]), ("TestIt", "test_it")) == ""

    def test_what_is_asked_of_is_what_is_collected(self):
        """The names in the list are those that pytest knows: the folder, the file and the function are collected."""
        named = {test for line in LINES for test in line.tests}
        assert len(named) > 150
        assert not [test for test in named if fault_of_test(test)]
        for folder in {test.rpartition("/")[0] for test in named}:
            assert (PROJECT / folder / "__init__.py").is_file(), folder
