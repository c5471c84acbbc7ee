"""Two who change the same thing at once: nothing is overwritten unseen, and nothing of what was written is lost."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.agencies.actions import edit_unit
from samvag.agencies.models import Unit
from samvag.cases.actions import external, meeting, participation, spell, steps, team, work
from samvag.cases.models import Snapshot, TeamMember
from samvag.people.actions import edit_card
from samvag.people.models import Card
from tests.factories.sharing import make_intervention
from tests.harness.pages import drawn

SOON = timezone.localdate() + timedelta(days=7)


@dataclass
class Edit:
    """`path` shows the form and takes it; `mine` is what the writer sends, `theirs` what Karin does meanwhile."""

    path: str
    mine: dict[str, Any]
    theirs: Callable[[Any], Any]
    saved: Callable[[], Any]
    mine_is: Any
    theirs_is: Any
    shown: str = ""


def of_card(anna, leila, by):
    form = {
        "given_name": "Leila",
        "family_name": "Övning",
        "protection": "INGEN",
        "sex": "U",
        "letters_home": "on",
    }
    return Edit(
        leila.path("card/"), {**form, "access_needs": "Lugnt rum"},
        lambda by: edit_card(leila.card, by=by, access_needs="Hörslinga"),
        lambda: Card.objects.get(id=leila.card).access_needs, "Lugnt rum", "Hörslinga",
    )  # fmt: skip


def of_step(anna, leila, by):
    row = work.add_step(leila.case.id, by=by, what="Ring", due_on=SOON)
    form = {"due_on": SOON.isoformat(), "doer": "PERSON", "category": "planning", "external_kind": "KOMMUN",
            "staff": str(anna.id)}  # fmt: skip
    facts = {"due_on": SOON, "doer": "PERSON", "category": "planning"}
    return Edit(
        leila.path(f"step/{row.id}/"), {**form, "what": "Ring före tolv"},
        lambda by: steps.change_step(row.id, by=by, what="Skriv", **facts),
        lambda: type(row).objects.get(id=row.id).what, "Ring före tolv", "Skriv",
    )  # fmt: skip


def _meeting(leila, by, days=7):
    starts = timezone.now() + timedelta(days=days)
    when = {
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=1),
        "form": "PHYSICAL",
        "with_person": True,
    }
    return meeting.book_meeting(leila.case.id, by=by, about="Planera", interpreter="NEEDED", **when)


def of_meeting(anna, leila, by):
    row = _meeting(leila, by)
    form = {"day": SOON.isoformat(), "starts": "09:00", "ends": "10:00", "form": "PHYSICAL", "with_person": "on",
            "interpreter": "NEEDED", "interpreter_language": "dari"}  # fmt: skip
    when = {"starts_at": row.starts_at, "ends_at": row.ends_at, "form": "PHYSICAL", "with_person": True}
    return Edit(
        leila.path(f"meeting/{row.id}/edit/"), {**form, "about": "Planera praktiken"},
        lambda by: meeting.change_meeting(row.id, by=by, about="Följa upp", staff=[anna.id], **when),
        lambda: type(row).objects.get(id=row.id).about, "Planera praktiken", "Följa upp",
    )  # fmt: skip


def of_interpreter(anna, leila, by):
    row = _meeting(leila, by)
    return Edit(
        leila.path(f"meeting/{row.id}/interpreter/"), {"state": "ORDERED"},
        lambda by: meeting.set_interpreter(row.id, "CONFIRMED", by=by),
        lambda: type(row).objects.get(id=row.id).interpreter, "ORDERED", "CONFIRMED",
        shown=leila.path(f"meeting/{row.id}/"),
    )  # fmt: skip


def of_how_it_went(anna, leila, by):
    row = _meeting(leila, by, days=-1)
    return Edit(
        leila.path(f"meeting/{row.id}/held/"), {"held": "yes", "person_came": "yes"},
        lambda by: meeting.tell_how_it_went(row.id, by=by, held=False),
        lambda: type(row).objects.get(id=row.id).held, True, False, shown=leila.path(f"meeting/{row.id}/"),
    )  # fmt: skip


def of_spell(anna, leila, by):
    row = spell.add_spell(leila.case.id, "JOB", "Biblioteket", by=by, first=SOON)
    return Edit(
        leila.path(f"spell/{row.id}/"), {"title": "Stadsbiblioteket", "first": SOON.isoformat()},
        lambda by: spell.change_spell(row.id, by=by, title="Museet"),
        lambda: type(row).objects.get(id=row.id).title, "Stadsbiblioteket", "Museet",
    )  # fmt: skip


def _participation(anna, leila, by):
    first = timezone.localdate() - timedelta(days=9)
    return participation.start_participation(
        leila.case.id, make_intervention(leila.case.owner_unit, anna), by=by, first=first
    )


def of_participation(anna, leila, by):
    row = _participation(anna, leila, by)
    return Edit(
        leila.path(f"participation/{row.id}/correct/"), {"first": row.period.lower.isoformat(), "district": "Norr"},
        lambda by: participation.correct_participation(row.id, by=by, district="Söder"),
        lambda: type(row).objects.get(id=row.id).district, "Norr", "Söder",
    )  # fmt: skip


def of_uppgifter(anna, leila, by):
    """Nothing was recorded when the form was drawn."""
    row = _participation(anna, leila, by)
    unknown = dict.fromkeys(
        ("works", "studies", "in_lm_programme", "job_seeking", "registered_pes"), "unknown"
    )
    return Edit(
        leila.path(f"participation/{row.id}/uppgifter/ENTRY/"), {**unknown, "job_seeking": "yes"},
        lambda by: participation.record_uppgifter(row.id, "ENTRY", by=by, job_seeking=False),
        lambda: Snapshot.objects.get(participation=row.id).job_seeking, True, False,
    )  # fmt: skip


def of_external(anna, leila, by):
    known = {
        "name": "Ulla Ulv",
        "organisation": "FK",
        "agency_kind": "FK",
        "phone": "070-123 45 67",
        "email": "",
    }
    row = external.add_external(by=by, **known)
    return Edit(
        f"/external/{row.id}/", {**known, "title": "Handläggare"},
        lambda by: external.edit_external(row.id, by=by, **known, title="Specialist"),
        lambda: type(row).objects.get(id=row.id).title, "Handläggare", "Specialist",
    )  # fmt: skip


EDITS = {
    "cases.actions.external.edit_external": of_external,
    "cases.actions.meeting.change_meeting": of_meeting,
    "cases.actions.meeting.set_interpreter": of_interpreter,
    "cases.actions.meeting.tell_how_it_went": of_how_it_went,
    "cases.actions.participation.correct_participation": of_participation,
    "cases.actions.participation.record_uppgifter": of_uppgifter,
    "cases.actions.spell.change_spell": of_spell,
    "cases.actions.steps.change_step": of_step,
    "people.actions.edit_card": of_card,
}


@pytest.fixture(params=EDITS.values(), ids=EDITS)
def edit(request, anna, karin, ame, leila, acting) -> Edit:
    with acting(anna, ame) as by:
        return request.param(anna, leila, by)


@pytest.fixture
def conflict(edit, anna, karin, ame, pages, acting):
    """Anna has the form open, Karin saves, Anna saves."""
    browser = pages(anna, ame)
    shown = browser.get(edit.shown or edit.path)
    with acting(karin, ame) as by:
        edit.theirs(by)
    return browser, browser.post(edit.path, {"drawn": drawn(shown, edit.path), **edit.mine})


def saved(edit, anna, ame, acting):
    with acting(anna, ame):
        return edit.saved()


def answers(response, **choices: str) -> dict[str, Any]:
    """What the page's form would send: its hidden fields, and a choice for each field that is shown."""
    page = response.content.decode().split('<form class="sv-form sv-merge"')[1].split("</form>")[0]
    sent: dict[str, Any] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page):
        sent.setdefault(name, []).append(unescape(value))
    for name, value in re.findall(r'name="(choice-[^"]+)" id="[^"]+" value="(\w+)" checked', page):
        sent[name] = value
    return sent | {f"choice-{name}": value for name, value in choices.items()}


