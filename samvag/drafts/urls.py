from django.urls import path

from samvag.drafts import views

app_name = "drafts"
urlpatterns = [path("utkast/", views.draft, name="draft")]
