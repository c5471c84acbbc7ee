"""The unit's page: who has how many and how it stands with them, for those who see the whole unit."""

import re

import pytest

from samvag.access.roles import Role
from samvag.cases.actions.work import add_step, record_contact
from tests.desk.reading import names_in, own_statements, words
from tests.desk.test_start import leave
from tests.factories.agencies import send_away
from tests.harness.acting import acting


@pytest.fixture
def chief(pages, karin, ame):
    return pages(karin, ame)


def loads(response) -> dict[str, list[str]]:
    """Worker → the numbers of her row: cases, without step, late, without contact."""
    table = words(response).split('id="fordelning"')[1].split("</table>")[0]
    rows = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a></th>(.*?)</tr>', table, re.S)
    return {
        name: [re.sub(r"<.*?>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", rest, re.S)][:4]
        for name, rest in rows
    }


class TestWhoHasWhat:
    def test_every_worker_with_what_she_has(self, chief, anna, bo, ame, leila, case, day):
        with acting(anna, ame) as by:
            add_step(leila.case.id, by=by, what="Sent", due_on=day(-1))
        good = case(anna)
        with acting(anna, ame) as by:
            add_step(good.id, by=by, what="Framåt", due_on=day(1))
            record_contact(good.id, by=by, channel="PHONE", reached=True, on=day(-30))
        assert loads(chief.get("/unit/")) == {
            "Anna Ask": ["2", "–", "1", "1"],
            "Bo Berg": ["0", "–", "–", "–"],
        }

    def test_another_units_cases_are_not_counted(self, chief, cilla, case, anna, leila):
        case(cilla)
        page = chief.get("/unit/")
        assert "1 öppet ärende" in words(page)
        assert "Cilla" not in words(page)

    def test_those_whom_nobody_leads_stand_first(self, chief, leila, day):
        leave(leila.case, day(-1))
        page = words(chief.get("/unit/"))
        assert "1 person har ingen huvudkontakt." in page
        assert "Fördela 1" in page
        assert names_in(chief.get("/unit/?huvud=ingen"))[-1] == "Leila Övning"

    def test_who_is_away_and_whether_somebody_covers(self, chief, anna, bo, ame, leila, today):
        send_away(anna, ame, today, today, None)
        assert "ingen täcker" in words(chief.get("/unit/"))

    def test_one_workers_people(self, chief, anna, bo, leila, case):
        case(bo, card={"given_name": "Kim", "family_name": "Ek"})
        page = chief.get(f"/unit/?vem={anna.id}", headers={"HX-Request": "true"})
        assert names_in(page) == ["Leila Övning"]


@pytest.mark.parametrize(
    ("role", "status"), [(Role.MANAGER, 200), (Role.RECIPIENT, 200), (Role.WORKER, 403), (Role.ADMIN, 403)]
)
def test_who_opens_it(role, status, pages, staff, ame, leila):
    assert pages(staff(ame, role), ame).get("/unit/").status_code == status


def test_at_most_six_statements_for_five_as_for_fifty(chief, anna, case):
    for _ in range(5):
        case(anna)
    few = own_statements(chief, "/unit/")
    for _ in range(45):
        case(anna)
    assert own_statements(chief, "/unit/") == few <= 6
