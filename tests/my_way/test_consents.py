"""A person's own yes and no: what she reads, takes back and gives again; and the other unit's next request."""

import pytest

from samvag.cases.actions.work import write_note
from samvag.cases.queries.coordination import open_coordination_of
from samvag.consents.actions.giving import Side
from samvag.consents.models import Consent
from samvag.people.actions import take_in
from samvag.people.models import Card
from tests.factories.people import make_case
from tests.factories.proving import prove
from tests.factories.sharing import begin_together, join_in, make_consent
from tests.guards.reading import statements

NOTE = "Vill helst ha möten på eftermiddagen."
SMS = {"safe_channel": "SMS", "phone": "070-174 06 05"}
SAID = {"categories": ["planning", "health"]}


@pytest.fixture
def hers(anna, ame, af, bea, recipient, acting):
    """Anna at AME and Bea at AF work together about somebody, and Anna has written something that Bea may read."""
    case = make_case(anna)
    begin_together(anna, case, af, **SAID)
    theirs = join_in(recipient, bea)
    with acting(anna, ame) as by:
        write_note(case.id, NOTE, by=by)
        consent = Consent.objects.get(person=case.person_id)
    case.consent, case.theirs = consent.id, theirs
    return case


@pytest.fixture
def reads(bea, af, pages, acting):
    """Whether Bea, in a browser of her own, is shown what Anna wrote."""
    browser = pages(bea, af)

    def read(case) -> bool:
        with acting(bea, af):
            card = Card.objects.get(person=case.person_id, owner_unit=af.pk).id
        page = browser.get(f"/people/{card}/")
        assert page.status_code == 200
        return NOTE in page.content.decode()

    return read


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_she_reads_in_plain_words_what_she_has_said_yes_to(hers, her_pages):
    page = text(her_pages(hers.person_id).get(f"/min-vag/samtycken/{hers.consent}/"))
    for words in ("AF Norrsund", "får läsa det som AME skriver om:", "din planering", "din hälsa",
                  "Hjälpas åt med vägen till arbete.", "Du sa ja skriftligt.", "AME skrev ner det",
                  "Det är frivilligt.", "Det gäller genast.", "kan inte tas tillbaka"):  # fmt: skip
        assert words in page, words


def test_when_she_takes_back_all_the_other_units_next_request_is_refused(hers, her_pages, reads):
    assert reads(hers)
    browser = her_pages(hers.person_id)
    assert browser.post(f"/min-vag/samtycken/{hers.consent}/", {"what": "whole"}).status_code == 302
    assert not reads(hers)
    assert "Inget delas." in text(browser.get("/min-vag/samtycken/"))


def test_when_she_takes_back_the_kind_that_it_is_of_too_and_not_when_another(hers, her_pages, reads):
    browser = her_pages(hers.person_id)
    browser.post(f"/min-vag/samtycken/{hers.consent}/", {"what": "category:health"})
    assert reads(hers)
    assert "Det här har du tagit tillbaka" in text(browser.get(f"/min-vag/samtycken/{hers.consent}/"))


def test_and_given_again_it_is_read_again(hers, her_pages, reads):
    browser = her_pages(hers.person_id)
    browser.post(f"/min-vag/samtycken/{hers.consent}/", {"what": "whole"})
    assert "Säg ja igen" in text(browser.get(f"/min-vag/samtycken/{hers.consent}/"))
    assert browser.post(f"/min-vag/samtycken/{hers.consent}/igen/").status_code == 302
    assert reads(hers)
    assert "Säg ja igen" not in text(browser.get(f"/min-vag/samtycken/{hers.consent}/"))
    assert browser.post(f"/min-vag/samtycken/{hers.consent}/igen/").status_code == 409


def test_the_unit_sees_who_took_it_back_and_keeps_its_own(hers, her_pages, anna, ame, acting):
    her_pages(hers.person_id).post(f"/min-vag/samtycken/{hers.consent}/", {"what": "whole"})
    with acting(anna, ame) as by:
        consent = Consent.objects.get(id=hers.consent)
        assert consent.withdrawn_at
        assert consent.withdrawn_how == "Av personen själv i Min väg."
        assert open_coordination_of(by, hers.person_id)


