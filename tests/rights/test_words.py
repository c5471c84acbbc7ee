"""Every page that shows a person and every act that is logged has its words, so that the log can be read by anybody."""

import ast
from pathlib import Path

import pytest

import samvag
from samvag.access.pages import ANYONE
from samvag.access.roles import WITH_PERSONS
from samvag.rights.words import GROUNDS, OBJECTS, PAGES, VERBS, act_in_words, ground_in_words
from tests.guards.routes import routes

#: Pages that staff with persons open and that show none.
NOBODY = {
    "agencies:directory", "agencies:unit", "agencies:edit_unit", "agencies:staff", "agencies:add_staff",
    "agencies:give_role", "agencies:absence", "cases:protected", "cases:protected_name", "cases:protection_meaning",
    "cases:externals", "cases:external_add", "cases:external",
    "followup:outcomes", "followup:board", "intake:lists", "rights:review_report",
    "rights:hub", "rights:certificate",
    "rights:schedule", "rights:controller", "agencies:end_staff", "eid:rules", "eid:add_rule", "drafts:draft",
    "desk:who_sees", "consents:guide",
}  # fmt: skip
TELLING = {"tell", "told", "_told", "_tell"}


def pages_with_persons() -> list[str]:
    found = [route for route in routes() if "GET" in route.methods and route.opens_to not in (None, ANYONE)]
    return [
        route.name
        for route in found
        if not WITH_PERSONS.isdisjoint(route.opens_to) and route.name not in NOBODY
    ]


@pytest.mark.parametrize("page", pages_with_persons())
def test_a_page_that_may_show_a_person_has_words(page):
    assert page in PAGES


def verbs_told() -> set[str]:
    """The words with which actions tell of a row, and the whole verbs that are logged about a person."""
    found = set()
    for file in Path(samvag.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                found |= _said(node)
    return found


def _said(call: ast.Call) -> set[str]:
    name = _name(call)
    about = {word.arg for word in call.keywords} & {"person", "persons"}
    if name in TELLING and len(call.args) > 1:
        return _texts(call.args[1])
    if name == "log_change" and about:
        return _texts(call.args[0])
    return set()


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_an_act_has_words():
    found = verbs_told()
    assert len(found) > 30
    for verb in found:
        kind, dot, word = verb.partition(".")
        assert (word in VERBS and kind in OBJECTS) if dot else (kind in VERBS), verb


#: What people write, by the names that it has in the program.
WRITTEN = {"why", "text", "what", "words", "message", "answer", "purpose", "note", "title", "summary"}


def test_nothing_that_somebody_wrote_goes_into_the_log():
    """From the log nothing can be taken away again."""
    for file in Path(samvag.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in TELLING | {"log_change"}:
                assert not {word.arg for word in node.keywords} & WRITTEN, ast.unparse(node)


def test_what_has_no_words_is_still_told():
    assert act_in_words("read", "nowhere:page") == "Såg en sida"
    assert act_in_words("oven.bake", "") == "Ändrade något"
    assert ground_in_words("by chance") == ground_in_words("unknown")


def test_every_ground_that_the_database_gives_has_words():
    given = {
        "assigned",
        "cover",
        "unit",
        "team",
        "received",
        "own_unit",
        "service",
        "review",
        "self",
        "unknown",
    }
    assert given <= GROUNDS.keys()
