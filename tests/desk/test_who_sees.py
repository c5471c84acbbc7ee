"""The policy table as a page: its picture says what the table says, in words for every value, about nobody."""

from samvag.access.answers import answers, reasons, rows
from samvag.access.axes import AXIS, VALUES
from samvag.access.roles import Role
from samvag.access.table import AXES, RULES, Cell, decide
from tests.desk.reading import words

ASKED = {"role": "worker", "consent": "live", "reader": "OSL", "owner": "OSL", "action": "read"}


def test_every_axis_and_value_has_a_name():
    assert set(AXIS) == set(AXES)
    assert {axis: set(names) for axis, names in VALUES.items()} == {
        axis: set(has) for axis, has in AXES.items()
    }


def test_the_picture_says_what_the_table_says():
    for consent in AXES["consent"]:
        field = answers({**ASKED, "consent": consent})
        for category, line in field.items():
            for relation, answer in line.items():
                cell = Cell(**{**ASKED, "consent": consent, "category": category, "relation": relation})
                assert answer.may == bool(decide(cell)), cell
                assert answer.why


def test_each_reason_once_and_what_opens_first():
    told = reasons(answers(ASKED))
    assert len({str(one.why) for one in told}) == len(told)
    assert [one.may for one in told] == sorted((one.may for one in told), reverse=True)


def test_every_row_of_the_table_is_there():
    assert len(rows()) == len(RULES)


def test_whoever_works_here_may_read_it(pages, staff, ame):
    for role in Role:
        page = words(pages(staff(ame, role), ame).get("/vem-ser-vad/"))
        assert "ett nej går före varje ja" in page


def test_a_block_closes_what_a_consent_opened(site):
    assert "Personens samtycke" in words(site.get("/vem-ser-vad/?action=share"))
    blocked = words(site.get("/vem-ser-vad/?action=share&consent=blocked"))
    assert "de lämnas inte till andra" in blocked.split("Alla rader")[0]


def test_what_is_no_answer_is_refused_in_words(site):
    answer = site.get("/vem-ser-vad/?role=kung")
    assert answer.status_code == 422
    assert "Det alternativet finns inte längre" in words(answer)
