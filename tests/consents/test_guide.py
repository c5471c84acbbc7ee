"""The secrecy guide: may, may not or ask, on which ground and how sure it is; about nobody, and replaceable."""

from itertools import product

import pytest

from samvag.access.roles import Role
from samvag.codes.files import load_system
from samvag.consents.guidance import AXES, GUARDED, LISTS, advise, choices, fits, guide
from samvag.kernel.categories import Category

USUAL = {
    "from": "AME",
    "to": "AF",
    "what": "planning",
    "about": "ADULT",
    "why": "SUPPORT",
    "said": "NOT_ASKED",
}
ALL = [
    dict(zip(AXES, values, strict=True))
    for values in product(*([code for code, _l in choices(axis)] for axis in AXES))
]


def answer(**but):
    found = advise({**USUAL, **but})
    return found.answer, [ground.law for ground in found.grounds]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ("ASK", ["OSL 12:2"])),
        ({"said": "YES"}, ("MAY", ["OSL 12:2", "OSL 10:1"])),
        ({"said": "NO"}, ("NOT", ["OSL 12:2"])),
        ({"about": "PROTECTED", "said": "YES"}, ("NOT", ["OSL 21:3 a", "OSL 22:1"])),
        ({"why": "CONTROL", "to": "FK"}, ("NOT", ["OSL 10:15 a"])),
        ({"why": "CONCERN", "to": "SOCIAL"}, ("MAY", ["SOL"])),
        ({"why": "CONCERN", "to": "FK"}, ("NOT", ["SOL"])),
        ({"to": "EMPLOYER", "what": "health", "said": "YES"}, ("NOT", ["OSL 21:1"])),
        ({"to": "EMPLOYER", "what": "planning", "said": "YES"}, ("MAY", ["OSL 12:2", "OSL 10:1"])),
        ({"from": "SOCIAL", "to": "HEALTH", "about": "CHILD"}, ("ASK", ["OSL 26:9"])),
        ({"from": "SOCIAL", "to": "HEALTH", "about": "ADULT"}, ("ASK", ["OSL 12:2"])),
        ({"from": "HEALTH", "to": "SOCIAL", "about": "SUBSTANCE"}, ("ASK", ["OSL 25:12"])),
        ({"from": "SCHOOL", "to": "KAA", "what": "absence"}, ("MAY", ["Skollagen 15:15"])),
        ({"from": "SCHOOL", "to": "KAA", "what": "health"}, ("ASK", ["OSL 12:2"])),
        ({"why": "DUTY", "said": "NO"}, ("ASK", ["OSL 10:2"])),
        ({"to": "KIN", "about": "CHILD", "what": "health"}, ("ASK", ["OSL 12:2"])),
        ({"from": "CIVIL"}, ("ASK", [])),
    ],
)
def test_what_it_says(asked, expected):
    assert answer(**asked) == expected


def test_every_question_has_an_answer_and_the_last_rule_answers_all():
    assert len(ALL) == 12 * 12 * 13 * 5 * 4 * 3
    assert all(fits(guide()["rule"][-1], question) for question in ALL)


def test_nothing_opens_without_a_yes_but_a_duty_in_law():
    """No shortcut for authorities: who has not said yes is only told of by a report that the law demands."""
    duties = {"SOL", "Skollagen 15:15"}
    for question in ALL:
        if question["said"] != "YES":
            found = advise(question)
            assert found.answer != "MAY" or {ground.law for ground in found.grounds} <= duties, question


def test_a_protected_person_is_never_told_of_and_nothing_goes_to_control():
    assert {advise(one).answer for one in ALL if one["about"] == "PROTECTED" or one["why"] == "CONTROL"} == {
        "NOT"
    }


def test_who_is_not_bound_by_law_is_never_told_what_law_guards():
    told = [one for one in ALL if one["to"] in ("CIVIL", "EMPLOYER") and one["what"] in GUARDED.split()]
    assert {advise(one).answer for one in told} == {"NOT"}


def test_its_words_are_all_there():
    """Codes of its own lists and of the grounds, in both languages, and no rule that no question reaches."""
    basis = load_system("legal_basis")
    for rule in guide()["rule"]:
        assert all(code in basis for code in rule["grounds"])
        for axis, listed in LISTS.items():
            assert set(rule.get(axis, ())) <= set(guide()[listed])
        assert set(rule.get("what", ())) <= set(Category)
        assert all(rule[before + language] for before in ("", "ask_", "write_") for language in ("sv", "en"))
    reached = {next(number for number, rule in enumerate(guide()["rule"]) if fits(rule, one)) for one in ALL}
    assert reached == set(range(len(guide()["rule"])))


def test_what_was_not_read_in_a_source_says_so():
    assert not advise(USUAL).sure
    assert advise({**USUAL, "from": "SOCIAL", "to": "HEALTH", "about": "CHILD"}).sure


@pytest.mark.parametrize("role", Role)
def test_everybody_who_works_here_opens_it_and_it_names_nobody(role, ame, staff, pages):
    browser = pages(staff(ame, role), ame)
    page = browser.get("/sekretess/", USUAL).content.decode()
    for words in ("Fråga först", "OSL 12:2", "Inte kontrollerad", "Får vi berätta det här för dem?"):
        assert words in page


def test_an_answer_that_is_left_out_is_asked_for(anna, ame, pages):
    page = pages(anna, ame).get("/sekretess/", {**USUAL, "to": ""})
    assert page.status_code == 422
    assert "Välj ett av alternativen" in page.content.decode()


def test_it_is_where_one_shares(anna, ame, case, pages):
    from tests.factories.known import known

    leila, browser = known(anna, case(anna)), pages(anna, ame)
    for path in (
        "consents/",
        "consents/new/?kind=INFO_EXCHANGE",
        "consents/disclosures/new/",
        "coordination/",
    ):
        assert 'href="/sekretess/"' in browser.get(leila.path(path)).content.decode(), path
