"""Her consents: what she is asked, what she has said, and changing her mind."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samvag.access.pages import for_the_person
from samvag.consents.texts import SWEDISH, text
from samvag.my_way import hers, policy
from samvag.my_way.actions import deciding
from samvag.my_way.forms import CATEGORY, UNIT, AnswerForm, TakeBackForm
from samvag.my_way.views.showing import show
from samvag.ui.answers import attempt, go_on, posted, status_of


@for_the_person()
def consents(request: HttpRequest) -> HttpResponse:
    found = hers.consents(request.person)
    facts = {
        "questions": hers.questions(request.person),
        "readers_now": hers.readers_now(request.person),
        "live": [one for one in found if one.lives],
        "former": [one for one in found if not one.lives],
    }
    return show(request, "consents", facts)


@for_the_person("GET", "POST")
def consent(request: HttpRequest, consent: UUID) -> HttpResponse:
    view = hers.consent(request.person, consent)
    form = TakeBackForm(posted(request) if view.lives else None, consent=view)
    if attempt(form, lambda what: _take_back(form, view.id, request)):
        return go_on(request, reverse("my_way:consents"), _("Klart. Det gäller från nu."))
    return show(request, "consent", {"consent": view, "form": form}, status=status_of(form))


@for_the_person("GET", "POST")
def again(request: HttpRequest, consent: UUID) -> HttpResponse:
    view = hers.consent(request.person, consent)
    may = policy.may_say_yes(request.person, view.kind)
    if request.method == "POST":
        deciding.give_again(view.id, by=request.person)
        return go_on(request, reverse("my_way:consents"), _("Tack. Du har sagt ja igen."))
    return show(request, "again", {"consent": view, "may": may})


@for_the_person("GET", "POST")
def question(request: HttpRequest, asked: UUID) -> HttpResponse:
    view = hers.question(request.person, asked)
    may = policy.may_say_yes(request.person, view.kind)
    if request.method == "POST" and "no" in request.POST:
        deciding.say_no(view.id, by=request.person)
        return go_on(request, reverse("my_way:consents"), _("Du har sagt nej. Inget delas."))
    form = AnswerForm(posted(request), question=view)
    if attempt(form, lambda **_said: deciding.say_yes(view.id, by=request.person, **form.kept()) or True):
        return go_on(request, reverse("my_way:consents"), _("Tack. Du har sagt ja."))
    facts = {
        "question": view,
        "form": form,
        "may": may,
        "say": text(get_language() or SWEDISH).say(view.kind),
    }
    return show(request, "question", facts, status=status_of(form))


def _take_back(form: TakeBackForm, consent: UUID, request: HttpRequest) -> bool:
    kind, value = form.part()
    if kind == CATEGORY:
        deciding.leave_out_category(consent, value, by=request.person)
    elif kind == UNIT:
        deciding.leave_out_unit(consent, UUID(value), by=request.person)
    else:
        deciding.take_back(consent, by=request.person)
    return True
