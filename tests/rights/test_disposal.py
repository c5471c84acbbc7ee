"""Disposal: by the unit's schedule, whole, provably, and nobody else's rows. What is restored is taken away again."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from samvag.access.context import acting_as, acting_as_service
from samvag.access.roles import Role
from samvag.cases.actions.case import close_case, open_case
from samvag.cases.models import AttachmentContent, Note
from samvag.drafts.actions import keep_draft
from samvag.drafts.models import Draft
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.ops.errors import Hindered
from samvag.people.models import Card
from samvag.rights import disposing, journal
from samvag.rights.actions.disposal import (
    begin_disposal,
    lift_hold,
    place_hold,
    set_schedule,
)
from samvag.rights.carrying_out import carry_out
from samvag.rights.holdings import holdings
from samvag.rights.models import Disposal
from samvag.rights.queries.disposal import certificate, dry_run
from samvag.rights.replay import replay
from tests.factories.known import known
from tests.factories.people import make_card
from tests.guards.reading import logged
from tests.harness.acting import restored

LONG_AGO = timezone.now() - timedelta(days=365 * 6)
THEN = LONG_AGO.date()
#: The reckoning's own days, which the application does not read: the case's key takes them along.
NOT_READ = {"gaps.Again"}
NUMBER = "197109259288"


@pytest.fixture(autouse=True)
def written(tmp_path, monkeypatch):
    """The journal of this test alone."""
    file = tmp_path / "erasures.jsonl"
    monkeypatch.setenv("SAMVAG_ERASURES", str(file))
    return file


@pytest.fixture
def acts(karin, ame):
    def acting():
        return acting_as(karin.pk, ame.pk)

    return acting


@pytest.fixture
def old(anna, ame, acting):
    """Somebody whose case was closed six years ago, with a note; nothing has been written since."""

    def made(worker=anna, unit=ame, number=""):
        card = make_card(worker, number, created_at=LONG_AGO)
        with acting(worker, unit) as by:
            case = open_case(card.person_id, by=by, opened_on=THEN, created_at=LONG_AGO)
            Note(
                case=case, owner_unit_id=unit.pk, person_id=card.person_id, category="planning", text="Hej",
                created_by_id=worker.pk, created_at=LONG_AGO,
            ).save(force_insert=True)  # fmt: skip
            close_case(case.id, "COMPLETED_WORK", by=by, closed_on=THEN)
        return known(worker, case)

    return made


def rows_of(unit, person):
    """How many rows of each table mention the person for the unit, as the service that replays sees them."""
    with restored(), acting_as_service("erasures", unit.pk), connection.cursor() as cursor:
        cursor.execute("SELECT kind, count(*) FROM rights_held(%s) GROUP BY 1", [person])
        return dict(cursor.fetchall())


def ids_of(unit, person):
    """The rows themselves, by kind."""
    with restored(), acting_as_service("erasures", unit.pk), connection.cursor() as cursor:
        cursor.execute("SELECT kind, id FROM rights_held(%s)", [person])
        found = defaultdict(list)
        for kind, id in cursor.fetchall():
            found[kind].append(id)
        return found


def test_after_disposal_no_row_of_any_table_mentions_her(ame, full, acts):
    assert len(rows_of(ame, full.person)) > 15
    were = ids_of(ame, full.person)
    with restored(), acting_as_service("erasures", ame.pk), connection.cursor() as cursor:
        cursor.execute("SELECT rights_dispose(%s, clock_timestamp() + interval '1 second')", [full.person])
        assert cursor.fetchone()[0]
        for one in holdings():
            if one.name not in NOT_READ:
                cursor.execute(
                    f"SELECT count(*) FROM {one.table} WHERE {one.key_text} = ANY (%s)", [were[one.name]]
                )
                assert (one.name, cursor.fetchone()[0]) == (one.name, 0)
    assert rows_of(ame, full.person) == {}


def test_nor_is_the_other_units_touched(anna, ame, cilla, soc, old, acts):
    ours, theirs = old(number=NUMBER), old(cilla, soc, NUMBER)
    assert ours.person == theirs.person
    before = rows_of(soc, theirs.person)
    assert disposing.dispose_person(ours.person, acts)
    assert (rows_of(ame, ours.person), rows_of(soc, theirs.person)) == ({}, before)


def test_a_dry_run_says_who_goes_and_writes_nothing(karin, ame, old, case, anna, acting):
    gone, stays = old(), known(anna, case(anna))
    with acting(karin, ame) as by, logged() as said:
        found = dry_run(by)
    assert ([one.reference for one in found.due], found.going) == ([gone.case.reference], 1)
    assert stays.case.reference not in str(found.due)
    assert said == []


def test_a_person_in_work_stays_however_old(karin, ame, anna, acting):
    card = make_card(anna, created_at=LONG_AGO)
    with acting(anna, ame) as by:
        open_case(card.person_id, by=by, opened_on=THEN, created_at=LONG_AGO)
    with acting(karin, ame) as by:
        (found,) = dry_run(by).due
    assert found.why == "ärendet eller samordningen pågår"


def test_the_unit_decides_how_long(karin, ame, old, acting):
    old()
    with acting(karin, ame) as by:
        set_schedule(
            "CASE_5Y", by=by, months=120, counted_from="LAST_NOTE", source="Dokumenthanteringsplan 2026"
        )
        assert dry_run(by).empty
        set_schedule("CASE_5Y", by=by, months=60, counted_from="LAST_NOTE", version=1)
        assert dry_run(by).going == 1


@pytest.mark.parametrize(
    ("months", "source", "verified"), [(0, "", False), (5000, "", False), (60, "  ", True)]
)
def test_a_schedule_that_says_nothing_is_refused(karin, ame, acting, months, source, verified):
    with acting(karin, ame) as by, pytest.raises(Refused):
        set_schedule(
            "CASE_5Y", by=by, months=months, counted_from="LAST_NOTE", source=source, verified=verified
        )


def test_disposal_leaves_a_certificate_without_names(karin, ame, old, acts, acting):
    ours = old()
    with acting(karin, ame) as by:
        begun = begin_disposal(by=by)
    carry_out(begun.id, acts)
    with acting(karin, ame) as by:
        proof = certificate(by, begun.id)
    assert (proof.state, proof.persons, proof.oldest) == ("DONE", 1, THEN)
    assert {"cases.Note": 1, "people.Card": 1, "cases.Case": 1}.items() <= proof.counts.items()
    assert proof.journal == journal.head()
    assert str(ours.person) not in str(proof)
    assert rows_of(ame, ours.person) == {}


def test_a_hold_stops_it_until_it_is_lifted(karin, ame, old, acts, acting):
    ours = old()
    with acting(karin, ame) as by:
        held = place_hold(ours.card, "Tvist i förvaltningsrätten", by=by)
    assert disposing.dispose_person(ours.person, acts) is None
    with acting(karin, ame) as by:
        lift_hold(held.id, by=by)
    assert disposing.dispose_person(ours.person, acts)


def test_a_hold_that_has_run_out_stops_nothing(karin, ame, old, acts, acting):
    ours = old()
    with acting(karin, ame) as by:
        with pytest.raises(Refused):
            place_hold(ours.card, "Tvist", by=by, until=timezone.localdate() - timedelta(days=1))
        place_hold(ours.card, "Tvist", by=by, until=timezone.localdate())
    assert disposing.dispose_person(ours.person, acts) is None


def test_who_may(anna, officer, ame, soc, staff, old, acting, pages):
    ours, elsewhere = old(), staff(soc, Role.MANAGER)
    for one in (anna, officer):
        with acting(one, ame) as by, pytest.raises(Forbidden):
            begin_disposal(by=by)
        assert pages(one, ame).get("/rattigheter/gallring/").status_code == 403
    with acting(elsewhere, soc) as by, pytest.raises(Unseen):
        place_hold(ours.card, "Tvist", by=by)
    assert pages(elsewhere, soc).get(f"/people/{ours.card}/gallring/").status_code == 404


def test_a_stranger_to_the_unit_disposes_of_nothing_there(soc, staff, old, ame):
    ours, elsewhere = old(), staff(soc, Role.MANAGER)
    disposing.dispose_person(ours.person, lambda: acting_as(elsewhere.pk, soc.pk))
    assert rows_of(ame, ours.person)


def test_a_line_is_in_the_journal_before_it_is_done(old, acts, ame, monkeypatch):
    """When the journal cannot be written nothing goes."""
    ours = old()
    monkeypatch.setenv("SAMVAG_ERASURES", "/proc/no/such.jsonl")
    with pytest.raises(Hindered), transaction.atomic():
        disposing.dispose_person(ours.person, acts)
    assert rows_of(ame, ours.person)


def test_what_fails_after_the_line_is_called_off(old, acts, ame, monkeypatch):
    ours = old()
    whole = journal.append

    def fails_once(line):
        said = whole(line)
        if line.what == journal.PERSON:
            raise OSError("the machine died")
        return said

    monkeypatch.setattr(journal, "append", fails_once)
    with pytest.raises(OSError, match="died"), transaction.atomic():
        disposing.dispose_person(ours.person, acts)
    # The line itself was never told of, as when the machine dies: the next run finds that she is still there.
    assert len(journal.standing()) == 1
    assert disposing.put_straight(ame.pk) == 1
    assert journal.standing() == []
    replay_all()
    assert rows_of(ame, ours.person)


def replay_all():
    with restored():
        return list(replay())


def test_what_a_backup_brings_back_is_taken_away_again(old, acts, ame):
    ours = old()
    saved = transaction.savepoint()
    assert disposing.dispose_person(ours.person, acts)
    transaction.savepoint_rollback(saved)  # the backup is from before
    assert rows_of(ame, ours.person)
    (line,) = replay_all()
    assert "1 gallringar" in line
    assert rows_of(ame, ours.person) == {}


def test_somebody_who_came_back_later_is_left_alone(old, acts, ame, anna, case):
    ours = old(number=NUMBER)
    disposing.dispose_person(ours.person, acts)
    again = known(anna, case(anna, number=NUMBER))
    replay_all()
    assert rows_of(ame, again.person)["people.Card"] == 1
    assert disposing.put_straight(ame.pk) == 0


def test_the_hidden_identity_goes_when_nobody_has_anything(old, acts, cilla, soc, ame):
    ours, theirs = old(number=NUMBER), old(cilla, soc, NUMBER)
    disposing.dispose_person(ours.person, acts)
    with restored(), acting_as_service("erasures"):
        assert disposing.sweep() == 0
    with restored(), acting_as_service("erasures", soc.pk), connection.cursor() as cursor:
        cursor.execute("SELECT rights_dispose(%s, clock_timestamp() + interval '1 second')", [theirs.person])
    with restored(), acting_as_service("erasures"):
        assert disposing.sweep() == 1


@pytest.mark.parametrize("change", ["text", "cut", "swap"])
def test_a_journal_that_was_changed_is_refused_with_its_line(old, acts, written, change):
    for _ in range(3):
        disposing.dispose_person(old().person, acts)
    lines = written.read_text().splitlines()
    if change == "text":
        lines[1] = lines[1].replace('"what": "person"', '"what": "rows"')
    elif change == "cut":
        del lines[1]
    else:
        lines[0], lines[1] = lines[1], lines[0]
    written.write_text("\n".join(lines) + "\n")
    with pytest.raises(Hindered) as refusal:
        replay_all()
    assert "gallringsjournalen" in str(refusal.value)


def test_half_a_line_at_the_end_was_never_acted_on(old, acts, written):
    disposing.dispose_person(old().person, acts)
    with written.open("a") as file:
        file.write('{"what": "per')
    assert len(journal.read()) == 1
    disposing.dispose_person(old().person, acts)
    assert len(journal.read()) == 2


def test_the_contents_of_papers_go_too(full, ame, acts, world, acting):
    with acting(world.boss, ame):
        assert AttachmentContent.objects.exists()
    with restored(), acting_as_service("erasures", ame.pk), connection.cursor() as cursor:
        cursor.execute("SELECT rights_dispose(%s, clock_timestamp() + interval '1 second')", [full.person])
    with acting(world.boss, ame):
        assert not AttachmentContent.objects.exists()
        assert not Card.objects.filter(person=full.person).exists()


def test_what_was_begun_about_her_and_not_saved_goes_too(old, anna, ame, acts, acting):
    gone, stays = old(), old(number=NUMBER)
    with acting(anna, ame) as by:
        for one in (gone, stays):
            keep_draft(f"/people/{one.card}/note/", {"text": ["Halv"]}, by=by)
    assert disposing.dispose_person(gone.person, acts)
    with acting(anna, ame):
        assert [draft.place for draft in Draft.objects.all()] == [f"/people/{stays.card}/note/"]


def test_the_pages_lead_from_the_plan_to_the_proof(karin, ame, old, pages, acting, acts):
    old()
    browser = pages(karin, ame)
    page = browser.get("/rattigheter/gallring/").content.decode()
    assert "förslag från Samväg" in page
    assert "Gallras" in page
    assert browser.post("/rattigheter/gallring/", {}).status_code == 422
    begun = browser.post("/rattigheter/gallring/", {"sure": "on"})
    assert "Gallringen pågår" in browser.get(begun["Location"]).content.decode()
    with acting(karin, ame):
        (row,) = Disposal.objects.values_list("id", flat=True)
    carry_out(row, acts)
    assert "Vad som togs bort" in browser.get(begun["Location"]).content.decode()
    assert (
        browser.post(
            "/rattigheter/gallring/plan/CASE_5Y/", {"months": "84", "counted_from": "LAST_NOTE"}
        ).status_code
        == 302
    )
    assert browser.get("/rattigheter/gallring/plan/LOG_5Y/").status_code == 404


def test_two_at_once_are_not_begun(karin, ame, acting):
    with acting(karin, ame) as by:
        begin_disposal(by=by)
        with pytest.raises(Refused):
            begin_disposal(by=by)
