"""A person's consents, and what stands beside them, under the own unit's card."""

from django.urls import path

from samvag.consents.views import consents as views
from samvag.consents.views import grounds, guide, paper

OF = "people/<uuid:card>/consents/"
app_name = "consents"
urlpatterns = [
    path("sekretess/", guide.secrecy, name="guide"),
    path(OF, views.consents, name="list"),
    path(f"{OF}new/", views.give, name="give"),
    path(f"{OF}<uuid:consent>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{OF}paper/", paper.paper, name="paper"),
    path(f"{OF}block/", grounds.block, name="block"),
    path(f"{OF}block/<uuid:block>/lift/", grounds.lift, name="lift"),
    path(f"{OF}by-law/", grounds.by_law, name="by_law"),
    path(f"{OF}by-law/<uuid:share>/end/", grounds.end_by_law, name="end_by_law"),
    path(f"{OF}insight/", grounds.insight, name="insight"),
    path(f"{OF}insight/<uuid:decision>/end/", grounds.end_insight, name="end_insight"),
    path(f"{OF}disclosures/", grounds.disclosures, name="disclosures"),
    path(f"{OF}disclosures/new/", grounds.disclose, name="disclose"),
]
