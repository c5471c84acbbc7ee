"""Each gap leads to the page where one does something about it."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from samvag.gaps.terms import BY_CODE, RULES, Act

CARD, SUBJECT = uuid4(), uuid4()


def path(act: Act, kind: str = "") -> str:
    return reverse(act.route, args=act.ids(CARD, SUBJECT, kind))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_route_that_a_rule_names_is_a_page_about_the_person(rule):
    assert path(rule.act).startswith(f"/people/{CARD}/")
    assert resolve(path(rule.act)).view_name == rule.act.route


def test_a_route_that_is_not_there_is_found_out():
    with pytest.raises(NoReverseMatch):
        path(Act("Planera steg", "cases:add_step"))


def test_what_the_gap_is_about_stands_in_the_address():
    assert path(BY_CODE["step_overdue"].act) == f"/people/{CARD}/step/{SUBJECT}/end/"


@pytest.mark.parametrize(("kind", "moment"), [("", "ENTRY"), ("EXIT", "EXIT")])
def test_missing_uppgifter_are_filled_in_at_the_moment_that_lacks_them(kind, moment):
    address = path(BY_CODE["snapshot_missing"].act, kind)
    assert address == f"/people/{CARD}/participation/{SUBJECT}/uppgifter/{moment}/"
