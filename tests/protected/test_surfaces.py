"""Every page and file as those who are not named: nothing of who she is or where. And what the named few see."""

import re
from itertools import product

import pytest
from django.urls import reverse

from samvag.access.roles import Role
from samvag.cases.actions.case import assign
from samvag.cases.models import (
    Assignment,
    Attachment,
    Contact,
    Handover,
    Meeting,
    Note,
    Participation,
    Spell,
    Step,
)
from samvag.cases.terms import WORKER
from samvag.people.actions import name_opener
from samvag.people.models import Named
from tests.factories.agencies import give_role
from tests.guards.routes import routes
from tests.guards.world import World
from tests.protected.conftest import MARKERS, NAMES, NUMBER, REACHED

VALUES = ["SEKRETESSMARKERING", "SKYDDAD"]
ROUTES = [
    route
    for route in routes()
    if "GET" in route.methods and not route.name.startswith(("my_way:", "account", "mfa"))
]
#: What narrows a list or turns it into a file: everything that an address can ask of the pages that have figures.
ASKED = (
    "",
    "?format=csv",
    "?format=xlsx",
    "?format=pdf",
    "?q=G%C3%B6mdahl",
    "?vem=&huvud=ingen",
    "?dela=sex&format=csv",
)
ROWS = {
    "assignment": Assignment, "attachment": Attachment, "contact": Contact, "handover": Handover, "meeting": Meeting,
    "note": Note, "participation": Participation, "spell": Spell, "step": Step,
}  # fmt: skip


@pytest.fixture
def world(ame):
    return World(ame)


@pytest.fixture(params=VALUES)
def hidden(request, lived, marked):
    return marked(request.param)


@pytest.fixture
def hers(hidden, anna, ame, acting):
    """The ids of her rows, by what a path calls them."""
    with acting(anna, ame):
        ids = {name: model.objects.filter(**of(model, hidden)).values_list("id", flat=True).first()
               for name, model in ROWS.items()}  # fmt: skip
        named = Named.objects.get().id
    return {
        **{k: v for k, v in ids.items() if v},
        "card": hidden.card,
        "case": hidden.case.id,
        "named": named,
    }


def of(model, hidden):
    return {"case": hidden.case.id} if model is Assignment else {"person": hidden.person}


def addresses(world, hers):
    for route in ROUTES:
        try:
            mine = world.path_ids(route)
        except KeyError:
            continue
        yield reverse(route.name, kwargs={name: hers.get(name, value) for name, value in mine.items()})


def told(client, path):
    """All that an answer tells: its head, its words, and the text of what is within a file."""
    answer = client.get(path)
    body = answer.content
    if body[:2] == b"PK":
        from io import BytesIO
        from zipfile import ZipFile

        with ZipFile(BytesIO(body)) as archive:
            body = b" ".join(archive.read(name) for name in archive.namelist())
    return answer, body.decode("utf-8", "ignore") + str(answer.headers)


def test_every_page_and_file_as_those_who_are_not_named(
    world, hers, anna, bo, karin, bea, staff, ame, af, acting, pages
):
    with acting(karin, ame) as by:
        name_opener(hidden_person(hers, anna, ame, acting), karin.id, "x", by=by, until=None)
        Named.objects.filter(staff=karin).update(period=("2020-01-01", "2020-01-02"))
    viewers = [(bo, ame), (karin, ame), (staff(ame, Role.RECIPIENT), ame), (staff(ame, Role.ADMIN), ame),
               (staff(ame, Role.ASSOCIATION), ame), (bea, af), (staff(af, *Role), af)]  # fmt: skip
    found, tried = [], 0
    for (viewer, unit), path in product(viewers, [*addresses(world, hers)]):
        client = pages(viewer, unit)
        client.raise_request_exception = False
        for asked in ASKED if path.count("/") < 4 and "-" not in path else ASKED[:1]:
            answer, text = told(client, path + asked)
            tried += 1
            assert answer.status_code < 500, path + asked
            found += [
                (path + asked, marker)
                for marker in MARKERS
                if marker
                in text.replace("q=G%C3%B6mdahl", "").replace('value="Gömdahl"', "").replace("“Gömdahl”", "")
            ]
    print(f"{tried} answers")
    assert tried > 500
    assert not found


