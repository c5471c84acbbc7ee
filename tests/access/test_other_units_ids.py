"""Ids of another unit, in an address, in a form or in a list: answered as an id that nobody has, to the last byte."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote, quote_plus
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samvag.access.pages import ANYONE
from samvag.desk.sought import sealed
from samvag.gaps.listing import gaps_of_unit
from samvag.gaps.models import Gap
from samvag.people.forms import NUMBER
from samvag.people.models import Card
from tests.factories.people import make_case
from tests.guards.reading import statements, writes
from tests.guards.routes import routes
from tests.guards.world import World
from tests.harness.acting import acting

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=10)
#: Two ids in a path: the card is one's own, and what hangs on it is another unit's.
DEEP = [route for route in routes() if {"card"} < {*route.needs}]
#: One's own undone under another's card: what is undone is one's own, and the card only says where one goes then.
GOES_BACK = {"cases:contact_undo", "cases:note_undo", "cases:step_reopen", "cases:meeting_restore"}
EXPORTS = ("?format=csv", "?format=xlsx", "?format=pdf")
CHANGES = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": ?"[^"]+"|nonce="[^"]+"')
CHOICE = re.compile(r'<(?:option|input)[^>]* value="([0-9a-f-]{36})"')
FIELD = re.compile(r'<select[^>]* name="([\w-]+)"[^>]*>(.*?)</select>', re.DOTALL)


@pytest.fixture
def theirs(ame):
    return World(ame)


@pytest.fixture
def mine(soc):
    return World(soc)


@pytest.fixture
def client(mine, pages):
    made = pages(mine.boss, mine.unit)
    made.raise_request_exception = False
    return made


def answered(client: Any, method: str, where: str, ids: dict[str, UUID], facts: dict | None = None) -> tuple:
    """Status, headers and body, undone again, with the ids of the address taken out."""
    with transaction.atomic():
        response = getattr(client, method.lower())(where, facts or {})
        transaction.set_rollback(True)
    body = CHANGES.sub(b"", response.content)
    for value in ids.values():
        body = body.replace(str(value).encode(), b"id")
    return response.status_code, sorted(response.headers.items()), body


@pytest.mark.parametrize("which", ["the card", "what hangs on it", "both"])
def test_in_an_address_beside_ones_own(theirs, mine, client, which):
    unlike = []
    for route in DEEP:
        if which == "the card" and route.name in GOES_BACK:
            continue
        own, other = mine.path_ids(route), theirs.path_ids(route)
        foreign = [
            name for name in route.needs if isinstance(other[name], UUID)
            and (which == "both" or (name == "card") == (which == "the card"))
        ]  # fmt: skip
        for method in route.methods:
            told = []
            for ids in ({name: other[name] for name in foreign}, {name: uuid4() for name in foreign}):
                where = reverse(route.name, kwargs={**own, **ids})
                told.append(answered(client, method, where, ids, {"text": "x"}))
            if told[0] != told[1] or told[0][0] != 404:
                unlike.append((route.name, method, told[0][0], told[1][0]))
    assert not unlike


def test_no_page_and_no_file_of_ours_names_what_another_unit_has(theirs, mine, client):
    """Every page that opens, and what it gives as a file: none of the other unit's ids, and not its person's name."""
    hidden = {
        str(value)
        for name, value in theirs.ids.items()
        if isinstance(value, UUID) and name not in ("unit", "staff")
    }
    told = []
    for route in routes():
        if route.opens_to in (None, ANYONE) or "GET" not in route.methods:
            continue
        where = reverse(route.name, kwargs=mine.path_ids(route))
        for more in ("", *(EXPORTS if route.name.startswith("followup:") else ())):
            text = client.get(where + more).content.decode(errors="replace")
            told += [(route.name, value) for value in hidden if value in text]
    assert not told


def test_another_units_id_is_no_choice_in_a_form(theirs, mine, client):
    """Staff, cases, contacts and interventions that a select offers; the units themselves are open to all."""
    taken, tried = [], 0
    with acting(theirs.boss, theirs.unit):
        other = {"staff": theirs.boss.pk, "main": theirs.boss.pk, "take-main": theirs.boss.pk,
                 "external": theirs.ids["external"], "intervention": theirs.course.pk}  # fmt: skip
    for route in routes():
        if route.opens_to in (None, ANYONE) or route.methods != ("GET", "POST"):
            continue
        where = reverse(route.name, kwargs=mine.path_ids(route))
        for name, options in FIELD.findall(client.get(where).content.decode(errors="replace")):
            if name in other and CHOICE.search(options):
                tried += 1
                told = [
                    answered(client, "POST", where, {"chosen": value}, {name: value, "doer": "STAFF"})
                    for value in (other[name], uuid4())
                ]
                if told[0] != told[1] or told[0][0] == 302:
                    taken.append((route.name, name))
    assert tried > 5
    assert not taken


def test_another_units_cases_are_neither_distributed_nor_moved_nor_postponed(theirs, mine, client):
    case, rule = theirs.ids["case"], "no_step"
    asked = {
        reverse("cases:distribute"): {"staff": mine.boss.pk},
        reverse("cases:move", args=[mine.boss.pk]): {"how_much": "SOME"},
        reverse("desk:postpone"): {"until": LATER.isoformat(), "reason": "Väntar", "next": "/"},
    }
    for where, facts in asked.items():
        told = [
            answered(client, "POST", where, {"case": one}, {**facts, "case": one, "gap": f"{one}:{rule}"})
            for one in (case, uuid4())
        ]
        assert told[0] == told[1]
    with writes() as tables:
        for where, facts in asked.items():
            client.post(where, {**facts, "case": case, "gap": f"{case}:{rule}"})
    assert "cases_assignment" not in tables
    assert "gaps_gap" not in tables


@pytest.mark.parametrize("page", ["desk:start", "desk:caseload", "people:search", "cases:week"])
def test_filters_find_nothing_of_another_unit(theirs, mine, client, page):
    with acting(theirs.boss, theirs.unit):
        card = Card.objects.get(id=theirs.ids["card"])
        Card.objects.filter(id=card.id).update(given_name="Qvintessa", family_name="Zetterholm")
    for name, asked, nobody in (
        ("q", "Qvintessa Zetterholm", "mlohretteZ assetnivQ"),
        ("q", "zeterholm", "mlohretez"),
        ("vem", str(theirs.boss.pk), str(uuid4())),
    ):
        told = []
        for value in (asked, nobody):
            # The desk's own lists have what is looked for sealed in their address.
            sent = sealed(value, mine.boss.pk) if name == "q" and page.startswith("desk:") else value
            told.append(without(client.get(reverse(page), {name: sent}).content, value, sent))
        assert told[0] == told[1]


def without(page: bytes, *values: str) -> str:
    """What it says beside what was asked for, which stands in its own addresses too."""
    said = CHANGES.sub(b"", page).decode()
    for value in values:
        for written in (value, quote(value), quote_plus(value), quote(quote_plus(value))):
            said = said.replace(written, "-")
    return said


def test_the_list_of_gaps_holds_ones_own_alone(ame, soc, staff):
    """As the command writes it, for one unit at a time, whoever else knows the same person."""
    ours, others = staff(ame), staff(soc)
    number = "197109259288"
    long_ago = {"opened_on": TODAY - timedelta(days=90), "watched_from": TODAY - timedelta(days=90)}
    own, other = make_case(ours, number, **long_ago), make_case(others, number, **long_ago)
    with acting(others, soc):
        assert Gap.objects.filter(case=other).exists()
    listed = [row[0] for row in gaps_of_unit(str(ame.pk), TODAY)]
    assert own.id in listed
    assert other.id not in listed


def test_no_text_of_a_statement_holds_what_it_is_about(ame, staff, pages):
    """Whoever has the application's role reads the running statements of all its connections."""
    worker = staff(ame)
    client = pages(worker, ame)
    named = {"given_name": "Qvintessa", "family_name": "Zetterholm", "number": "197109259288"}
    with statements() as said:
        client.post(reverse("people:search"), {"q": named["number"]})
        client.get(reverse("people:search"), {"q": named["family_name"]})
        client.post(reverse("cases:register"), {"kind": NUMBER, "protection": "INGEN", **named})
    with acting(worker, ame):
        assert Card.objects.filter(given_name="Qvintessa").exists()
    assert not [text for text in said if any(value in text for value in named.values())]
