"""The joint way of a person: beginning it by consent, renewing the consent, leaving and closing; invitations."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import directory, who_meet_persons
from samvag.cases.actions import coordination as actions
from samvag.cases.forms.coordination import AgreeForm, JoinForm, TogetherForm, WhyForm
from samvag.cases.parts import nth_main
from samvag.cases.queries import coordination as queries
from samvag.cases.queries.subject import Subject, subject_of
from samvag.cases.views.asking import Asks, ask
from samvag.consents.queries.consents import living_consents_of
from samvag.consents.queries.grounds import living_insights_of
from samvag.consents.terms import INFO_EXCHANGE
from samvag.consents.views.previewing import previewed, wanted
from samvag.kernel.errors import Unseen
from samvag.people.queries import own_card
from samvag.people.views import person_path
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons("GET", "POST")
def coordination(request: HttpRequest, card: UUID) -> HttpResponse:
    """The one that goes on; where there is none, the form that begins it."""
    subject = subject_of(request.actor, card)
    view = queries.open_coordination_of(request.actor, subject.person)
    if view is None:
        return _begin(request, subject)
    today, actor = timezone.localdate(), request.actor
    consents = [one for one in living_consents_of(actor, subject.person) if one.coordination == view.id]
    context = {"subject": subject, "view": view, "today": today, "back": person_path(card)}
    context |= {"team": view.team(today), "former": view.former(today), "consents": consents}
    context["nth"] = nth_main(view.main_contacts) if view.main_contacts > 1 else ""
    context["leads"] = view.lead == actor.unit
    context["asked"] = None if context["leads"] else queries.not_agreed(actor, view.id)
    return show(request, "cases/coordination.html", context)


@for_persons("GET", "POST")
def consent(request: HttpRequest, card: UUID) -> HttpResponse:
    """A new consent for the coordination: it takes the place of the one before."""
    subject, view = _open(request, card)
    form = _together(request, subject, team=None)

    def renew(**_said: Any) -> Any:
        return actions.renew_consent(view.id, by=request.actor, **form.facts())

    seen = previewed(request, form, subject.person, renew)
    if not wanted(request) and attempt(form, renew):
        done = _("Samtycket gäller från nu. Det som är nytt i det visas från de andra när de har sagt ja.")
        return go_on(request, _page(card), done)
    context = {"subject": subject, "form": form, "kind": INFO_EXCHANGE, "back": _page(card)}
    context |= {"title": _("Förnya samtycket"), "save": _("Spara samtycket"), "seen": seen}
    return show(request, "cases/together.html", context, status=status_of(form))


@for_persons("POST")
def agree(request: HttpRequest, card: UUID) -> HttpResponse:
    """Opening one's own rows to what a renewed consent adds, which must be the one that was read."""
    _subject, view = _open(request, card)
    form = AgreeForm(request.POST)
    done = _("Ni har sagt ja. Era uppgifter är öppna så långt som samtycket säger.")
    if attempt(form, lambda consent: (actions.agree(view.id, consent, by=request.actor), True)):
        return go_on(request, _page(card), done)
    messages.error(request, _("Samtycket har ändrats igen. Läs vad det gäller nu och svara på nytt."))
    return redirect(_page(card))


@for_persons("GET", "POST")
def leave(request: HttpRequest, card: UUID) -> HttpResponse:
    subject, view = _open(request, card)
    done = _("Ni är inte längre med. Inget delas mellan er från nu.")
    lead = _("Ert eget ärende fortsätter som förut.")
    words = Asks(_("Lämna samordningen"), _("Lämna"), done, lead=lead, danger=True)
    act = partial(actions.leave, view.id, by=request.actor)
    return ask(request, subject, WhyForm(posted(request)), act, words, back=_page(card), to=person_path(card))