def hidden_person(hers, anna, ame, acting):
    from samvag.people.models import Card

    with acting(anna, ame):
        return Card.objects.get(id=hers["card"]).person_id


class TestTheNamed:
    """She works with the person, whose name stands on the person's own pages and in no list, title or file."""

    @pytest.mark.parametrize("path", ["/", "/week/", "/unit/", "/caseload/", "/inbox/", "/people/protected/"])
    def test_lists_have_the_reference(self, hidden, anna, ame, pages, path):
        give_role(anna, ame, Role.MANAGER)
        page = pages(anna, ame).get(path).content.decode()
        assert not [marker for marker in MARKERS if marker in page]

    def test_her_list_has_the_reference_in_place_of_the_name(self, hidden, anna, ame, pages):
        page = pages(anna, ame).get("/").content.decode()
        assert hidden.case.reference in page
        assert hidden.path() in page

    def test_no_title_names_her(self, world, hers, anna, ame, pages):
        give_role(anna, ame, Role.MANAGER)
        client = pages(anna, ame)
        named = []
        for path in addresses(world, hers):
            title = re.search(
                r"<title>(.*?)</title>", client.get(path).content.decode("utf-8", "ignore"), re.DOTALL
            )
            named += [path for name in NAMES.values() if title and name in title[1]]
        assert not named

    def test_files_name_nobody_and_no_place(self, hers, hidden, anna, ame, pages):
        client = pages(anna, ame)
        for rest in (f"meeting/{hers['meeting']}/meeting.ics", "min-plan.pdf", "min-plan/"):
            answer = client.get(hidden.path(rest))
            text = answer.content.decode("utf-8", "ignore") + str(answer.headers)
            assert answer.status_code == 200
            assert not [marker for marker in MARKERS if marker in text], rest

    def test_the_plan_on_paper_has_the_reference(self, hidden, anna, ame, acting):
        from samvag.desk.queries.plan import plan_of

        with acting(anna, ame) as by:
            text = str(plan_of(by, hidden.card).facts())
        assert not [marker for marker in MARKERS if marker in text]

    def test_on_her_own_page_she_has_her_name(self, hidden, anna, ame, pages):
        page = pages(anna, ame).get(hidden.path()).content.decode()
        assert "Sivkvist Gömdahl</h1>" in page or "Sivkvist Gömdahl" in page
        assert not [value for value in REACHED.values() if value in page]

    def test_statistics_count_her_not(self, hidden, anna, ame, acting):
        from django.db import connection
        from django.utils import timezone

        give_role(anna, ame, Role.MANAGER)
        year = timezone.localdate().year
        with acting(anna, ame), connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(started), 0) FROM followup_board(%s, %s)",
                [f"{year}-01-01", f"{year}-12-31"],
            )
            assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("protection", ["INGEN", *VALUES])
def test_the_near_miss_of_each_value(lived, marked, bo, anna, karin, ame, pages, acting, protection):
    """Whoever has a part and is not named opens her as long as she has no protection, and no longer."""
    with acting(anna, ame) as by:
        assign(lived.case.id, bo.id, WORKER, by=by)
    it = lived if protection == "INGEN" else marked(protection)
    opened = {who: pages(who, ame).get(it.path()).status_code for who in (anna, bo, karin)}
    expected = 200 if protection == "INGEN" else 404
    assert opened == {anna: 200, bo: expected, karin: expected}
    found = pages(bo, ame).get("/people/?q=G%C3%B6mdahl").content.decode()
    assert ("Sivkvist" in found) == (protection == "INGEN")
    assert NUMBER[-4:] not in found
