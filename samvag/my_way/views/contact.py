"""How she wants to be reached, and that it reaches her."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import for_the_person
from samvag.my_way.forms import CodeForm, ContactForm
from samvag.my_way.views.showing import show
from samvag.outbox import actions, policy, queries
from samvag.ui.answers import attempt, go_on, posted, status_of


@for_the_person("GET", "POST")
def contact(request: HttpRequest) -> HttpResponse:
    chosen = queries.own_way(request.person)
    form = ContactForm(posted(request), initial=chosen or {})
    if attempt(form, lambda **given: actions.choose_own_way(by=request.person, **given)):
        return _saved(request)
    way = queries.proof_of_own(request.person)
    facts = {"form": form, "chosen": chosen, "way": way, "may": policy.may_choose_way(request.person)}
    return show(request, "contact", facts, status=status_of(form))


@for_the_person("GET", "POST")
def prove(request: HttpRequest) -> HttpResponse:
    """The number or the address that she has chosen, by a code that she writes here."""
    form = CodeForm(posted(request))
    if form.is_right(lambda code: actions.prove_own(code, by=request.person)):
        return go_on(request, reverse("my_way:contact"), _("Klart. Nu kan koder gå dit."))
    way = queries.proof_of_own(request.person)
    may = policy.may_choose_way(request.person)
    facts = {"form": form, "way": way, "may": may, "may_send": policy.may_send_proof(way)}
    return show(request, "own_prove", facts, status=form.status)


@for_the_person("POST")
def prove_send(request: HttpRequest) -> HttpResponse:
    actions.send_own_proof(by=request.person)
    return go_on(request, reverse("my_way:contact_prove"), _("Koden är på väg."))


@for_the_person("POST")
def drop(request: HttpRequest) -> HttpResponse:
    actions.drop_own_way(by=request.person)
    return go_on(request, reverse("my_way:contact"), _("Ditt val är borttaget."))


def _saved(request: HttpRequest) -> HttpResponse:
    """A number that is not proven is proven next."""
    way = queries.proof_of_own(request.person)
    if way and not way.proven_at:
        return go_on(request, reverse("my_way:contact_prove"), _("Sparat. Ett steg är kvar."))
    return go_on(request, reverse("my_way:start"), _("Sparat. Så når vi dig från nu."))
