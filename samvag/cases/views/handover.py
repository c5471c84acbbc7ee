"""Handing over to another unit, and the receiver's inbox."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons, opens_to
from samvag.access.roles import WHOLE_UNIT
from samvag.agencies.queries import who_meet_persons
from samvag.cases.actions import handover as actions
from samvag.cases.forms.handover import AcceptForm, CannotForm, HandoverForm
from samvag.cases.queries import handover as queries
from samvag.cases.queries.coordination import invitations, renewed
from samvag.cases.queries.subject import subject_of
from samvag.consents.queries.consents import may_be_told
from samvag.kernel.errors import Unseen
from samvag.people.queries import own_card
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show

REMEMBERED = timedelta(days=90)


@for_persons("GET", "POST")
def handover(request: HttpRequest, card: UUID) -> HttpResponse:
    """What has been sent and what came of it, and the form for the units that the person lets us tell."""
    subject, actor = subject_of(request.actor, card), request.actor
    told = may_be_told(actor, subject.person)
    form = HandoverForm(posted(request), units=[(party.unit, party.name) for party, _consent in told])
    sent = attempt(form, lambda **given: actions.send_handover(subject.to_work_on(), by=actor, **given))
    if sent:
        sentence = _("Överlämningen är skickad. Svar senast %(day)s.") % {"day": sent.answer_by}
        return go_on(request, came_from(request, person_path(card)), sentence)
    context = {"subject": subject, "form": form, "told": told, "back": person_path(card)}
    context |= {"rows": queries.handovers_of(actor, subject.person)[::-1], "today": timezone.localdate()}
    return show(request, "cases/handover.html", context, status=status_of(form))


@for_persons("POST")
def withdraw(request: HttpRequest, card: UUID, handover: UUID) -> HttpResponse:
    subject_of(request.actor, card)
    actions.withdraw_handover(handover, by=request.actor)
    return go_on(request, reverse("cases:handover", args=[card]), _("Överlämningen är återtagen."))


@opens_to(WHOLE_UNIT, "GET")
def inbox(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "handovers": queries.inbox(request.actor),
        "invitations": invitations(request.actor),
        "renewed": renewed(request.actor),
        "answered": queries.answered(request.actor, today - REMEMBERED),
        "today": today,
    }
    return show(request, "cases/inbox.html", context)


@opens_to(WHOLE_UNIT, "GET", "POST")
def answer(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Two answers on one page: taking the person on, or saying why not."""
    actor = request.actor
    row = queries.handover(actor, handover)
    if row.own:
        raise Unseen
    taking = request.method == "POST" and request.POST.get("answer_is") != "cannot"
    refusing = request.method == "POST" and not taking
    accept = AcceptForm(
        posted(request) if taking else None, colleagues=who_meet_persons(actor), name=row.person_name,
        known=row.card is not None, prefix="take",
    )  # fmt: skip
    cannot = CannotForm(posted(request) if refusing else None, prefix="cannot")
    taken = attempt(accept, lambda **given: actions.accept_handover(row.id, by=actor, **given))
    if taken:
        return go_on(request, person_path(own_card(actor, row.person)), _("Personen är mottagen hos er."))
    if attempt(cannot, lambda **given: actions.cannot_take(row.id, by=actor, **given)):
        return go_on(
            request, reverse("cases:inbox"), _("Svaret är skickat till %(unit)s.") % {"unit": row.from_short}
        )
    context = {"row": row, "accept": accept, "cannot": cannot, "today": timezone.localdate()}
    return show(request, "cases/handover_answer.html", context, status=max(map(status_of, (accept, cannot))))
