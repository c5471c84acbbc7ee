"""A person's consents, under the own unit's card."""

from django.urls import path

from samvag.consents import views

app_name = "consents"
urlpatterns = [
    path("people/<uuid:card>/consents/", views.consents, name="list"),
    path("people/<uuid:card>/consents/new/", views.give, name="give"),
    path("people/<uuid:card>/consents/<uuid:consent>/withdraw/", views.withdraw, name="withdraw"),
]
