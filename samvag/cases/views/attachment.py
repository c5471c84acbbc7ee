"""Papers of a case: kept, sent back as files to save, and taken away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from samvag.access.pace import keep_pace
from samvag.access.pages import for_persons
from samvag.cases.actions.attachment import add_attachment, remove_attachment
from samvag.cases.forms.attachment import AttachmentForm
from samvag.cases.queries.attachments import attachment_content, attachment_of, attachments_of
from samvag.cases.queries.subject import subject_of
from samvag.kernel.filetypes import sent_as
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show


@for_persons("GET", "POST")
def attachment(request: HttpRequest, card: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    if request.method == "POST":
        keep_pace("send", request.actor)
    form = AttachmentForm(posted(request), request.FILES or None)
    here = reverse("cases:attachment", args=[card])
    if attempt(form, lambda **given: add_attachment(subject.to_work_on(), by=request.actor, **given)):
        return go_on(request, came_from(request, here), _("Bilagan är sparad."))
    context = {"subject": subject, "form": form, "back": person_path(card)}
    context["attachments"] = attachments_of(request.actor, subject.person)
    return show(request, "cases/attachment.html", context, status=status_of(form))


@for_persons()
def download(request: HttpRequest, card: UUID, attachment: UUID) -> HttpResponse:
    """Always a file to save, never a page: what others have written must not run here."""
    subject = subject_of(request.actor, card)
    keep_pace("fetch", request.actor)
    content = attachment_content(request.actor, subject.person, attachment)
    response = HttpResponse(content.data, content_type=sent_as(content.content_type, content.data))
    response["Content-Disposition"] = content_disposition_header(True, content.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@for_persons("GET", "POST")
def remove(request: HttpRequest, card: UUID, attachment: UUID) -> HttpResponse:
    """Asked once, since the bytes go for good."""
    subject = subject_of(request.actor, card)
    row = attachment_of(request.actor, subject.person, attachment)
    back = reverse("cases:attachment", args=[card])
    if request.method == "POST":
        remove_attachment(row.id, by=request.actor)
        return go_on(request, back, _("Bilagan är borttagen."))
    text = _("%(name)s tas bort för gott och kan inte hämtas tillbaka.") % {"name": row.name}
    context = {
        "title": _("Ta bort bilagan?"),
        "text": text,
        "confirm": _("Ta bort"),
        "cancel": back,
        "danger": True,
    }
    return show(request, "ui/confirm.html", context)
