"""A unit's schedules, the dry run, disposal with its certificate; holds; and whom to turn to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import opens_to
from samvag.access.roles import KEEPS_RIGHTS, KEEPS_UNIT
from samvag.kernel.errors import Unseen
from samvag.rights.actions import disposal as actions
from samvag.rights.forms.answers import ControllerForm, DisposeForm, HoldForm, ScheduleForm
from samvag.rights.queries import disposal as queries
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.parts import show


@opens_to(KEEPS_UNIT, "GET", "POST")
def disposal(request: HttpRequest) -> HttpResponse:
    """Schedules, the dry run, and the one button."""
    form = DisposeForm(posted(request))
    begun = attempt(form, lambda **given: actions.begin_disposal(by=request.actor))
    if begun:
        there = reverse("rights:certificate", args=[begun.id])
        return go_on(request, there, _("Gallringen har börjat. Du kan lämna sidan."))
    facts = {
        "form": form,
        "rules": queries.rules_of(request.actor),
        "dry": queries.dry_run(request.actor),
        "certificates": queries.certificates(request.actor),
    }
    return show(request, "rights/disposal.html", facts, status=status_of(form))


@opens_to(KEEPS_UNIT, "GET", "POST")
def schedule(request: HttpRequest, retention: str) -> HttpResponse:
    rule = queries.rule_of(request.actor, retention)
    if rule is None:
        raise Unseen
    initial = {"months": rule.months, "counted_from": rule.counted_from, "source": rule.source,
               "verified": rule.verified, "version": rule.version}  # fmt: skip
    form = ScheduleForm(posted(request), initial=initial)
    if attempt(form, lambda **given: actions.set_schedule(retention, by=request.actor, **given)):
        return go_on(request, reverse("rights:disposal"), _("Sparat. Det gäller från nästa gallring."))
    return show(request, "rights/schedule.html", {"form": form, "rule": rule}, status=status_of(form))


@opens_to(KEEPS_RIGHTS)
def certificate(request: HttpRequest, disposal: UUID) -> HttpResponse:
    """Printable; while the job goes on it shows how far it has come."""
    facts = {"it": queries.certificate(request.actor, disposal)}
    return show(request, "rights/certificate.html", facts, part="outcome")


@opens_to(KEEPS_RIGHTS, "GET", "POST")
def hold(request: HttpRequest, card: UUID) -> HttpResponse:
    """Disposal waits, or waits no longer."""
    person = queries.whom(request.actor, card)
    held, form = queries.hold_of(request.actor, person), HoldForm(posted(request))
    here = reverse("rights:person", args=[card])
    if held and request.method == "POST":
        actions.lift_hold(held.id, by=request.actor)
        return go_on(request, here, _("Gallringen väntar inte längre."))
    if not held and attempt(form, lambda **given: actions.place_hold(card, by=request.actor, **given)):
        return go_on(request, here, _("Gallringen väntar."))
    return show(
        request, "rights/hold.html", {"person": person, "held": held, "form": form}, status=status_of(form)
    )


@opens_to(KEEPS_UNIT, "GET", "POST")
def controller(request: HttpRequest) -> HttpResponse:
    form = ControllerForm(posted(request), initial=queries.controller(request.actor))
    if attempt(form, lambda **given: actions.set_controller(by=request.actor, **given)):
        return go_on(request, reverse("rights:hub"), _("Sparat. Det står på registerutdragen."))
    return show(request, "rights/controller.html", {"form": form}, status=status_of(form))
