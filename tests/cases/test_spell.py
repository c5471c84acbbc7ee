"""Waits, placements, jobs, studies and pauses: the impossible ones are refused in sentences."""

import pytest

from samvag.cases.actions.spell import add_spell, change_spell, end_spell
from samvag.cases.queries.spell import spell, spells_of
from samvag.kernel.errors import Forbidden, Refused, Unseen
from tests.factories.sharing import in_days


@pytest.fixture
def leila(case, anna):
    return case(anna)


def add(by, leila, kind="WAIT", title="Plats på kursen", first=-10, **facts):
    return add_spell(leila.id, kind, title, by=by, first=in_days(first), **facts)


def test_a_wait_always_has_somebody_responsible_and_a_day_when_it_is_reviewed(acted, leila, anna):
    wait = spell(acted, add(acted, leila).id)
    assert (wait.responsible, wait.review_on) == (anna.id, in_days(50))


def test_what_was_promised_is_the_day_it_is_reviewed_unless_another_is_given(acted, leila):
    assert add(acted, leila, promised_on=in_days(20)).review_on == in_days(20)
    both = add(acted, leila, title="Annat", promised_on=in_days(20), review_on=in_days(9))
    assert both.review_on == in_days(9)


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        ("WAIT", {"last": in_days(-11)}, "före starten"),
        ("JOB", {"percent": 0}, "1–100 %"),
        ("JOB", {"percent": 130}, "1–100 %"),
        ("WAIT", {"percent": 50}, "stämmer av"),
        ("JOB", {"promised_on": in_days(3)}, "Bara en väntan"),
        ("PAUSE", {"form": "OPEN"}, "väntan eller paus"),
        ("STUDY", {"planned_end": in_days(-20)}, "före starten"),
        ("WAIT", {"promised_on": in_days(-20), "review_on": in_days(3)}, "före starten"),
    ],
)
def test_the_impossible_is_refused_with_its_own_sentence(kind, facts, sentence, acted, leila):
    with pytest.raises(Refused, match=sentence):
        add(acted, leila, kind, **facts)
    assert spells_of(acted, leila.person_id) == []


def test_the_same_thing_twice_at_once_is_refused_but_not_after_each_other(acted, leila):
    first = add(acted, leila, "JOB", "Kaféet", first=-100)
    with pytest.raises(Refused, match="likadan period"):
        add(acted, leila, "JOB", "Kaféet")
    end_spell(first.id, by=acted, last=in_days(-50))
    add(acted, leila, "JOB", "Kaféet")


def test_two_jobs_may_run_at_once_and_one_pause(acted, leila):
    add(acted, leila, "JOB", "Kaféet", percent=50)
    add(acted, leila, "JOB", "Biblioteket", percent=50)
    add(acted, leila, "PAUSE", "Sjuk")
    with pytest.raises(Refused, match="redan en paus"):
        add(acted, leila, "PAUSE", "Semester")


def test_ending_says_when_and_why(acted, leila):
    row = add(acted, leila)
    end_spell(row.id, by=acted, last=in_days(-1), reason="Fick plats")
    ended = spell(acted, row.id)
    assert (ended.last, ended.end_reason) == (in_days(-1), "Fick plats")
    with pytest.raises(Refused, match="redan avslutad"):
        end_spell(row.id, by=acted)


def test_two_who_change_at_once_do_not_overwrite_each_other(acted, leila):
    row = add(acted, leila)
    change_spell(row.id, by=acted, version=1, review_on=in_days(5))
    with pytest.raises(Refused, match="Någon annan"):
        change_spell(row.id, by=acted, version=1, title="Annat")
    change_spell(row.id, by=acted, version=2, title="Kursen i mars", last=in_days(2))
    changed = spell(acted, row.id)
    assert (changed.title, changed.last, changed.review_on) == ("Kursen i mars", in_days(2), in_days(5))


def test_a_colleague_without_part_in_the_case_does_not_find_it(acted, leila, ame, staff, acting):
    row = add(acted, leila)
    with acting(staff(ame), ame) as by:
        for act in (lambda: end_spell(row.id, by=by), lambda: change_spell(row.id, by=by, title="x")):
            with pytest.raises((Unseen, Forbidden)):
                act()
