"""A manager gives cases to workers and moves them between, many at once, with a way back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samvag.access.pages import opens_to
from samvag.access.roles import WHOLE_UNIT
from samvag.cases.actions import caseload as actions
from samvag.cases.forms.caseload import WHOLE, DistributeForm, MoveForm
from samvag.cases.queries import caseload as queries
from samvag.cases.terms import ASSIGNMENT_ROLES
from samvag.kernel.errors import Unseen
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.parts import show


@opens_to(WHOLE_UNIT, "GET", "POST")
def distribute(request: HttpRequest) -> HttpResponse:
    """Cases that nobody is main contact of; whom to move from; what was moved lately."""
    actor = request.actor
    rows, loads = queries.without_main(actor), queries.loads(actor)
    form = DistributeForm(posted(request), cases=[row.case for row in rows], colleagues=_named(loads))
    move = attempt(form, lambda case, staff, why: actions.distribute(case, staff, by=actor, why=why))
    if move:
        return _moved(request, move)
    context: dict[str, Any] = {"rows": rows, "loads": loads, "form": form, "moves": queries.moves(actor)}
    context["chosen"] = set(request.POST.getlist("case"))
    return show(request, "cases/distribute.html", context, status=status_of(form))


@opens_to(WHOLE_UNIT, "GET", "POST")
def move(request: HttpRequest, staff: UUID) -> HttpResponse:
    """All that one of the unit has, or some of it, to another."""
    actor = request.actor
    rows, loads = queries.held_by(actor, staff), queries.loads(actor)
    whose = next((load for load in loads if load.staff == staff), None)
    if whose is None and not rows:
        raise Unseen
    others = [load for load in loads if load.staff != staff]
    form = MoveForm(posted(request), cases={row.case for row in rows}, colleagues=_named(others))

    def act(case, staff_to, how_much, why):
        some = None if how_much == WHOLE else case
        return actions.move_caseload(staff, staff_to, by=actor, case_ids=some, why=why)

    done = attempt(form, lambda staff, **given: act(staff_to=staff, **given))
    if done:
        return _moved(request, done)
    context: dict[str, Any] = {"rows": rows, "whose": whose, "form": form, "roles": dict(ASSIGNMENT_ROLES)}
    context["chosen"] = set(request.POST.getlist("case"))
    return show(request, "cases/move.html", context, status=status_of(form))


@opens_to(WHOLE_UNIT, "POST")
def undo(request: HttpRequest, move: UUID) -> HttpResponse:
    count = actions.undo_move(move, by=request.actor)
    sentence = ngettext("%(n)s ärende är som förut.", "%(n)s ärenden är som förut.", count) % {"n": count}
    return go_on(request, reverse("cases:distribute"), sentence)


def _moved(request: HttpRequest, move) -> HttpResponse:
    count = len(move.before)
    sentence = ngettext(
        "%(n)s ärende har fått ny handläggare.", "%(n)s ärenden har fått ny handläggare.", count
    )
    undo = reverse("cases:caseload_undo", args=[move.id])
    return go_on(request, reverse("cases:distribute"), sentence % {"n": count}, undo=undo)


def _named(loads: list[queries.Load]) -> list[tuple[str, str]]:
    """With how many each has already, since that is what one weighs."""
    return [
        (str(load.staff), _("%(name)s (%(count)s ärenden)") % {"name": load.name, "count": load.main})
        for load in loads
    ]
