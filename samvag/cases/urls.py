"""Pages about a person's way: each act has an address of its own under the own unit's card."""

from django.urls import include, path

from samvag.cases.views import attachment, contact, external, meeting, note, registering, step, week

app_name = "cases"

of_a_person = [
    path("open/", registering.open_again, name="open"),
    path("contact/", contact.contact, name="contact"),
    path("contact/<uuid:contact>/undo/", contact.undo, name="contact_undo"),
    path("note/", note.note, name="note"),
    path("note/draft/", note.draft, name="note_draft"),
    path("note/<uuid:note>/journal/", note.journal, name="note_journal"),
    path("note/<uuid:note>/text/", note.text, name="note_text"),
    path("note/<uuid:note>/undo/", note.undo, name="note_undo"),
    path("step/", step.step, name="step"),
    path("step/<uuid:step>/", step.edit, name="step_edit"),
    path("step/<uuid:step>/end/", step.end, name="step_end"),
    path("step/<uuid:step>/reopen/", step.reopen, name="step_reopen"),
    path("step/<uuid:step>/remind/", step.remind, name="remind"),
    path("meeting/", meeting.meeting, name="meeting"),
    path("meeting/<uuid:meeting>/", meeting.meeting_show, name="meeting_show"),
    path("meeting/<uuid:meeting>/edit/", meeting.edit, name="meeting_edit"),
    path("meeting/<uuid:meeting>/cancel/", meeting.cancel, name="meeting_cancel"),
    path("meeting/<uuid:meeting>/restore/", meeting.restore, name="meeting_restore"),
    path("meeting/<uuid:meeting>/interpreter/", meeting.interpreter, name="meeting_interpreter"),
    path("meeting/<uuid:meeting>/held/", meeting.held, name="meeting_held"),
    path("meeting/<uuid:meeting>/meeting.ics", meeting.file, name="meeting_file"),
    path("attachment/", attachment.attachment, name="attachment"),
    path("attachment/<uuid:attachment>/", attachment.download, name="attachment_get"),
    path("attachment/<uuid:attachment>/remove/", attachment.remove, name="attachment_remove"),
]

urlpatterns = [
    path("people/register/new/", registering.register, name="register"),
    path("people/<uuid:card>/", include(of_a_person)),
    path("week/", week.week, name="week"),
    path("external/", external.externals, name="externals"),
    path("external/new/", external.add, name="external_add"),
    path("external/<uuid:contact>/", external.edit, name="external"),
    path("external/<uuid:contact>/end/", external.end, name="external_end"),
]
