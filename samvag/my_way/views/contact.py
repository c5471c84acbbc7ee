"""How she wants to be reached."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import for_the_person
from samvag.my_way.forms import ContactForm
from samvag.my_way.views.showing import show
from samvag.outbox import actions, policy, queries
from samvag.ui.answers import attempt, go_on, posted, status_of


@for_the_person("GET", "POST")
def contact(request: HttpRequest) -> HttpResponse:
    chosen = queries.own_way(request.person)
    form = ContactForm(posted(request), initial=chosen or {})
    if attempt(form, lambda **given: actions.choose_own_way(by=request.person, **given)):
        return go_on(request, reverse("my_way:start"), _("Sparat. Så når vi dig från nu."))
    facts = {"form": form, "chosen": chosen, "may": policy.may_choose_way(request.person)}
    return show(request, "contact", facts, status=status_of(form))


@for_the_person("POST")
def drop(request: HttpRequest) -> HttpResponse:
    actions.drop_own_way(by=request.person)
    return go_on(request, reverse("my_way:contact"), _("Ditt val är borttaget."))
