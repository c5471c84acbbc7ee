"""The person herself as principal: what is hers by name and nothing else, and never what is the staff's."""

import time
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from samvag.access import persons
from samvag.access.context import NOBODY, PERSON, signed
from samvag.access.middleware import ActorMiddleware
from samvag.access.pages import THE_PERSON, for_persons, for_the_person
from samvag.access.persons import Person, acting_as_person, person_logged_in
from samvag.access.sessions import BEGAN, SessionStore
from samvag.kernel.errors import Forbidden
from samvag.people.actions import register_person
from tests.access import world as facts
from tests.access.test_sharing import AME, EVA, SHARED, SOC
from tests.factories.numbers import made_up_numbers
from tests.factories.people import identity_of
from tests.harness.acting import restored

NUMBER, OTHERS = made_up_numbers(2)
#: Tables of rows about persons, and of units.
OF_SOMEBODY = """
    SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relforcerowsecurity
       AND a.attname IN ('owner_unit_id', 'person_id', 'coordination_id', 'consent_id', 'case_id')
       AND has_table_privilege(%s, c.oid, 'SELECT') ORDER BY 1
"""
ROLES = "SELECT access_unit(), access_managed_unit(), access_any_unit(), access_kept_unit(), access_staff()"


def entered(connection: psycopg.Connection, person: UUID, door: UUID = NOBODY) -> bool:
    context = signed(PERSON, str(person), door, connection.info.backend_pid, time.time())
    return connection.execute("SELECT unit FROM access_enter(%s)", [context]).fetchone() is not None


@pytest.fixture
def app(owner):
    with facts.inhabited(owner, SHARED) as connection:
        yield connection


class TestInTheDatabase:
    def test_she_is_she_and_of_no_unit(self, app):
        assert entered(app, EVA)
        assert app.execute("SELECT access_person(), access_person_whole()").fetchone() == (EVA, True)
        assert app.execute(ROLES).fetchone() == (None,) * 5
        assert app.execute("SELECT access_whole_unit(), access_setup()").fetchone() == (False, False)

    def test_by_a_units_card_she_has_its_door_and_is_still_of_no_unit(self, app):
        assert entered(app, EVA, SOC)
        assert app.execute("SELECT access_person_door(), access_person_whole()").fetchone() == (SOC, False)
        assert app.execute(ROLES).fetchone() == (None,) * 5

    def test_nobody_is_not_let_in(self, app):
        assert not entered(app, uuid4())
        assert app.execute("SELECT access_person()").fetchone() == (None,)

    def test_somebody_of_the_staff_is_nobody_in_min_vag(self, app):
        for subject in (SHARED.staff[0][0], AME):
            assert not entered(app, subject)

    @pytest.mark.parametrize("door", [NOBODY, AME, SOC], ids=["whole", "ame", "soc"])
    def test_no_row_of_a_unit_is_open_to_her(self, app, door):
        """Not even those about herself: they come by functions that give what is hers to read."""
        tables = [name for (name,) in app.execute(OF_SOMEBODY, [facts.APP]).fetchall()]
        assert len(tables) > 20
        assert entered(app, EVA, door)
        for table in tables:
            assert app.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table

    def test_whose_a_number_is_the_application_may_not_ask(self, app):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("SELECT access_person_of('197109259288')")

    def test_and_the_authenticating_role_reads_no_person(self, login_as):
        auth = login_as("auth")
        assert auth.execute("SELECT access_person_of('197109259288')").fetchone() == (None,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            auth.execute("SELECT id FROM people_identity")


@pytest.fixture
def known(anna, ame, acting) -> UUID:
    """Somebody whom AME has registered with her number. The login asks on its own connection, so it is committed."""
    with acting(anna, ame) as by:
        return register_person(identity_of(NUMBER), by=by, given_name="Leila", family_name="Påhitt").person_id


@pytest.fixture
def request_of_nobody(db):
    request = RequestFactory().post("/", {"number": NUMBER})
    request.session = SessionStore()
    request.session["enrol"] = "left behind"
    request.session.create()
    return request


def let_in(request, person: UUID, **facts) -> str:
    """The key that the session had before."""
    key = request.session.session_key
    with restored():
        persons.let_in(request, Person(person, **facts))
    request.session.save()
    return key


class TestTheSession:
    def test_it_is_a_new_one_with_nothing_of_the_old(self, request_of_nobody, known):
        before = let_in(request_of_nobody, known)
        session = request_of_nobody.session
        assert session.session_key != before
        assert not SessionStore(before).get("enrol")
        assert set(session.keys()) == {persons.KEY, "_session_expiry", BEGAN}
        assert session.get_expiry_age() == 30 * 60

    def test_she_is_remembered_as_she_came(self, request_of_nobody, known, ame):
        let_in(request_of_nobody, known, shown=persons.Shown.CODE, door=ame.pk)
        assert persons.remembered(request_of_nobody) == Person(known, persons.Shown.CODE, ame.pk)

    def test_a_number_that_nobody_has_does_not_let_in(self, request_of_nobody):
        for number in (OTHERS, "197109259288x", "", "somebody"):
            assert not person_logged_in(request_of_nobody, number)
        assert request_of_nobody.session["enrol"] == "left behind"

    def test_an_erased_person_is_not_let_in(self, request_of_nobody):
        with pytest.raises(Forbidden), restored():
            persons.let_in(request_of_nobody, Person(uuid4()))


def opens(view, request) -> HttpResponse:
    with restored():
        return ActorMiddleware(view)(request)


@for_the_person()
def her_page(request):
    return HttpResponse(str(request.person.id))


@for_persons()
def page_of_staff(request):
    return HttpResponse("hemligt")


class TestThePages:
    def test_her_page_opens_to_her(self, request_of_nobody, known):
        let_in(request_of_nobody, known)
        request_of_nobody.method = "GET"
        assert opens(her_page, request_of_nobody).content.decode() == str(known)
        assert her_page.opens_to == THE_PERSON

    def test_a_page_of_the_staff_does_not(self, request_of_nobody, known):
        let_in(request_of_nobody, known)
        request_of_nobody.method = "GET"
        response = opens(page_of_staff, request_of_nobody)
        assert (response.status_code, b"hemligt" in response.content) == (302, False)

    def test_her_session_ends_when_she_is_no_more(self, request_of_nobody, known):
        let_in(request_of_nobody, known)
        request_of_nobody.session[persons.KEY] |= {"id": str(uuid4())}

        def view(request):
            return HttpResponse(str(request.person))

        assert opens(view, request_of_nobody).content == b"None"
        assert persons.KEY not in request_of_nobody.session

    def test_whoever_logs_in_as_staff_is_no_longer_she(self, request_of_nobody, known):
        let_in(request_of_nobody, known)
        request_of_nobody.session["_auth_user_id"] = "7"
        assert opens(lambda request: HttpResponse(str(request.person)), request_of_nobody).content == b"None"

    def test_she_acts_and_afterwards_nobody(self, known):
        with restored(), acting_as_person(Person(known)), connection.cursor() as cursor:
            cursor.execute("SELECT access_person()")
            assert cursor.fetchone() == (known,)
