"""Pages about whom a unit knows."""

from django.urls import path

from samvag.people import views

app_name = "people"

urlpatterns = [
    path("people/", views.search, name="search"),
    path("people/register/", views.register, name="register"),
    path("people/<uuid:card>/card/", views.card, name="card"),
]
