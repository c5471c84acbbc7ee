"""Contact in fifteen seconds, from a list, from the person's page or on a phone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.cases.actions.undo import undo_contact
from samvag.cases.actions.work import record_contact
from samvag.cases.forms.contact import ContactForm
from samvag.cases.queries.contacts import contacts_of
from samvag.cases.queries.subject import subject_of
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.links import query_string
from samvag.ui.parts import show


@for_persons("GET", "POST")
def contact(request: HttpRequest, card: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    form = ContactForm(posted(request), safe_channel=subject.safe_channel)
    back = came_from(request, person_path(card))
    made = attempt(form, lambda **given: record_contact(subject.to_work_on(), by=request.actor, **given))
    if made:
        undo = reverse("cases:contact_undo", args=[card, made.id]) + query_string({"next": back})
        return go_on(request, back, _saved(made, form), undo=undo)
    recent = contacts_of(request.actor, subject.person, most=8)
    context = {"subject": subject, "form": form, "back": back, "recent": recent}
    return show(request, "cases/contact.html", context, part="sheet", status=status_of(form))


@for_persons("POST")
def undo(request: HttpRequest, card: UUID, contact: UUID) -> HttpResponse:
    undo_contact(contact, by=request.actor)
    return go_on(request, came_from(request, person_path(card)), _("Kontakten är borttagen."))


def _saved(contact, form: ContactForm) -> str:
    reached = _("Kontakten är sparad.") if contact.reached else _("Försöket är sparat.")
    if not contact.next_on:
        return reached
    ahead = _("Nästa steg %(day)s: %(what)s") % {"day": contact.next_on, "what": form.cleaned_data["step"]}
    return f"{reached} {ahead}"
