"""The pages of a person's consents: what lives and what has been, giving or refusing one, taking it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import directory
from samvag.consents import policy
from samvag.consents.actions import giving, withdrawing
from samvag.consents.forms.consents import WHOLE, GiveForm, WithdrawForm
from samvag.consents.queries import consents as queries
from samvag.consents.queries import grounds
from samvag.consents.queries.seen import seen_by_others
from samvag.consents.terms import CONSENT_KINDS, INFO_EXCHANGE
from samvag.consents.views.previewing import previewed, wanted
from samvag.kernel.errors import Unseen
from samvag.people.queries import card_of
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of


@for_persons()
def consents(request: HttpRequest, card: UUID) -> HttpResponse:
    person = card_of(request.actor, card)
    views = queries.consents_of(request.actor, person.person_id)
    today = timezone.localdate()
    facts = {
        "person": person,
        "today": today,
        "live": [view for view in views if view.lives(today)],
        "former": [view for view in views if not view.lives(today)],
        "seen": seen_by_others(request.actor, person.person_id),
        "blocks": grounds.blocks_of(request.actor, person.person_id),
        "by_law": grounds.shared_by_law(request.actor, person.person_id),
        "insights": grounds.insights_of(request.actor, person.person_id),
        "decides": bool(policy.may_decide(request.actor)),
    }
    return render(request, "consents/consents.html", facts)


@for_persons("GET", "POST")
def give(request: HttpRequest, card: UUID) -> HttpResponse:
    person = card_of(request.actor, card)
    kind = request.GET.get("kind", "")
    if kind not in dict(CONSENT_KINDS):
        facts = {"person": person, "kinds": CONSENT_KINDS, "together": INFO_EXCHANGE}
        return render(request, "consents/choose.html", facts)
    units = [unit for unit in directory(request.actor) if unit.id != request.actor.unit]
    form = GiveForm(
        posted(request), kind=kind, units=units, today=timezone.localdate(),
        insights=grounds.living_insights_of(request.actor, person.person_id),
    )  # fmt: skip

    def record(**_said: Any) -> Any:
        return _record(form, person.person_id, request)

    seen = previewed(request, form, person.person_id, record)
    if not wanted(request) and attempt(form, record):
        sentence = _("Nej är antecknat. Inget delas.") if form.refused else _("Samtycket gäller från nu.")
        return go_on(request, came_from(request, _list_of(card)), sentence)
    facts = {"person": person, "form": form, "kind_label": dict(CONSENT_KINDS)[kind], "seen": seen}
    return render(request, "consents/give.html", facts, status=status_of(form))


@for_persons("GET", "POST")
def withdraw(request: HttpRequest, card: UUID, consent: UUID) -> HttpResponse:
    person = card_of(request.actor, card)
    view = queries.consent(request.actor, consent)
    if view.person != person.person_id:
        raise Unseen
    form = WithdrawForm(posted(request), consent=view)

    def take_back(how: str, on: Any, **_said: Any) -> Any:
        return _take_back(form, view.id, request, how=how, on=on)

    seen = previewed(request, form, person.person_id, take_back)
    if not wanted(request) and attempt(form, take_back):
        return go_on(request, came_from(request, _list_of(card)), _("Återkallat. Det gäller redan nu."))
    facts = {"person": person, "consent": view, "form": form, "seen": seen}
    return render(request, "consents/withdraw.html", facts, status=status_of(form))


def _record(form: GiveForm, person: UUID, request: HttpRequest) -> Any:
    act = giving.refuse_consent if form.refused else giving.give_consent
    return act(person, form.kind, by=request.actor, **form.facts())


def _take_back(form: WithdrawForm, consent: UUID, request: HttpRequest, **said: Any) -> Any:
    kind, value = form.part()
    if kind == WHOLE:
        return withdrawing.withdraw(consent, by=request.actor, **said)
    if kind == "unit":
        return withdrawing.withdraw_party(consent, UUID(value), by=request.actor, **said)
    return withdrawing.withdraw_category(consent, value, by=request.actor, **said)


def _list_of(card: UUID) -> str:
    return reverse("consents:list", args=[card])