@for_persons("GET", "POST")
def show_out(request: HttpRequest, card: UUID, unit: UUID) -> HttpResponse:
    """The leading unit ends another unit's part, or takes an invitation back."""
    subject, view = _open(request, card)
    place = view.place(unit)
    if place is None or place.left_on:
        raise Unseen
    title = _("Avsluta %(unit)s del") % {"unit": place.short}
    done = _("%(unit)s är inte längre med.") % {"unit": place.short}
    words = Asks(title, _("Avsluta"), done, lead=place.name, danger=True)
    act = partial(actions.leave, view.id, by=request.actor, unit=unit)
    return ask(request, subject, WhyForm(posted(request)), act, words, back=_page(card))


@for_persons("GET", "POST")
def close(request: HttpRequest, card: UUID) -> HttpResponse:
    subject, view = _open(request, card)
    done = _("Samordningen är avslutad och inget delas längre.")
    lead = _("Var och en fortsätter med sitt eget ärende.")
    words = Asks(_("Avsluta samordningen"), _("Avsluta"), done, lead=lead, danger=True)
    act = partial(actions.close_coordination, view.id, by=request.actor)
    return ask(request, subject, WhyForm(posted(request)), act, words, back=_page(card), to=person_path(card))


@for_persons("GET", "POST")
def invitation(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Taking part with one's own case, or saying why not."""
    actor = request.actor
    row = queries.invitation(actor, invitation)
    declining = request.method == "POST" and request.POST.get("answer_is") == "cannot"
    has_main = queries.coordination(actor, row.coordination).main(timezone.localdate()) is not None
    join = JoinForm(
        None if declining else posted(request), colleagues=who_meet_persons(actor), name=row.person_name,
        known=row.card is not None, has_main=has_main, prefix="take",
    )  # fmt: skip
    why = WhyForm(posted(request) if declining else None, prefix="cannot")
    case = attempt(join, lambda main, **given: actions.join(row.id, by=actor, worker=main, **given))
    if case:
        return go_on(request, _page(own_card(actor, row.person)), _("Ni är med i samordningen."))
    if attempt(why, lambda why: (actions.decline(row.id, why, by=actor), True)):
        return go_on(
            request, reverse("cases:inbox"), _("Svaret är skickat till %(unit)s.") % {"unit": row.from_short}
        )
    consents = [one for one in living_consents_of(actor, row.person) if one.coordination == row.coordination]
    context = {"row": row, "join": join, "why": why, "consents": consents}
    return show(request, "cases/invitation.html", context, status=max(map(status_of, (join, why))))


def _begin(request: HttpRequest, subject: Subject) -> HttpResponse:
    form = _together(request, subject, team=who_meet_persons(request.actor))

    def begin(**_said: Any) -> Any:
        return actions.start_coordination(subject.to_work_on(), by=request.actor, **form.facts())

    seen = previewed(request, form, subject.person, begin)
    if not wanted(request) and attempt(form, begin):
        return go_on(request, _page(subject.card), _("Samordningen har börjat. De andra är inbjudna."))
    context = {"subject": subject, "form": form, "kind": INFO_EXCHANGE, "back": person_path(subject.card)}
    context |= {"title": _("Samordna med andra"), "save": _("Börja samordna"), "seen": seen}
    return show(request, "cases/together.html", context, status=status_of(form))


def _together(request: HttpRequest, subject: Subject, team: list[tuple[UUID, str]] | None) -> TogetherForm:
    actor = request.actor
    units = [unit for unit in directory(actor) if unit.id != actor.unit]
    first = {"main": str(actor.staff)} if team else {}
    return TogetherForm(
        posted(request), units=units, today=timezone.localdate(), team=team, initial=first,
        insights=living_insights_of(actor, subject.person),
    )  # fmt: skip


def _open(request: HttpRequest, card: UUID) -> tuple[Subject, queries.CoordinationView]:
    subject = subject_of(request.actor, card)
    view = queries.open_coordination_of(request.actor, subject.person)
    if view is None:
        raise Unseen
    return subject, view


def _page(card: UUID) -> str:
    return reverse("cases:coordination", args=[card])
