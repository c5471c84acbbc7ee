"""To read is not to write, and a longer list takes no more statements."""

from django.db import connection
from django.urls import reverse

from samvag.access.pages import THE_PERSON
from samvag.agencies.models import Agency
from samvag.cases.actions.work import write_note
from tests.guards.reading import logged, statements, writes
from tests.guards.routes import routes
from tests.guards.world import World
from tests.harness.acting import acting, setting_up
from tests.harness.pages import of_person

READ = [route for route in routes() if "GET" in route.methods]
FEW, MANY = 5, 50


def test_a_page_that_is_read_writes_only_who_looked(ame, pages):
    world = World(ame)
    client = pages(world.boss, ame)
    for route in READ:
        with writes() as tables, logged() as acts:
            client.get(reverse(route.name, kwargs=world.path_ids(route)))
        assert (tables, acts) == (set(), []), route.name


def test_nor_one_of_the_persons_own(ame, her_pages):
    world = World(ame)
    client = her_pages(world.ids["person"])
    for route in READ:
        if route.opens_to == THE_PERSON:
            with writes() as tables, logged() as acts:
                assert client.get(reverse(route.name, kwargs=world.path_ids(route))).status_code == 200
            assert (tables, acts) == (set(), []), route.name


def test_a_reading_that_writes_is_found(ame):
    world = World(ame)
    with acting(world.boss, ame) as by, writes() as tables, logged() as acts:
        write_note(world.ids["case"], "Skrivet av en sida som bara skulle läsas.", by=by)
    assert tables == {"cases_note"}
    assert [verb for verb, _person in acts] == ["note.create"]


def test_even_when_it_is_undone_again(ame):
    with setting_up(), writes() as tables, connection.cursor() as cursor:
        cursor.execute("SAVEPOINT made_up")
        Agency.objects.create(association_id=ame.agency.association_id, kind="AF", name="Påhitt")
        cursor.execute("ROLLBACK TO SAVEPOINT made_up")
    assert tables == {"agencies_agency"}


def counted(unit, pages, size: int) -> dict[str, int]:
    """Statements of every page, in a unit of `size` persons where one has `size` events of each kind."""
    world = World(unit, persons=size)
    staff, she = pages(world.boss, unit), of_person(world.ids["person"])
    counts = {}
    for route in READ:
        client = she if route.opens_to == THE_PERSON else staff
        where = reverse(route.name, kwargs=world.path_ids(route))
        client.get(where)
        with statements() as said:
            client.get(where)
        counts[route.name] = len(said)
    return counts


def test_a_longer_list_takes_no_more_statements(unit, pages):
    few, many = counted(unit("AME"), pages, FEW), counted(unit("Soc"), pages, MANY)
    assert {name: (few[name], many[name]) for name in few if many[name] != few[name]} == {}
