"""The start page, the person's page and the manager's."""

from django.urls import path

from samvag.desk.views import caseload, filters, person, plan, start, undo, watch, who_sees

app_name = "desk"
urlpatterns = [
    path("", start.start, name="start"),
    path("unit/", caseload.caseload, name="caseload"),
    path("vem-ser-vad/", who_sees.who_sees, name="who_sees"),
    path("undo/", undo.undo, name="undo"),
    path("watch/postpone/", watch.postpone, name="postpone"),
    path("watch/<uuid:batch>/undo/", watch.restore, name="restore"),
    path("filters/show/", filters.narrow, name="filter_show"),
    path("filters/", filters.save, name="filter_save"),
    path("filters/<uuid:saved>/remove/", filters.remove, name="filter_remove"),
    path("people/<uuid:card>/", person.person, name="person"),
    path("people/<uuid:card>/min-plan/", plan.page, name="plan"),
    path("people/<uuid:card>/min-plan.pdf", plan.document, name="plan_pdf"),
]
