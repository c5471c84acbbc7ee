"""Every page, as everybody: whoever is shown on it is in the log, with who saw it, for which unit, how and why.

A page that shows a person and is not logged is what this finds, whichever way it got by: it asks what stands in the
answer, not what the page said that it showed.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.pages import ANYONE, THE_PERSON
from samvag.access.roles import Role
from samvag.people.models import Card
from tests.factories.agencies import make_staff, send_away
from tests.guards.routes import Route, routes
from tests.guards.world import World
from tests.harness.acting import acting
from tests.rights.log import Entry

PERSONS = 3
TODAY = timezone.localdate()
FORMATS = ("", "?format=csv", "?format=xlsx", "?format=pdf")
#: What is given to keep elsewhere; a person's document is read by its entry, since its text is packed.
FILES = {"desk:plan_pdf", "cases:meeting_file", "cases:attachment_get", "cases:note_text"}


@pytest.fixture
def world(ame: Any) -> World:
    """Everybody has a name that nobody else has."""
    made = World(ame, PERSONS)
    with acting(made.boss, ame):
        for nth, card in enumerate(Card.objects.order_by("id")):
            Card.objects.filter(id=card.id).update(
                given_name=f"Qv{nth}intessa", family_name=f"Zett{nth}erholm"
            )
    return made


@pytest.fixture
def signs(world: World) -> dict[str, UUID]:
    """What tells that a person is shown, and who she is: her name, and the id of her card."""
    with acting(world.boss, world.unit):
        cards = list(Card.objects.values_list("id", "person", "given_name"))
    return {sign: person for card, person, name in cards for sign in (str(card), name)}


def everybody(world: World) -> dict[str, Any]:
    """By what they are to the persons."""
    unit, boss = world.unit, world.boss
    alone = {role.value: make_staff(unit, role) for role in Role}
    cover = make_staff(unit)
    send_away(boss, unit, TODAY, TODAY, cover)
    return {"all roles": boss, "cover": cover, **alone}


def asked(world: World) -> Iterator[tuple[str, str, str]]:
    """Method, name and address of everything that staff can ask for."""
    for route in routes():
        if route.opens_to in (None, ANYONE, THE_PERSON):
            continue
        where = reverse(route.name, kwargs=world.path_ids(route))
        for method in route.methods:
            for more in FORMATS if method == "GET" and _has_files(route) else ("",):
                yield method, route.name, where + more


def _has_files(route: Route) -> bool:
    return route.name.startswith(("followup:", "rights:"))


class Answered:
    """What came back, who was in it, and what the log says of it."""

    def __init__(self, client: Any, method: str, where: str, log: Callable, signs: dict[str, UUID]) -> None:
        """Undone again. An empty form is refused, with the person still on the page."""
        before = log()[-1].id
        with transaction.atomic():
            self.response = client.generic(method, where, content_type="application/x-www-form-urlencoded")
            self.entries: list[Entry] = [one for one in log(before) if one.action in ("read", "export")]
            transaction.set_rollback(True)
        body = b"" if self.response.streaming else self.response.content
        text = body.decode("utf-8", "replace")
        # What stands in the address was not told by the answer: the choice of language goes back there.
        self.shown = {person for sign, person in signs.items() if sign in text and sign not in where}
        if self.response.status_code in (301, 302):
            self.shown = set()

    @property
    def logged(self) -> set[UUID]:
        return {person for entry in self.entries for person in entry.persons}


def unlogged(world: World, who: Any, client: Any, log: Callable, signs: dict[str, UUID]) -> list[str]:
    """A line for each answer that shows somebody whom its entry does not name, or says something else of her."""
    found = []
    for method, name, where in asked(world):
        got = Answered(client, method, where, log, signs)
        if missing := got.shown - got.logged:
            found.append(f"{method} {name}: {len(missing)} shown and not logged ({got.response.status_code})")
        for entry in got.entries:
            if (entry.staff, entry.unit) != (who.pk, world.unit.pk) or len(entry.grounds) != len(
                entry.persons
            ):
                found.append(f"{method} {name}: logged as somebody else's, or without a ground")
            if "unknown" in entry.grounds:
                found.append(f"{method} {name}: nobody knows why she was shown")
    return found


def test_whoever_is_shown_is_logged_whoever_looks(world, signs, pages, log):
    for what, who in everybody(world).items():
        assert (what, unlogged(world, who, pages(who, world.unit), log, signs)) == (what, [])


def test_the_pages_show_persons_at_all(world, signs, pages, log):
    """Else the guard would be content with empty pages."""
    client = pages(world.boss, world.unit)
    showing = {
        name for method, name, where in asked(world) if Answered(client, method, where, log, signs).shown
    }
    assert len(showing) > 40
    assert {
        "desk:start",
        "desk:caseload",
        "desk:person",
        "people:card",
        "cases:note",
    } <= showing


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_is_taken_out_as_a_file_is_an_export_of_that_person(world, pages, log, name):
    (where,) = (path for method, route, path in asked(world) if route == name and method == "GET")
    before = log()[-1].id
    assert pages(world.boss, world.unit).get(where).status_code == 200
    (entry,) = log(before)
    assert (entry.action, entry.persons) == ("export", (world.ids["person"],))
    assert entry.detail["file"]


def test_a_hit_of_a_search_is_logged(world, pages, log, case, staff):
    worker = staff(world.unit)
    hers = case(worker, card={"given_name": "Qvirre", "family_name": "Sökström"})
    before = log()[-1].id
    page = pages(worker, world.unit).get(reverse("people:search"), {"q": "Sökström"})
    assert "Qvirre" in page.content.decode()
    (entry,) = log(before)
    assert (entry.page, entry.persons, entry.grounds) == ("people:search", (hers.person_id,), ("assigned",))


def test_a_page_that_forgets_to_tell_is_found(world, signs, pages, log, monkeypatch):
    monkeypatch.setattr(Actor, "saw", lambda self, persons: None)
    found = unlogged(world, world.boss, pages(world.boss, world.unit), log, signs)
    assert "GET desk:person: 1 shown and not logged (200)" in found
    assert len(found) > 50