def test_nothing_is_overwritten_and_nothing_is_lost(edit, conflict, anna, ame, acting):
    _browser, response = conflict
    assert response.status_code == 409
    assert "Karin Kvist sparade" in response.content.decode()
    assert saved(edit, anna, ame, acting) == edit.theirs_is


def test_what_she_wrote_is_saved_when_she_chooses_it(edit, conflict, anna, ame, acting):
    browser, response = conflict
    named = re.findall(r'name="merge" value="(\w+)"', response.content.decode())
    assert browser.post(edit.path, answers(response, **dict.fromkeys(named, "mine"))).status_code == 302
    assert saved(edit, anna, ame, acting) == edit.mine_is


def test_what_the_other_wrote_stands_when_she_chooses_that(edit, conflict, anna, ame, acting):
    browser, response = conflict
    named = re.findall(r'name="merge" value="(\w+)"', response.content.decode())
    browser.post(edit.path, answers(response, **dict.fromkeys(named, "now")))
    assert saved(edit, anna, ame, acting) == edit.theirs_is


def test_a_form_that_does_not_say_what_it_was_drawn_from_overwrites_nothing(
    edit, anna, karin, ame, pages, acting
):
    with acting(karin, ame) as by:
        edit.theirs(by)
    for sent in ({}, {"drawn": "påhittat:1"}):
        assert pages(anna, ame).post(edit.path, {**edit.mine, **sent}).status_code == 409
    assert saved(edit, anna, ame, acting) == edit.theirs_is


def test_sent_twice_is_done_once_and_well(edit, anna, ame, pages, acting):
    browser = pages(anna, ame)
    form = {"drawn": drawn(browser.get(edit.shown or edit.path), edit.path), **edit.mine}
    assert [browser.post(edit.path, form).status_code for _time in range(2)] == [302, 302]
    assert saved(edit, anna, ame, acting) == edit.mine_is


class TestTheUnitsEntry:
    FORM: dict[str, Any] = {"does": "Vägleder unga", "answer_days": "5"}

    def test_two_keepers_see_each_others_text(self, karin, ame, staff, pages, acting):
        browser = pages(karin, ame)
        shown = browser.get("/admin/verksamheten/")
        with acting(staff(ame, Role.ADMIN, name="Adam Alm"), ame) as by:
            edit_unit(ame.id, by=by, does="Rustar och matchar")
        response = browser.post("/admin/verksamheten/", {"drawn": drawn(shown), **self.FORM})
        assert (response.status_code, "Adam Alm sparade" in response.content.decode()) == (409, True)
        browser.post("/admin/verksamheten/", answers(response, does="mine"))
        with acting(karin, ame):
            assert Unit.objects.get(id=ame.id).does == "Vägleder unga"


def test_a_part_in_the_team_is_not_changed_unread(shared, anna, karin, ame, leila, bo, pages, acting):
    with acting(anna, ame) as by:
        coordination = TeamMember.objects.filter(unit=ame).get().coordination_id
        member = team.appoint(coordination, bo.id, "MEMBER", by=by)
    browser, path = pages(anna, ame), leila.path(f"coordination/team/{member.id}/")
    shown = browser.get(path)
    with acting(karin, ame) as by:
        team.change_part(member.id, "NAVIGATOR", by=by)
    assert browser.post(path, {"drawn": drawn(shown), "role": "DEPUTY"}).status_code == 409
