"""The unit's register of those at other agencies who never log in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.cases.actions.external import add_external, edit_external, end_external
from samvag.cases.forms.external import ExternalForm
from samvag.cases.queries.external import external_contact, external_contacts
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons()
def externals(request: HttpRequest) -> HttpResponse:
    return show(request, "cases/externals.html", {"contacts": external_contacts(request.actor)})


@for_persons("GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    form, back = ExternalForm(posted(request)), came_from(request, reverse("cases:externals"))
    if attempt(form, lambda **given: add_external(by=request.actor, **given)):
        return go_on(request, back, _("Kontakten finns nu i ert register."))
    return show(
        request, "cases/external.html", {"form": form, "back": back, "contact": None}, status=status_of(form)
    )


@for_persons("GET", "POST")
def edit(request: HttpRequest, contact: UUID) -> HttpResponse:
    row = external_contact(request.actor, contact)
    form, back = ExternalForm(posted(request), initial=row.as_initial()), reverse("cases:externals")
    if attempt(form, lambda **given: edit_external(contact, by=request.actor, **given)):
        return go_on(request, back, _("Kontakten är ändrad."))
    return show(
        request, "cases/external.html", {"form": form, "back": back, "contact": row}, status=status_of(form)
    )


@for_persons("POST")
def end(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Ends, or begins again when asked to: each is the other's way back."""
    again = request.POST.get("again") == "yes" or request.GET.get("again") == "yes"
    end_external(contact, by=request.actor, again=again)
    if again:
        return go_on(request, reverse("cases:externals"), _("Kontakten kan väljas igen."))
    undo = reverse("cases:external_end", args=[contact]) + "?again=yes"
    return go_on(request, reverse("cases:externals"), _("Kontakten kan inte längre väljas."), undo=undo)