def test_what_has_ended_cannot_be_taken_back_again(hers, her_pages):
    browser = her_pages(hers.person_id)
    for _time in range(2):
        answer = browser.post(f"/min-vag/samtycken/{hers.consent}/", {"what": "whole"})
    assert answer.status_code == 200
    assert "Ta tillbaka" not in text(answer)


def test_one_unit_of_three_is_left_out(anna, af, soc, ame, case, her_pages, acting):
    person = case(anna)
    consent = make_consent(anna, person, af, soc, categories=["planning"])
    her_pages(person.person_id).post(f"/min-vag/samtycken/{consent.id}/", {"what": f"unit:{af.pk}"})
    with acting(anna, ame):
        left = Consent.objects.get(id=consent.id)
        assert [party.unit_id for party in left.parties.filter(withdrawn_at=None).order_by("id")].count(
            af.pk
        ) == 0
        assert left.withdrawn_at is None


class TestNearMisses:
    def test_another_persons_consent_is_not_there(self, hers, anna, her_pages):
        somebody = her_pages(make_case(anna).person_id)
        for where in (f"/min-vag/samtycken/{hers.consent}/", f"/min-vag/samtycken/{hers.consent}/igen/"):
            assert somebody.get(where).status_code == 404
            assert somebody.post(where, {"what": "whole"}).status_code == 404

    def test_and_stays_as_it_was(self, hers, anna, ame, her_pages, acting):
        her_pages(make_case(anna).person_id).post(f"/min-vag/samtycken/{hers.consent}/", {"what": "whole"})
        with acting(anna, ame):
            assert Consent.objects.get(id=hers.consent).withdrawn_at is None

    def test_by_one_units_card_she_reads_what_names_that_unit_and_no_other(
        self, anna, ame, soc, cilla, af, case, her_pages, acting
    ):
        """Soc has another number for her, or none: that opens nothing of what AME has."""
        person = case(anna, card=SMS)
        consent = make_consent(anna, person, af, categories=["planning"])
        with acting(cilla, soc) as by:
            take_in(
                person.person_id,
                by=by,
                given_name="Samma",
                family_name="Människa",
                **{**SMS, "phone": "0701"},
            )
        case(cilla, person=person.person_id)
        for worker in (anna, cilla):
            prove(worker, person.person_id)
        for door, status in ((ame, 200), (soc, 404), (af, 404)):
            by_card = her_pages(person.person_id, door=door.pk, shown="code")
            assert by_card.get(f"/min-vag/samtycken/{consent.id}/").status_code == status, door.name

    def test_a_card_that_has_no_number_any_more_opens_nothing(self, anna, ame, soc, af, case, her_pages):
        person = case(anna)
        consent = make_consent(anna, person, af, categories=["planning"])
        by_card = her_pages(person.person_id, door=ame.pk, shown="code")
        assert by_card.get(f"/min-vag/samtycken/{consent.id}/").status_code == 404

    def test_a_part_that_is_not_in_it(self, hers, her_pages):
        answer = her_pages(hers.person_id).post(
            f"/min-vag/samtycken/{hers.consent}/", {"what": "category:economy"}
        )
        assert answer.status_code == 422


def test_more_of_them_take_no_more_statements(anna, af, case, her_pages):
    person = case(anna)
    browser, counts = her_pages(person.person_id), []
    for kind in ("planning", "work", "contact"):
        make_consent(anna, person, af, categories=[kind])
        with statements() as said:
            browser.get("/min-vag/samtycken/")
        counts.append(len(said))
    assert len(set(counts)) == 1


def test_sides_keep_their_directions(anna, af, case, her_pages, acting):
    """AF only gives: it is not said to read."""
    person = case(anna)
    consent = make_consent(anna, person, sides=[Side(af.pk, True, False)], categories=["planning"])
    page = text(her_pages(person.person_id).get(f"/min-vag/samtycken/{consent.id}/"))
    assert "får läsa det som AF Norrsund skriver om:" in page
    assert "får läsa det som AME skriver om:" not in page
