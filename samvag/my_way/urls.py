"""Min väg: a person's own pages about herself."""

from django.urls import path

from samvag.my_way.views import entrance, start

app_name = "my_way"
urlpatterns = [
    path("", start.start, name="start"),
    path("logga-in/", entrance.login, name="login"),
    path("kod/", entrance.code, name="code"),
    path("logga-ut/", entrance.logout, name="logout"),
]
