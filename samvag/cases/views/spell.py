"""Waits, placements, jobs, studies and pauses of a person."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import who_meet_persons
from samvag.cases.actions import spell as actions
from samvag.cases.forms.spell import SpellEndForm, SpellForm
from samvag.cases.queries import spell as queries
from samvag.cases.queries.subject import Subject, subject_of
from samvag.cases.terms import SPELL_KINDS
from samvag.cases.views.asking import Asks, ask
from samvag.kernel.errors import Unseen
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show

LABELS = dict(SPELL_KINDS)


@for_persons("GET", "POST")
def spell(request: HttpRequest, card: UUID) -> HttpResponse:
    """What runs and what has been; with `?kind=` the form for a new one."""
    subject, kind = subject_of(request.actor, card), request.GET.get("kind", "")
    context = {
        "subject": subject,
        "kinds": SPELL_KINDS,
        "kind": kind,
        "back": person_path(card),
        "form": None,
    }
    if kind in LABELS:
        first = {"first": timezone.localdate(), "responsible_id": subject.main or request.actor.staff}
        form = SpellForm(
            posted(request), kind=kind, colleagues=who_meet_persons(request.actor), initial=first
        )
        act = lambda **given: actions.add_spell(subject.to_work_on(), kind, by=request.actor, **given)  # noqa: E731
        if attempt(form, act):
            return go_on(request, came_from(request, person_path(card)), _("Perioden är sparad."))
        context |= {"form": form, "kind_label": LABELS[kind]}
        return show(request, "cases/spell_new.html", context, status=status_of(form))
    rows = [row for row in queries.spells_of(request.actor, subject.person) if row.own][::-1]
    context |= {
        "running": [row for row in rows if row.last is None],
        "former": [row for row in rows if row.last],
    }
    return show(request, "cases/spell.html", context)


@for_persons("GET", "POST")
def change(request: HttpRequest, card: UUID, spell: UUID) -> HttpResponse:
    subject, row = _of(request, card, spell)
    who = who_meet_persons(request.actor)
    form = SpellForm(posted(request), kind=row.kind, colleagues=who, change=True, initial=row.as_initial())
    title = _("Ändra: %(what)s") % {"what": row.kind_label.lower()}
    words = Asks(title, _("Spara"), _("Perioden är ändrad."), lead=row.title)
    act = partial(actions.change_spell, row.id, by=request.actor)
    return ask(request, subject, form, act, words, back=came_from(request, _list(card)))


@for_persons("GET", "POST")
def end(request: HttpRequest, card: UUID, spell: UUID) -> HttpResponse:
    subject, row = _of(request, card, spell)
    form = SpellEndForm(posted(request), today=timezone.localdate())
    title = _("Avsluta: %(what)s") % {"what": row.kind_label.lower()}
    words = Asks(title, _("Avsluta"), _("Perioden är avslutad."), lead=row.title)
    act = partial(actions.end_spell, row.id, by=request.actor)
    return ask(request, subject, form, act, words, back=came_from(request, _list(card)))


def _of(request: HttpRequest, card: UUID, spell: UUID) -> tuple[Subject, queries.SpellRow]:
    subject = subject_of(request.actor, card)
    row = queries.spell(request.actor, spell)
    if row.person != subject.person:
        raise Unseen
    return subject, row


def _list(card: UUID) -> str:
    return reverse("cases:spell", args=[card])
