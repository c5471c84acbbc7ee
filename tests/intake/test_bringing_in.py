"""A list becomes the unit's own persons, cases and participations, whole and only once."""

import json
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.actions.case import assign
from samvag.cases.events import persons_changed
from samvag.cases.models import Assignment, Case, Livelihood, Participation, Snapshot
from samvag.catalogue.models import Intervention
from samvag.intake.actions import bringing_in
from samvag.intake.actions.bringing_in import bring_in
from samvag.intake.actions.undo import undo_import
from samvag.intake.actions.upload import ask_to_bring_in, receive_list, teach_word
from samvag.intake.actions.writing import ListWriter
from samvag.intake.models import Upload
from samvag.intake.terms import STANDS_STILL_AFTER
from samvag.kernel.errors import Forbidden, Refused
from samvag.people.models import Card
from tests.harness.acting import acting as acts

LISTS = Path(__file__).parents[1] / "data" / "lists"
NAMES = ["ame-lista-2024.xlsx", "insatsens-egen-lista.csv", "namn-i-en-kolumn.xlsx"]


def expected(name: str) -> list[dict]:
    rows = json.loads((LISTS / name).with_suffix(".expected.json").read_text("utf-8"))
    return [row["record"] for row in rows if row["accepted"]]


@pytest.fixture
def manager(ame, staff):
    return staff(ame, Role.MANAGER)


@pytest.fixture
def bring(ame, manager):
    def bring(content: bytes, name: str = "lista.xlsx", who=None) -> Upload:
        def by() -> AbstractContextManager:
            return acts(who or manager, ame)

        with by() as actor:
            upload = ask_to_bring_in(receive_list(name, content, by=actor).id, by=actor)
        return bring_in(upload.id, by)

    return bring


@pytest.mark.parametrize("name", NAMES)
def test_every_accepted_row_of_the_list_becomes_a_participation(name, bring, ame, manager):
    upload = bring((LISTS / name).read_bytes(), name)
    records = expected(name)
    with acts(manager, ame):
        assert upload.accepted == len(records) == Participation.objects.count()
        assert Card.objects.count() == len({record["identity"] for record in records})
        for record in records:
            row = Participation.objects.get(
                intervention__name__iexact=record["intervention"],
                period__startswith=record["start"],
                person__in=Card.objects.filter(
                    given_name=record["given_name"] or "", family_name=record["family_name"] or ""
                ).values("person"),
            )
            assert row.exit_reason == (record["exit_reason"] or "")
            assert row.home_municipality == (record["municipality"] or "")
            states = dict(
                Livelihood.objects.filter(snapshot__participation=row).values_list(
                    "snapshot__moment", "source"
                )
            )
            told = {"ENTRY": record["livelihood_before"], "EXIT": record["livelihood_after"]}
            assert states == {moment: source for moment, source in told.items() if source}


def test_the_same_list_twice_brings_nothing_new(bring, ame, manager):
    content = (LISTS / NAMES[0]).read_bytes()
    bring(content)
    with acts(manager, ame):
        before = [model.objects.count() for model in (Card, Case, Participation, Snapshot)]
    again = bring(content)
    with acts(manager, ame):
        assert [model.objects.count() for model in (Card, Case, Participation, Snapshot)] == before
    assert again.accepted == 0


def test_the_past_is_not_watched_and_the_present_is_one_task_to_distribute(bring, ame, manager):
    upload = bring((LISTS / NAMES[0]).read_bytes())
    with acts(manager, ame):
        assert not Case.objects.filter(watched_from__isnull=False).exists()
        assert Case.objects.filter(closed_on=None).count() == upload.unassigned > 0
        assert not Assignment.objects.exists()


def test_a_case_from_a_list_is_watched_from_the_day_somebody_is_given_it(bring, ame, manager, staff):
    bring((LISTS / NAMES[0]).read_bytes())
    worker = staff(ame)
    with acts(manager, ame) as actor:
        case = Case.objects.filter(closed_on=None).order_by("id").first()
        assign(case.id, worker.id, "MAIN", by=actor)
        case.refresh_from_db()
        assert case.watched_from == timezone.localdate()


def test_an_unknown_intervention_becomes_the_units_draft_and_a_known_one_does_not(bring, ame, manager):
    with acts(manager, ame):
        Intervention(unit=ame, name="Nya vägar").save(force_insert=True)
    bring((LISTS / NAMES[0]).read_bytes())
    with acts(manager, ame):
        assert not Intervention.objects.get(unit=ame, name__iexact="nya vägar").draft
        assert Intervention.objects.filter(unit=ame, draft=True).exists()


def test_undo_leaves_the_unit_as_it_was(bring, ame, manager):
    upload = bring((LISTS / NAMES[0]).read_bytes())
    with acts(manager, ame) as actor:
        undo_import(upload.id, by=actor)
        for model in (Card, Case, Participation, Snapshot, Livelihood):
            assert not model.objects.exists()
        assert not Intervention.objects.filter(unit=ame).exists()
        with pytest.raises(Forbidden):
            undo_import(upload.id, by=actor)


