"""Working notes, their drafts, and the way to the party's own journal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.cases.actions.undo import undo_note
from samvag.cases.actions.work import copied_to_journal, write_note
from samvag.cases.forms.note import NoteForm
from samvag.cases.queries.contacts import note_of, notes_of
from samvag.cases.queries.subject import subject_of
from samvag.drafts.queries import draft_at
from samvag.people.views import person_path
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.parts import show, wants_part


@for_persons("GET", "POST")
def note(request: HttpRequest, card: UUID) -> HttpResponse:
    subject = subject_of(request.actor, card)
    begun = None if request.method == "POST" else draft_at(request.actor, request.path)
    form = NoteForm(posted(request), initial={"text": begun.text("text")} if begun else {})
    back = came_from(request, person_path(card))
    made = attempt(form, lambda **given: write_note(subject.to_work_on(), by=request.actor, **given))
    if made:
        undo = reverse("cases:note_undo", args=[card, made.id])
        return go_on(request, back, _("Anteckningen är sparad."), undo=undo)
    context = {"subject": subject, "form": form, "back": back, "begun": begun}
    context["notes"] = notes_of(request.actor, subject.person)
    return show(request, "cases/note.html", context, status=status_of(form))


@for_persons("POST")
def undo(request: HttpRequest, card: UUID, note: UUID) -> HttpResponse:
    """Its text is a draft again, where one would write it anew."""
    place = reverse("cases:note", args=[card])
    undo_note(note, place, by=request.actor)
    return go_on(
        request,
        place,
        _("Anteckningen är borttagen. Texten finns kvar som utkast."),
    )


@for_persons("GET", "POST")
def journal(request: HttpRequest, card: UUID, note: UUID) -> HttpResponse:
    """The text as it is pasted into the journal; the answer to the form is that it has been."""
    subject = subject_of(request.actor, card)
    if request.method == "POST":
        copied_to_journal(note, by=request.actor)
        if not wants_part(request):
            return go_on(request, came_from(request, request.path), _("Märkt som kopierad till journal."))
    row = note_of(request.actor, subject.person, note)
    context = {
        "subject": subject,
        "note": row,
        "back": came_from(request, reverse("cases:note", args=[card])),
    }
    return show(request, "cases/journal.html", context, part="mark")


@for_persons()
def text(request: HttpRequest, card: UUID, note: UUID) -> HttpResponse:
    """Nothing but the text, to mark and copy or to save as a file."""
    subject = subject_of(request.actor, card)
    row = note_of(request.actor, subject.person, note)
    return HttpResponse(row.journal_text(subject.reference or ""), content_type="text/plain; charset=utf-8")
