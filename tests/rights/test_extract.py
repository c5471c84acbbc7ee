"""The register extract: everything the unit holds, read through, struck in, handed out. And nobody else's."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.actions.work import write_note
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.rights.actions.extract import hand_out, make_extract, review, strike, unstrike
from samvag.rights.fields import FIELDS, KINDS, SILENT, WITHIN
from samvag.rights.holdings import holdings
from samvag.rights.queries.extract import find, one_extract, to_hand_out
from tests.factories.known import known
from tests.guards.reading import logged
from tests.proofs import extract as proof


@pytest.fixture
def made(karin, ame, full, acting):
    with acting(karin, ame) as by:
        return make_extract(full.card, by=by)


def values(extract, kind):
    sections = [section for section in extract.content["sections"] if section["kind"] == kind]
    return [value for section in sections for line in section["lines"] for value in line["values"]]


def test_every_kind_of_row_that_the_unit_has_is_in_it(karin, ame, world, full, made, acting):
    told = {section["kind"]: len(section["lines"]) for section in made.content["sections"]}
    roots = {one for one in holdings() if one.parent is None and one.name not in SILENT}
    with acting(world.boss, ame):
        held = {
            one.name: one.model.objects.filter(owner_unit=ame, person=full.person).count() for one in roots
        }
    told.pop("rights.Extract", None)
    assert told == {kind: count for kind, count in held.items() if count and kind != "rights.Extract"}
    assert {"people.Card", "cases.Note", "cases.Step", "consents.Consent", "cases.Participation"} <= set(told)


def test_it_says_what_for_how_long_and_by_whom(made):
    (notes,) = (section for section in made.content["sections"] if section["kind"] == "cases.Note")
    assert notes["title"] == "Anteckningar"
    assert notes["purposes"] == ["Minnas vad som är gjort."]
    assert notes["retention"] == ["Ärende: fem år efter sista anteckningen"]
    assert notes["lines"][0]["origin"] == "Chefen Alla-Roller"
    assert [(value["label"], value["value"]) for value in notes["lines"][0]["values"]] == [
        ("Text", "Anteckning 0")
    ]


def test_it_says_to_whom_things_have_gone_and_how_often_somebody_looked(made):
    assert any("Överlämning" in one["what"] for one in made.content["recipients"])
    assert made.content["log"][0]["acts"] > 0


def test_it_says_whom_to_turn_to_and_where_to_complain(made):
    assert made.content["unit"] == "AME"
    assert made.content["authority"]["name"] == "Integritetsskyddsmyndigheten"


@pytest.mark.parametrize("one", holdings(), ids=lambda one: one.name)
def test_every_kind_and_field_has_words(one):
    fields = {field.name for field in one.columns} - WITHIN - set(FIELDS)
    assert (one.name in KINDS or one.name in SILENT, fields if one.name not in SILENT else set()) == (
        True,
        set(),
    )


def test_another_units_rows_are_not_in_it(anna, ame, karin, cilla, soc, case, acting):
    ours = known(anna, case(anna, number="197109259288"))
    theirs = known(cilla, case(cilla, number="197109259288"))
    assert ours.person == theirs.person
    with acting(cilla, soc) as by:
        write_note(theirs.case.id, "Bara för soc", by=by)
    with acting(karin, ame) as by:
        assert "Bara för soc" not in json.dumps(make_extract(ours.card, by=by).content)


def test_another_units_manager_does_not_find_it(soc, staff, full, made, acting, pages):
    chief = staff(soc, Role.MANAGER)
    with acting(chief, soc) as by, pytest.raises(Unseen):
        make_extract(full.card, by=by)
    for path in (f"/people/{full.card}/rattigheter/", f"/people/{full.card}/registerutdrag/{made.id}/"):
        assert pages(chief, soc).get(path).status_code == 404


def test_a_worker_may_not(anna, ame, full, made, acting, pages):
    with acting(anna, ame) as by, pytest.raises(Forbidden):
        make_extract(full.card, by=by)
    assert pages(anna, ame).get(f"/people/{full.card}/rattigheter/").status_code == 403


def test_the_protection_officer_and_the_administrator_may_without_meeting_persons(
    officer, admin, ame, full, acting, pages
):
    for one in (officer, admin):
        with acting(one, ame) as by:
            assert make_extract(full.card, by=by).content["sections"]
        assert pages(one, ame).get(f"/people/{full.card}/").status_code == 403


def test_it_is_logged_whose_it_was(karin, ame, full, acting):
    with acting(karin, ame) as by, logged() as acts:
        make_extract(full.card, by=by)
    assert [verb for verb, _person in acts] == ["extract.make"]


def test_what_is_struck_is_gone_and_why_stands_there(karin, ame, full, made, acting):
    place = values(made, "cases.Note")[0]["place"]
    with acting(karin, ame) as by, logged() as acts:
        strike(made.id, [place], "OTHER_PERSON", by=by)
        out = json.dumps(to_hand_out(by, one_extract(by, full.person, made.id)), ensure_ascii=False)
        assert "Anteckning 0" not in out
        assert "Struket: Uppgift om någon annan" in out
        unstrike(made.id, [place], by=by)
        assert "Anteckning 0" in json.dumps(to_hand_out(by, one_extract(by, full.person, made.id)))
    assert [verb for verb, _person in acts] == ["extract.strike", "extract.unstrike"]


@pytest.mark.parametrize(
    ("places", "reason"), [([], "OTHER_PERSON"), (["cases.Note/x/text"], "OTHER_PERSON"), (None, "BORED")]
)
def test_nothing_else_can_be_struck(karin, ame, made, acting, places, reason):
    chosen = [values(made, "cases.Note")[0]["place"]] if places is None else places
    with acting(karin, ame) as by, pytest.raises(Refused):
        strike(made.id, chosen, reason, by=by)


def test_nothing_leaves_the_unit_before_somebody_has_read_it(karin, ame, full, made, acting, pages):
    there, browser = f"/people/{full.card}/registerutdrag/{made.id}/", pages(karin, ame)
    assert browser.get(there + "registerutdrag.pdf").status_code == 409
    with acting(karin, ame) as by, pytest.raises(Refused):
        hand_out(made.id, "IN_HAND", by=by)
    browser.post(there + "last/")
    assert browser.get(there + "registerutdrag.pdf").content.startswith(b"%PDF")
    assert browser.get(there + "registerutdrag.json").json()["unit"] == "AME"


def test_what_is_handed_out_stands_still(karin, ame, made, acting):
    with acting(karin, ame) as by:
        review(made.id, by=by)
        hand_out(made.id, "IN_HAND", by=by)
        with pytest.raises(Refused):
            strike(made.id, [values(made, "cases.Note")[0]["place"]], "OTHER_PERSON", by=by)


def test_nobody_asks_in_the_future(karin, ame, full, acting):
    with acting(karin, ame) as by, pytest.raises(Refused):
        make_extract(full.card, by=by, asked_on=timezone.localdate() + timedelta(days=1))


def test_a_person_is_found_by_number_or_case_and_only_at_home(
    karin, ame, cilla, soc, staff, anna, case, acting
):
    ours = known(anna, case(anna, number="197109259288"))
    with acting(karin, ame) as by:
        assert find(by, "19710925-9288") == find(by, ours.case.reference) == ours.card
        assert find(by, "ingen alls") is None
    chief = staff(soc, Role.MANAGER)
    with acting(chief, soc) as by:
        assert find(by, "19710925-9288") is None
        assert find(by, ours.case.reference) is None


def test_the_pages_lead_from_the_question_to_the_answer(karin, ame, full, pages):
    browser = pages(karin, ame)
    page = browser.post(
        f"/people/{full.card}/rattigheter/", {"asked_on": timezone.localdate().isoformat()}, follow=True
    )
    assert "Läs igenom, stryk, lämna ut" in page.content.decode()
    assert "Anteckning" in browser.get(page.request["PATH_INFO"] + "utskrift/").content.decode()


def test_a_number_that_nobody_has_is_said_so(karin, ame, pages):
    answer = pages(karin, ame).post("/rattigheter/", {"q": "19710925-9288"})
    assert (answer.status_code, "Ingen hos er har det numret" in answer.content.decode()) == (422, True)


def test_a_year_of_work_is_handed_out_whole(db):
    """`make prove extract` is ten years."""
    assert proof.main(["--years", "1"]) == 0
