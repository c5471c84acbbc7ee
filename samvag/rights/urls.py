"""A person's rights, and the review of who has looked."""

from django.urls import path

from samvag.rights.views import review

app_name = "rights"
urlpatterns = [
    path("admin/loggranskning/", review.reviews, name="reviews"),
    path("admin/loggranskning/rapport/", review.report, name="review_report"),
    path("admin/loggranskning/<uuid:review>/", review.review, name="review"),
    path("admin/loggranskning/<uuid:review>/<uuid:item>/", review.item, name="review_item"),
    path("loggfragor/", review.asked, name="asked"),
    path("loggfragor/<uuid:item>/", review.answer, name="answer"),
]
