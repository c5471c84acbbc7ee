"""The start page, the person's page and the manager's."""

from django.urls import path

from samvag.desk.views import caseload, filters, person, plan, start, watch

app_name = "desk"
urlpatterns = [
    path("", start.start, name="start"),
    path("verksamheten/", caseload.caseload, name="caseload"),
    path("bevaka/skjut-upp/", watch.postpone, name="postpone"),
    path("bevaka/angra/<uuid:batch>/", watch.restore, name="restore"),
    path("filter/", filters.save, name="filter_save"),
    path("filter/<uuid:saved>/ta-bort/", filters.remove, name="filter_remove"),
    path("people/<uuid:card>/", person.person, name="person"),
    path("people/<uuid:card>/min-plan/", plan.page, name="plan"),
    path("people/<uuid:card>/min-plan.pdf", plan.document, name="plan_pdf"),
]
