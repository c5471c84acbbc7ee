"""What one can still take back: what, when, by whom, until when, and what has been changed since."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from samvag.cases.actions.case import assign
from samvag.cases.actions.caseload import move_caseload, undo_move
from samvag.cases.models import CaseloadMove
from samvag.desk.queries.undo import undoable
from samvag.gaps.actions import postpone, undo_postponement
from samvag.gaps.models import Gap
from samvag.kernel.errors import Refused

LONG_AGO = timezone.now() - timedelta(days=31)


@pytest.fixture
def moved(anna, bo, karin, ame, case, acting):
    """Two cases of Anna's go to Bo; one of them has then been given back to Anna."""
    first, second = case(anna), case(anna)
    with acting(karin, ame) as by:
        move = move_caseload(anna.id, bo.id, by=by, why="Semester")
        assign(second.id, anna.id, "MAIN", by=by)
    return move, first, second


@pytest.fixture
def waits(anna, ame, case, acting):
    """Anna has let what she has to watch wait."""
    case(
        anna,
        opened_on=timezone.localdate() - timedelta(days=60),
        watched_from=timezone.localdate() - timedelta(days=60),
    )
    with acting(anna, ame) as by:
        gap = Gap.objects.order_by("rule")[0]
        key = (gap.case_id, gap.rule_id)
        return key, postpone([key], timezone.localdate() + timedelta(days=7), "Väntar på läkaren", by=by)


def seen(staff, ame, acting):
    with acting(staff, ame) as by:
        return undoable(by)


def test_a_move_says_what_by_whom_until_when_and_what_is_left(karin, ame, moved, acting):
    (act,) = seen(karin, ame, acting)
    assert (act.what, act.detail, act.by) == (
        "2 ärenden flyttades",
        "från Anna Ask till Bo Berg: Semester",
        "Karin Kvist",
    )
    assert act.until - act.at == timedelta(days=30)
    assert act.changed == (moved[2].reference,)


def test_what_was_changed_since_is_left_when_it_is_undone(karin, ame, moved, acting):
    with acting(karin, ame) as by:
        assert undo_move(moved[0].id, by=by) == 1
        assert undoable(by) == []


def test_a_worker_sees_her_own_and_nobody_elses(anna, bo, karin, ame, moved, waits, acting):
    (act,) = seen(anna, ame, acting)
    assert act.detail.endswith(": Väntar på läkaren")
    assert seen(bo, ame, acting) == []
    assert len(seen(karin, ame, acting)) == 2


def test_what_waits_shows_again_and_only_once(anna, ame, waits, acting):
    key, batch = waits
    with acting(anna, ame) as by:
        assert undo_postponement(batch, by=by) == 1
        assert Gap.objects.get(case=key[0], rule=key[1]).postponed_until is None
        assert undoable(by) == []


def test_what_was_postponed_anew_is_named_and_left(anna, ame, waits, acting):
    key, batch = waits
    with acting(anna, ame) as by:
        postpone([key], timezone.localdate() + timedelta(days=20), "Fortfarande", by=by)
        (earlier,) = [act for act in undoable(by) if "läkaren" in act.detail]
        assert len(earlier.changed) == 1
        assert undo_postponement(batch, by=by) == 0
        assert Gap.objects.get(case=key[0], rule=key[1]).postponed_until == timezone.localdate() + timedelta(
            days=20
        )


def test_after_thirty_days_it_is_refused_in_words_and_not_listed(
    anna, karin, ame, moved, waits, acting, monkeypatch
):
    """The moment of a postponement cannot be written over, so its thirty days are made none."""
    for place in ("samvag.gaps.actions", "samvag.gaps.queries.postponed"):
        monkeypatch.setattr(import_module(place), "UNDO_FOR", timedelta(0))
    with acting(karin, ame) as by:
        CaseloadMove.objects.update(made_at=LONG_AGO)
        with pytest.raises(Refused, match="mer än 30 dagar"):
            undo_move(moved[0].id, by=by)
    with acting(anna, ame) as by:
        with pytest.raises(Refused, match="mer än 30 dagar"):
            undo_postponement(waits[1], by=by)
        assert undoable(by) == []
    assert seen(karin, ame, acting) == []


def test_the_page_undoes(karin, ame, moved, pages, acting):
    browser = pages(karin, ame)
    page = browser.get("/undo/").content.decode()
    assert f'action="/caseload/undo/{moved[0].id}/"' in page
    assert moved[2].reference in page
    browser.post(f"/caseload/undo/{moved[0].id}/")
    assert "Inget att ångra" in browser.get("/undo/").content.decode()
