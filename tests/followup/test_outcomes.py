"""What came of it: who sees which figures, and that figures hold no persons."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.models import Livelihood, Participation, Snapshot
from samvag.catalogue.models import Intervention
from samvag.followup import queries
from samvag.kernel.periods import period
from samvag.people.models import Card
from samvag.rights.actions.restriction import lift_restriction, restrict
from tests.harness.acting import acting

TODAY = timezone.localdate
COUNT = 12
WRONG = "MISREGISTERED"


@pytest.fixture
def finished(ame, staff, case):
    """Twelve who ended this year; half work at the end. One more was registered by mistake."""
    worker = staff(ame)
    cases = [case(worker) for _number in range(COUNT + 1)]
    with acting(worker, ame) as by:
        intervention = Intervention(unit=ame, name="Klivet")
        intervention.save(force_insert=True)
        for number, one in enumerate(cases):
            works = bool(number % 2)
            reason = "COMPLETED_WORK" if works else "COMPLETED_OTHER"
            participation(one, intervention, WRONG if number == COUNT else reason, works, by)
    return ame


def participation(case, intervention, reason, works, by):
    """Three months that ended on New Year's Day, with uppgifter at start and end."""
    facts = {
        "owner_unit_id": by.unit,
        "person_id": case.person_id,
        "created_by_id": by.staff,
        "category": "planning",
    }
    ended = date(TODAY().year, 1, 1)
    span = period(ended - timedelta(90), ended)
    row = Participation(case=case, intervention=intervention, exit_reason=reason, period=span, **facts)
    row.save(force_insert=True)
    for moment, working in (("ENTRY", False), ("EXIT", works)):
        state = {"works": working, "studies": False, "job_seeking": not working}
        snapshot = Snapshot(participation=row, moment=moment, **state, **facts)
        snapshot.save(force_insert=True)
        source = "WAGE" if working else "EB"
        Livelihood(snapshot=snapshot, owner_unit_id=by.unit, source=source).save(force_insert=True)


def everybody(tables):
    return {line.state: (line.before, line.after) for line in tables[0].lines}


def test_the_manager_sees_before_and_after_without_the_misregistered(finished, staff):
    with acting(staff(finished, Role.MANAGER), finished) as actor:
        tables = queries.occupation(actor, TODAY().year, "intervention")
        assert tables[0].heads == COUNT
        assert everybody(tables)["WORK"] == (0, COUNT // 2)
        assert everybody(tables)["SEEKING"] == (COUNT, COUNT // 2)
        assert everybody(queries.livelihood(actor, TODAY().year, "sex"))["EB"] == (COUNT, COUNT // 2)


def heads(actor):
    """In each of the three that count."""
    year = TODAY().year
    tables = queries.occupation(actor, year, "intervention"), queries.livelihood(actor, year, "sex")
    return [*(table[0].heads for table in tables), queries.board(actor, year)[0].ended]


def test_whose_data_is_restricted_is_counted_in_no_figure_while_it_is(finished, staff):
    with acting(staff(finished, Role.MANAGER), finished) as actor:
        counted = Participation.objects.exclude(exit_reason=WRONG).values("person")
        card = Card.objects.filter(person__in=counted).order_by("id")[0]
        restricted = restrict(card.id, "ACCURACY", "Utreds.", by=actor)
        assert heads(actor) == [COUNT - 1] * 3
        lift_restriction(restricted.id, "Det stämde.", by=actor)
        assert heads(actor) == [COUNT] * 3


def test_who_is_protected_is_counted_in_none(finished, staff, case):
    worker = staff(finished)
    hidden = case(worker, card={"protection": "SEKRETESSMARKERING"})
    with acting(worker, finished) as by:
        participation(hidden, Intervention.objects.get(), "COMPLETED_WORK", True, by)
    with acting(staff(finished, Role.MANAGER), finished) as actor:
        assert heads(actor) == [COUNT] * 3


def test_last_years_page_is_empty(finished, staff):
    with acting(staff(finished, Role.MANAGER), finished) as actor:
        assert queries.occupation(actor, TODAY().year - 1, "intervention") == []


def test_a_worker_counts_nothing_even_when_the_query_is_reached(finished, staff):
    with acting(staff(finished), finished) as actor:
        assert queries.occupation(actor, TODAY().year, "intervention") == []


def test_another_units_manager_counts_nothing(finished, unit, staff):
    other = unit("Soc")
    with acting(staff(other, Role.MANAGER), other) as actor:
        assert queries.occupation(actor, TODAY().year, "intervention") == []


def test_the_association_counts_every_unit_and_sees_no_person(finished, unit, staff, pages):
    office = unit("Kansliet", "ASSOCIATION")
    head = staff(office, Role.ASSOCIATION)
    with acting(head, office) as actor:
        assert queries.occupation(actor, TODAY().year, "intervention")[0].heads == COUNT
        assert queries.board(actor, TODAY().year)[0].ended == COUNT
        assert not Participation.objects.exists()
    assert pages(head, office).get("/uppfoljning/").status_code == 200
    assert pages(head, office).get("/people/register/").status_code in (403, 404)


def test_the_page_the_csv_the_excel_and_the_pdf_open(finished, staff, pages):
    browser = pages(staff(finished, Role.MANAGER), finished)
    page = browser.get("/uppfoljning/").content.decode()
    assert "Arbetar" in page
    text = browser.get("/uppfoljning/?format=csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Insats;Läge;Före")
    assert browser.get("/uppfoljning/?format=xlsx").content[:2] == b"PK"
    assert browser.get("/uppfoljning/styrelsen/?format=pdf").content[:5] == b"%PDF-"


def test_a_worker_does_not_open_the_figures(finished, staff, pages):
    assert pages(staff(finished), finished).get("/uppfoljning/").status_code == 403


def test_a_name_that_begins_like_a_formula_is_only_text(finished, staff, pages):
    manager = staff(finished, Role.MANAGER)
    with acting(manager, finished):
        Intervention.objects.filter(name="Klivet").update(name="=1+1", draft=True)
    text = pages(manager, finished).get("/uppfoljning/?format=csv").content.decode("utf-8-sig")
    assert "'=1+1" in text
