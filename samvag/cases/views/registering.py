"""Receiving a person: card and case in one act. And a new case for somebody the unit has a card of."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.agencies.queries import made_up
from samvag.cases.actions.receiving import begin_case, receive_person
from samvag.cases.forms.registering import OpenForm
from samvag.cases.queries.subject import subject_of
from samvag.people.actions import KnownHere, LooksKnown
from samvag.people.forms import FindForm, RegisterForm
from samvag.people.queries import whom_to_ask
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons("POST")
def register(request: HttpRequest) -> HttpResponse:
    """What another unit knows is never looked for, so the answer cannot tell it."""
    form = RegisterForm(request.POST, made_up=made_up(request.actor))
    made = attempt(form, lambda **given: receive_person(by=request.actor, **given))
    if made:
        return go_on(request, person_path(made[0].id), _("Personen är registrerad och ärendet är öppet."))
    refusal = getattr(form, "refusal", None)
    keepers = []
    if isinstance(refusal, KnownHere):
        if refusal.mine and not isinstance(refusal, LooksKnown):
            return go_on(request, person_path(refusal.card), _("Personen finns redan hos er. Här är den."))
        keepers = whom_to_ask(request.actor, refusal.card)
    context = {
        "find": FindForm(),
        "found": None,
        "form": form,
        "keepers": keepers,
        "person_path": person_path,
    }
    return show(request, "people/register.html", context, status=status_of(form))


@for_persons("GET", "POST")
def open_again(request: HttpRequest, card: UUID) -> HttpResponse:
    """A person who comes back gets a new case."""
    subject = subject_of(request.actor, card)
    form, back = OpenForm(posted(request)), came_from(request, person_path(card))
    if attempt(form, lambda reference: begin_case(subject.person, by=request.actor, reference=reference)):
        return go_on(request, back, _("Ärendet är öppet och du är huvudkontakt."))
    context = {"subject": subject, "form": form, "back": back}
    return show(request, "cases/open.html", context, status=status_of(form))
