"""A person's consents, under the own unit's card."""

from django.urls import path

from samvag.consents import views

app_name = "consents"
urlpatterns = [
    path("people/<uuid:card>/samtycken/", views.consents, name="list"),
    path("people/<uuid:card>/samtycken/nytt/", views.give, name="give"),
    path("people/<uuid:card>/samtycken/<uuid:consent>/aterkalla/", views.withdraw, name="withdraw"),
]
