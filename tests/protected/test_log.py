"""The log says what it said; who she is in it changes when she is marked."""

from samvag.cases.actions.protecting import mark
from samvag.ops import install
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.known import known
from tests.factories.people import make_case
from tests.harness.acting import acting
from tests.harness.pages import signed_in
from tests.protected.conftest import NAMES, NUMBER, again


def test_she_gets_another_id_and_no_entry_is_touched(story):
    anna = make_staff(make_unit(make_association()))
    siv = known(anna, make_case(anna, NUMBER, card=NAMES))
    signed_in(anna, anna.unit).get(siv.path())
    with install.connect() as owner:

        def ids():
            row = owner.execute("SELECT subject FROM audit_subject WHERE person = %s", [siv.person])
            return row.fetchone()

        def entries():
            return dict(owner.execute("SELECT id, to_jsonb(e) FROM audit_entry e").fetchall())

        was, before = ids(), entries()
        with acting(anna, anna.unit) as by:
            mark(siv.card, "SKYDDAD", "Visade beslutet.", by=by)
        signed_in(anna, anna.unit).get(again(siv.person, anna).path())
        now, after = ids(), entries()
        former = owner.execute("SELECT subject FROM audit_formersubject WHERE person = %s", [siv.person])
        assert former.fetchall() == [was]
    assert now != was
    assert {key: after[key] for key in before} == before
    last = after[max(after)]
    assert last["subjects"] == [str(now[0])]


def test_what_is_logged_names_nobody(story):
    anna = make_staff(make_unit(make_association()))
    siv = known(anna, make_case(anna, NUMBER, card=NAMES))
    with acting(anna, anna.unit) as by:
        mark(siv.card, "SKYDDAD", "Bor på Gömstigen.", by=by)
    with install.connect() as owner:
        text = " ".join(row[0] for row in owner.execute("SELECT to_jsonb(e)::text FROM audit_entry e"))
    assert not [word for word in (*NAMES.values(), NUMBER[-4:], "Gömstigen", str(siv.person)) if word in text]
