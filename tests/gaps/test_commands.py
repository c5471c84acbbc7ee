"""`samvag gaps run | list | check`: what each prints, and the exit code of the last."""

from argparse import Namespace
from csv import DictReader

import pytest

from samvag.gaps import commands
from samvag.kernel.errors import Refused
from tests.gaps.life import on

LATER = on("11-22")


@pytest.fixture
def found(leila):
    """Leila has been without contact and step since she came in, and it has been judged."""
    commands.run(Namespace(as_of=LATER))
    return leila


def listed(capsys, unit: str) -> list[dict[str, str]]:
    capsys.readouterr()
    commands.show(Namespace(unit=unit, as_of=LATER))
    return list(DictReader(capsys.readouterr().out.splitlines()))


def test_a_unit_is_listed_one_line_a_person_with_why_and_who(found, capsys):
    (line,) = listed(capsys, found.unit.name)
    assert line["case"] == str(found.case.id)
    assert "Leila" in line["sentence"]
    assert int(line["others"]) > 0, "she has several, and is one line"
    assert line["responsible"]


def test_and_another_unit_has_none_of_it(found, soc, capsys):
    assert listed(capsys, soc.name) == []


def test_a_unit_that_is_not_there_prints_no_table(found, capsys):
    capsys.readouterr()
    with pytest.raises(Refused, match="Ingen verksamhet heter Finns inte"):
        commands.show(Namespace(unit="Finns inte", as_of=LATER))
    assert capsys.readouterr().out == ""


def test_the_check_is_content_when_all_has_been_judged(found, capsys):
    assert commands.check(Namespace(as_of=LATER)) == 0
    assert "0 rader skiljer sig" in capsys.readouterr().out


def test_and_tells_the_rows_that_differ_when_it_has_not(found, capsys):
    found.step("09-05")
    assert commands.check(Namespace(as_of=LATER)) == 1
    assert str(found.case.id) in capsys.readouterr().out
