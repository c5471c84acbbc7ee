"""After each act what stands is what a full look gives, though only the rules that read the changed rows are asked."""

import re
from datetime import timedelta
from time import perf_counter

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samvag.cases.actions.undo import undo_contact, undo_note
from samvag.cases.actions.work import add_step, end_step, record_contact, write_note
from samvag.cases.models import Contact
from samvag.gaps import keeping
from samvag.gaps.evaluation import ALONE, EVERY, OFTEN, SOME, tables, writing
from tests.gaps.histories import differences


@pytest.fixture
def anna_acts(anna, ame, acting):
    with acting(anna, ame) as by:
        yield by


def agrees() -> bool:
    return differences(timezone.localdate()) == []


def test_a_contact_taken_back_has_never_been(leila, anna_acts):
    contact = record_contact(leila.case.id, by=anna_acts, channel="PHONE", reached=True)
    assert agrees()
    undo_contact(contact.id, by=anna_acts)
    assert agrees()


def test_nor_has_the_step_that_came_with_it(leila, anna_acts):
    later = timezone.localdate() + timedelta(days=7)
    plan = {"step": "Ringa AF", "next_on": later}
    contact = record_contact(leila.case.id, by=anna_acts, channel="PHONE", reached=False, **plan)
    assert agrees()
    undo_contact(contact.id, by=anna_acts)
    assert agrees()


def test_a_step_and_its_end(leila, anna_acts):
    step = add_step(
        leila.case.id, by=anna_acts, what="Ringa AF", due_on=timezone.localdate() - timedelta(days=20)
    )
    assert agrees()
    end_step(step.id, by=anna_acts)
    assert agrees()


def test_a_note_is_read_by_no_rule_and_nothing_is_judged(leila, anna_acts):
    record_contact(leila.case.id, by=anna_acts, channel="PHONE", reached=True)
    with CaptureQueriesContext(connection) as asked:
        note = write_note(leila.case.id, "Trivs bäst på förmiddagen.", by=anna_acts)
        undo_note(note.id, "/", by=anna_acts)
    assert not [one for one in asked if "gaps_" in one["sql"]]
    assert agrees()


def test_a_row_that_nobody_told_of_is_found_by_the_full_look(leila):
    leila.row(Contact, "contact", on=timezone.localdate(), channel="PHONE", reached=True)
    assert not agrees()


@pytest.mark.parametrize("which", [SOME, ALONE])
@pytest.mark.parametrize("table", OFTEN)
def test_what_changes_often_asks_fewer_rules(which, table):
    assert {"no_step", "no_contact"} <= set(which._replace(changed=table).rules()) < set(which.rules())


def test_only_tables_that_a_rule_reads_are_judged_by():
    assert {"cases_contact", "cases_step", "consents_consent"} <= tables()
    assert "cases_note" not in tables()


def test_and_each_that_stands_in_their_texts_is_among_them():
    """However it is named there: a table that went unnoticed would leave its changes unjudged."""
    texts = writing(EVERY) + writing(SOME)
    named = {
        model._meta.db_table
        for model in apps.get_models()
        if re.search(rf"\b{model._meta.db_table}\b", texts)
    }
    kept = {"gaps_gap", "gaps_again", "gaps_closed"}
    assert named - kept <= tables()


@pytest.mark.parametrize("which", [SOME, ALONE, EVERY])
def test_no_mark_is_left_in_a_statement(which):
    for table in ("", *OFTEN):
        assert "{" not in writing(which._replace(changed=table)).replace("'{}'", "")


def test_asked_about_nobody_it_plans_and_changes_nothing(leila):
    leila.step("09-05")
    keeping.plan(connection.connection)
    assert not agrees()


def test_what_is_planned_is_not_planned_again(db):
    def seconds() -> float:
        began = perf_counter()
        keeping.plan(connection.connection)
        return perf_counter() - began

    seconds()
    again = min(seconds() for _time in range(3))
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
    assert again < seconds() / 2
