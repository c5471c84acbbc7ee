"""Protected identity: marking and lifting it on the person, and the manager's page of protected cases."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons, opens_to
from samvag.access.roles import WHOLE_UNIT, Role
from samvag.agencies.queries import who_meet_persons
from samvag.cases.actions.protecting import hand_protected, lift, mark, share_expressly
from samvag.cases.forms.protection import LiftForm, MarkForm, NameForm
from samvag.cases.queries.protected import (
    consents_to_word,
    doubles_of,
    openers_of,
    protected_case,
    protected_cases,
)
from samvag.cases.queries.subject import Subject, subject_of
from samvag.kernel.errors import Unseen
from samvag.people.actions import end_opener, name_opener
from samvag.people.protection import HOW_TO_POST, POST_BY, SAID, TREATMENTS, treatment_of
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show

MARK, LIFT = "mark", "lift"


@for_persons("GET", "POST")
def protection(request: HttpRequest, card: UUID) -> HttpResponse:
    """What the person's protection is and means, and the acts that set and lift it."""
    subject, asked = subject_of(request.actor, card), request.POST.get("answer_is", "")
    marking = _mark_form(request, subject, asked)
    lifting = LiftForm(request.POST if asked == LIFT else None)
    marked = attempt(marking, lambda **given: mark(card, by=request.actor, **given))
    if marked:
        return go_on(
            request, person_path(marked), _("Skyddet gäller nu. Läs igenom det som står i fri text.")
        )
    if attempt(lifting, lambda reason: lift(card, reason, by=request.actor) or True):
        return go_on(
            request, person_path(card), _("Skyddet är borttaget. Det som togs bort finns inte kvar.")
        )
    context = {"subject": subject, "marking": marking, "lifting": lifting, **_said(request, subject)}
    return show(request, "cases/protection.html", context, status=max(status_of(marking), status_of(lifting)))


@for_persons("POST")
def expressly(request: HttpRequest, card: UUID, consent: UUID) -> HttpResponse:
    """This consent holds despite the protection."""
    subject_of(request.actor, card)
    share_expressly(consent, by=request.actor)
    return go_on(request, reverse("cases:protection", args=[card]), _("Samtycket gäller nu trots skyddet."))


@opens_to(WHOLE_UNIT, "GET")
def protected(request: HttpRequest) -> HttpResponse:
    """Every protected case of the unit by its reference, so that none is without somebody responsible."""
    return show(request, "cases/protected.html", {"cases": protected_cases(request.actor)})


@opens_to({Role.MANAGER}, "GET", "POST")
def name(request: HttpRequest, case: UUID) -> HttpResponse:
    """Who may open one of them, and who leads it."""
    it = protected_case(request.actor, case)
    if it is None:
        raise Unseen
    form = NameForm(posted(request), colleagues=who_meet_persons(request.actor))

    def act(staff: UUID, reason: str, until: object, lead: bool) -> bool:
        if lead:
            hand_protected(it.case, it.person, staff, reason, by=request.actor)
        else:
            name_opener(it.person, staff, reason, by=request.actor, until=until)  # type: ignore[arg-type]
        return True

    if attempt(form, act):
        return go_on(request, reverse("cases:protected_name", args=[case]), _("Sparat."))
    return show(request, "cases/protected_name.html", {"it": it, "form": form}, status=status_of(form))


@opens_to({Role.MANAGER}, "POST")
def end(request: HttpRequest, case: UUID, named: UUID) -> HttpResponse:
    end_opener(named, by=request.actor)
    return go_on(request, reverse("cases:protected_name", args=[case]), _("Ändrat från nu."))


@for_persons()
def meaning(request: HttpRequest) -> HttpResponse:
    """What each value changes, as the code and the database have it."""
    context = {"treatments": TREATMENTS, "said": SAID, "post_by": POST_BY, "how_to_post": HOW_TO_POST}
    return show(request, "cases/protection_meaning.html", {**context, "back": came_from(request, "/")})


def _mark_form(request: HttpRequest, subject: Subject, asked: str) -> MarkForm:
    others = [one for one in who_meet_persons(request.actor) if one[0] != request.actor.staff]
    given = request.POST if asked == MARK else None
    return MarkForm(given, now=subject.protection, colleagues=others)


def _said(request: HttpRequest, subject: Subject) -> dict:
    protected = subject.protected
    return {
        "back": came_from(request, person_path(subject.card)),
        "treatment": treatment_of(subject.protection),
        "said": SAID,
        "post_by": POST_BY,
        "how_to_post": HOW_TO_POST,
        "openers": openers_of(request.actor, subject.person) if protected else [],
        "consents": consents_to_word(request.actor, subject.person) if protected else [],
        "doubles": doubles_of(request.actor, subject.person) if protected else [],
    }
