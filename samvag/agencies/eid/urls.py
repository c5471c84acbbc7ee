from django.urls import path

from samvag.agencies.eid import views

app_name = "eid"
urlpatterns = [
    path("konto/eid/<slug:provider>/", views.begin, name="begin"),
    path("konto/eid/<slug:provider>/tillbaka/", views.back, name="back"),
    path("admin/inloggning/", views.rules, name="rules"),
    path("admin/inloggning/ny/", views.add_rule, name="add_rule"),
    path("admin/inloggning/<uuid:rule>/avsluta/", views.end_rule, name="end_rule"),
]
