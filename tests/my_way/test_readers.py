"""Min väg says who may read what right now, and that is what they get."""

import pytest

from samvag.cases.actions.spell import add_spell
from samvag.cases.queries.spell import spells_of
from samvag.consents.actions.blocking import block
from samvag.consents.actions.withdrawing import withdraw_category
from samvag.consents.queries.consents import living_consents_of
from tests.factories.sharing import begin_together, in_days, join_in

NOBODY = "Just nu kan ingen läsa"
READS = "får läsa det som AME skriver om:"


@pytest.fixture
def leila(anna, ame, af, case, acting):
    leila = case(anna)
    begin_together(anna, leila, af, categories=["planning", "work"])
    with acting(anna, ame) as by:
        add_spell(leila.id, "JOB", "Kaféet", by=by, first=in_days(-3), percent=50)
    return leila


def now(browser):
    page = browser.get("/min-vag/samtycken/").content.decode()
    return " ".join(page.split("Det här kan läsas just nu")[1].split("<h2")[0].split())


def test_nobody_reads_until_they_have_joined(leila, bea, recipient, her_pages):
    browser = her_pages(leila.person_id)
    assert NOBODY in now(browser)
    join_in(recipient, bea)
    said = now(browser)
    assert READS in said
    assert "arbete och praktik" in said
    assert "din hälsa" not in said


def test_it_follows_what_she_changes(leila, anna, bea, recipient, ame, af, her_pages, acting):
    join_in(recipient, bea)
    browser = her_pages(leila.person_id)
    with acting(anna, ame) as by:
        withdraw_category(living_consents_of(by, leila.person_id)[0].id, "work", by=by)
    assert "arbete och praktik" not in now(browser)
    with acting(anna, ame) as by:
        block(leila.person_id, by=by, said_how="SKRIFTLIGT")
    assert READS not in now(browser)
    with acting(bea, af) as by:
        assert not [row for row in spells_of(by, leila.person_id) if not row.own]


def test_another_persons_readers_are_not_hers(leila, anna, bea, recipient, case, her_pages):
    join_in(recipient, bea)
    assert NOBODY in now(her_pages(case(anna).person_id))
