"""A person's rights: the extract, what is corrected, restricted and disposed of; and the review of who has looked."""

from django.urls import path

from samvag.rights.views import correction, disposal, extract, restriction, review, withholding

ONE = "people/<uuid:card>/registerutdrag/<uuid:extract>"

app_name = "rights"
urlpatterns = [
    path("admin/loggranskning/", review.reviews, name="reviews"),
    path("admin/loggranskning/rapport/", review.report, name="review_report"),
    path("admin/loggranskning/<uuid:review>/", review.review, name="review"),
    path("admin/loggranskning/<uuid:review>/<uuid:item>/", review.item, name="review_item"),
    path("loggfragor/", review.asked, name="asked"),
    path("loggfragor/<uuid:item>/", review.answer, name="answer"),
    path("rattigheter/", extract.hub, name="hub"),
    path("rattigheter/kontakt/", disposal.controller, name="controller"),
    path("rattigheter/gallring/", disposal.disposal, name="disposal"),
    path("rattigheter/gallring/plan/<str:retention>/", disposal.schedule, name="schedule"),
    path("rattigheter/gallring/<uuid:disposal>/", disposal.certificate, name="certificate"),
    path("rattigheter/begransning/<uuid:restriction>/", restriction.restriction, name="restriction"),
    path("people/<uuid:card>/ratta/", correction.corrections, name="correct"),
    path("people/<uuid:card>/ratta/<slug:kind>/<uuid:row>/", correction.correct_row, name="correct_row"),
    path("people/<uuid:card>/begransa/", restriction.restrict, name="restrict"),
    path("people/<uuid:card>/lasningar/", withholding.withhold, name="withhold"),
    path("people/<uuid:card>/lasningar/<uuid:withheld>/slut/", withholding.end, name="withhold_end"),
    path("people/<uuid:card>/gallring/", disposal.hold, name="hold"),
    path("people/<uuid:card>/rattigheter/", extract.person, name="person"),
    path(f"{ONE}/", extract.extract, name="extract"),
    path(f"{ONE}/last/", extract.read_through, name="extract_read"),
    path(f"{ONE}/lamna-ut/", extract.hand_out, name="hand_out"),
    path(f"{ONE}/utskrift/", extract.paper, name="paper"),
    path(f"{ONE}/registerutdrag.pdf", extract.document, name="extract_pdf"),
    path(f"{ONE}/registerutdrag.json", extract.data, name="extract_json"),
]