def test_a_word_that_the_unit_teaches_is_understood_the_next_time(bring, ame, manager):
    content = (
        "Personnummer;Insats;Start;Försörjning före\n20000822-2390;Klivet;2024-01-02;kommunpengen\n".encode()
    )
    first = bring(content, "lista.csv")
    assert (first.accepted, first.unknown[0]["value"]) == (0, "kommunpengen")
    with acts(manager, ame) as actor:
        teach_word("livelihood_source", "Kommunpengen", "EB", by=actor)
    assert bring(content, "lista.csv").accepted == 1


def test_a_file_that_is_no_list_is_refused_whole_with_its_reason(bring, ame, manager):
    with pytest.raises(Refused) as refusal:
        bring(b"%PDF-1.7 not a list at all")
    with acts(manager, ame):
        upload = Upload.objects.get()
        assert (upload.state, upload.sentence) == ("REFUSED", refusal.value.sentence)
        assert not Card.objects.exists()


def test_a_worker_may_not_bring_in_the_units_list_nor_see_it(bring, ame, staff):
    worker = staff(ame)
    with pytest.raises(Forbidden):
        bring(b"x", who=worker)
    with acts(worker, ame):
        assert not Upload.objects.exists()


def test_another_units_manager_sees_neither_list_nor_persons(bring, unit, staff):
    bring((LISTS / NAMES[0]).read_bytes())
    other = unit("Soc")
    with acts(staff(other, Role.MANAGER), other):
        assert not Upload.objects.exists()
        assert not Card.objects.exists()


def test_a_list_that_stood_still_is_taken_back_and_writes_nothing_more(ame, manager, monkeypatch):
    """The machine stopped in the middle: half of it stands there, and its writer may even wake again."""

    def by() -> AbstractContextManager:
        return acts(manager, ame)

    with by() as actor:
        upload = ask_to_bring_in(
            receive_list("a.xlsx", (LISTS / NAMES[0]).read_bytes(), by=actor).id, by=actor
        )
    monkeypatch.setattr(bringing_in, "BATCH", 40)
    woken = iter(range(3))

    def falls_asleep(self: ListWriter, records: list, persons: dict) -> None:
        write(self, records, persons)
        if next(woken) == 1:
            with by() as actor:
                with pytest.raises(Forbidden):
                    undo_import(upload.id, by=actor)
                Upload.objects.filter(id=upload.id).update(touched_at=timezone.now() - STANDS_STILL_AFTER * 2)
                assert undo_import(upload.id, by=actor).state == "UNDONE"

    write = ListWriter.write
    monkeypatch.setattr(ListWriter, "write", falls_asleep)
    with pytest.raises(Refused, match="togs tillbaka"):
        bring_in(upload.id, by)
    with by():
        assert not Participation.objects.exists()
        assert Upload.objects.get(id=upload.id).state == "UNDONE"


def test_answers_that_cannot_be_given_leave_nothing_behind(ame, manager):
    """The disk of the report is full: the list is not half in, nor wholly in without its report."""

    @contextmanager
    def full(_judgement):
        yield lambda _result: None
        raise OSError(28, "No space left on device")

    with acts(manager, ame) as actor:
        upload = ask_to_bring_in(
            receive_list("a.xlsx", (LISTS / NAMES[0]).read_bytes(), by=actor).id, by=actor
        )
    with pytest.raises(OSError, match="No space"):
        bring_in(upload.id, lambda: acts(manager, ame), full)
    with acts(manager, ame):
        assert not Participation.objects.exists() and not Card.objects.exists()
        row = Upload.objects.get(id=upload.id)
        assert (row.state, row.accepted) == ("REFUSED", 0)
        assert "Inget har lästs in" in row.sentence


def test_those_who_are_watched_already_are_told_of_when_rows_come_and_when_they_go(
    bring, ame, manager, staff, case
):
    told = []
    watched = case(staff(ame), "200008222390")
    persons_changed.listen(listener := lambda owner_unit, persons: told.append((owner_unit, persons)))
    try:
        upload = bring(b"Personnummer;Insats;Start\n20000822-2390;Klivet;2024-01-02\n", "a.csv")
        assert told == [(ame.id, [watched.person_id])]
        with acts(manager, ame) as actor:
            undo_import(upload.id, by=actor)
        assert told == [(ame.id, [watched.person_id])] * 2
    finally:
        persons_changed._listeners.remove(listener)


def test_what_somebody_has_begun_to_work_on_stays_when_the_list_is_taken_back(bring, ame, manager, staff):
    upload = bring((LISTS / NAMES[0]).read_bytes())
    worker = staff(ame)
    with acts(manager, ame) as actor:
        case = Case.objects.filter(closed_on=None).order_by("id").first()
        assign(case.id, worker.id, "MAIN", by=actor)
        undo_import(upload.id, by=actor)
        assert list(Case.objects.values_list("id", flat=True)) == [case.id]
        assert list(Card.objects.values_list("person", flat=True)) == [case.person_id]
        assert not Participation.objects.exists()
