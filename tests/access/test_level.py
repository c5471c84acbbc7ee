"""A category that takes a surer login is closed to one that is less sure: in the database, for reading and writing."""

import time
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from psycopg.errors import InsufficientPrivilege

from samvag.access import assurance
from samvag.access.context import STAFF, acting_as, enter, signed
from samvag.cases.actions.work import write_note
from samvag.cases.models import Case, Note
from samvag.kernel.assurance import DEMANDED, LABELS, Level, level_of, what_is_missing
from samvag.kernel.categories import Category
from tests.factories.known import known
from tests.harness.acting import restored

OPEN = {category for category in Category if DEMANDED[category] == Level.LOW}
SURER = set(Category) - OPEN


@pytest.fixture
def notes(anna, ame, case, acting) -> Case:
    """One note of each category."""
    made = case(anna)
    with acting(anna, ame) as by:
        for category in Category:
            write_note(made.id, f"Om {category}.", by=by, category=category.value)
    return made


def seen_at(level: Level, anna, ame) -> set[str]:
    with restored(), transaction.atomic():
        enter(STAFF, str(anna.pk), ame.pk, level)
        return set(Note.objects.values_list("category", flat=True))


def test_every_category_says_what_it_demands_and_health_demands_more_than_a_password():
    assert set(DEMANDED) == set(Category)
    assert {Category.HEALTH, Category.DISABILITY, Category.SOCIAL} <= SURER
    assert OPEN


def test_by_password_alone_the_others_are_seen_and_those_are_not(anna, ame, notes):
    assert seen_at(Level.LOW, anna, ame) == OPEN


@pytest.mark.parametrize("level", [Level.SUBSTANTIAL, Level.HIGH])
def test_with_a_code_or_a_passkey_all_are(anna, ame, notes, level):
    assert seen_at(level, anna, ame) == set(Category)


def test_a_category_that_demands_a_passkey_is_not_seen_with_a_code(anna, ame, notes, owner, held_database):
    """What is demanded is data."""
    owner.execute("UPDATE access_demand SET level = 3 WHERE category = 'health'")
    anew = owner.execute("SELECT category FROM access_demand WHERE level <= 2").fetchall()
    assert ("health",) not in anew and ("social",) in anew


@pytest.mark.parametrize("category", sorted(Category))
def test_neither_is_it_written(anna, ame, notes, category):
    def writes() -> None:
        with transaction.atomic():
            by = enter(STAFF, str(anna.pk), ame.pk, Level.LOW)
            write_note(notes.id, "Ny rad.", by=by, category=category.value)

    with restored():
        if category in OPEN:
            writes()
        else:
            with pytest.raises(ProgrammingError) as refused:
                writes()
            assert isinstance(refused.value.__cause__, InsufficientPrivilege)


def test_a_row_is_not_made_another_category_to_be_seen(anna, ame, notes):
    with restored(), transaction.atomic():
        enter(STAFF, str(anna.pk), ame.pk, Level.LOW)
        assert Note.objects.filter(category="health").update(category="work") == 0


def test_a_level_that_was_not_signed_is_not_believed(login_as):
    app = login_as("app")
    with app.transaction(force_rollback=True):
        text = signed(STAFF, str(uuid4()), uuid4(), app.info.backend_pid, time.time(), Level.LOW)
        raised = text.replace("|1|", "|3|")
        assert raised != text
        assert app.execute("SELECT unit FROM access_enter(%s)", [raised]).fetchone() is None
        app.execute("SELECT set_config('samvag.context', %s, true)", [raised])
        assert app.execute("SELECT access_assured()").fetchone() == (None,)


def test_nobody_has_no_category(login_as):
    assert login_as("app").execute("SELECT access_assured()").fetchone() == (None,)


@pytest.mark.parametrize("said", [None, "", "4", 0, "3; DROP", 2.5])
def test_a_session_that_says_nothing_is_the_lowest(said):
    assert level_of(said) == Level.LOW


def test_every_table_with_a_category_asks(owner):
    assert not list(assurance.every_category_asks(owner))
    tables = {row[0] for row in owner.execute(assurance.TABLES)}
    assert {"cases_note", "cases_step", "people_card"} <= tables


class TestThePage:
    def test_it_says_what_to_do_whether_or_not_there_is_anything(self, anna, ame, notes, case, pages):
        empty = case(anna)
        for made in (notes, empty):
            at = known(anna, made).path()
            html = pages(anna, ame, Level.LOW).get(at).content.decode()
            assert "Din inloggning räcker inte för uppgifter om hälsa" in html
            assert "vare sig det finns några eller inte" in html
            assert "Om health." not in html

    def test_a_sure_login_is_told_nothing(self, anna, ame, notes, pages):
        html = pages(anna, ame).get(known(anna, notes).path()).content.decode()
        assert "räcker inte" not in html

    def test_writing_is_refused_in_words_and_nothing_is_kept(self, anna, ame, case, pages):
        made = case(anna)
        answer = pages(anna, ame, Level.LOW).post(
            known(anna, made).path("note/"), {"text": "Sover dåligt.", "category": "health"}
        )
        assert answer.status_code == 403
        assert "Din inloggning räcker inte" in answer.content.decode()

    def test_who_meets_no_persons_is_not_told(self, staff, ame, pages):
        from samvag.access.roles import Role

        admin = staff(ame, Role.ADMIN)
        assert "räcker inte" not in pages(admin, ame, Level.LOW).get("/admin/personal/").content.decode()


def test_the_words_say_which(anna):
    assert what_is_missing(Level.HIGH) == ""
    assert "hälsa, funktionsnedsättning, social situation" in what_is_missing(Level.LOW)
    assert set(LABELS) == set(Level)


def test_a_job_that_renews_keeps_its_level(anna, ame):
    with restored(), acting_as(anna.pk, ame.pk) as actor:
        assert actor.level == Level.HIGH
