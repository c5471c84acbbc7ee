"""Made-up lives agree with themselves: exit, livelihood, age and hours."""

from datetime import date
from itertools import pairwise

import pytest

from samvag.simulate.country import people
from samvag.simulate.life import Life
from samvag.simulate.states import EXIT_TO_STUDY, EXIT_TO_WORK

DAYS = [date(2026, 11, 22), date(2027, 3, 1), date(2028, 2, 29)]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def today(request) -> date:
    return request.param


@pytest.fixture(scope="module")
def lives(today) -> list[Life]:
    return people(300, today)


def episodes(lives):
    return [(life, case, one) for life in lives for case in life.cases for one in case.episodes]


def test_there_are_three_hundred_and_each_is_somebody_else(lives):
    assert len({life.number for life in lives}) == 300


def test_whoever_left_for_work_works_and_lives_on_a_wage(lives):
    left = [one for _life, _case, one in episodes(lives) if one.exit_reason in EXIT_TO_WORK]
    assert left
    for one in left:
        assert 0 < one.exit.work_percent <= 100
        assert {source for source, _share in one.exit.livelihoods} <= {"WAGE", "WAGE_SUB"}


def test_whoever_left_for_studies_studies_and_lives_on_student_finance(lives):
    left = [one for _life, _case, one in episodes(lives) if one.exit_reason in EXIT_TO_STUDY]
    assert left
    for one in left:
        assert one.exit.study_percent > 0
        assert one.exit.livelihoods == (("STUD", None),)


def test_the_hours_of_a_job_are_those_told_at_the_end(lives):
    for _life, case, one in episodes(lives):
        jobs = [spell for spell in case.spells if spell["kind"] == "JOB"]
        if one.exit_reason == "COMPLETED_WORK" and jobs:
            assert one.exit.work_percent == jobs[-1]["percent"]


def test_no_livelihood_is_outside_its_ages(lives):
    for life, _case, one in episodes(lives):
        for state, day in ((one.entry, one.first), (one.exit, one.last)):
            sources = {source for source, _share in state.livelihoods} if state else set()
            if "DIS_ACT" in sources:
                assert 19 <= life.age(day) <= 29
            if sources & {"EB", "SICK", "ACT_SUP", "UI", "ETAB"}:
                assert life.age(day) >= 18


def test_participations_of_a_case_follow_one_another_within_it(lives, today):
    for life in lives:
        for case in life.cases:
            for one, following in pairwise(case.episodes):
                assert one.last is not None
                assert one.last < following.first
            for one in case.episodes:
                assert case.opened <= one.first <= (one.last or today) <= (case.closed or today)
                assert (one.last is None) == (one.exit_reason == "")


def test_nothing_is_recorded_before_its_case_or_after_today(lives, today):
    for life in lives:
        for case in life.cases:
            for contact in case.contacts:
                assert case.opened <= contact["on"] <= today


def test_a_step_is_made_before_it_is_due_or_done(lives):
    for life in lives:
        for step in (step for case in life.cases for step in case.steps):
            assert step["made"] <= step["due"], step
            assert step["ended"] is None or step["made"] <= step["ended"], step


def test_at_most_every_fourth_has_something_to_watch_and_no_worker_more_than_five(lives):
    troubled = [life.cases[0] for life in lives if life.cases[0].trouble]
    assert 0 < len(troubled) <= 75
    workers = [case.mains[-1][0] for case in troubled]
    assert max(workers.count(name) for name in workers) <= 5
