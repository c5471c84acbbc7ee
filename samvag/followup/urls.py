from django.urls import path

from samvag.followup import views

app_name = "followup"
urlpatterns = [
    path("uppfoljning/", views.outcomes, name="outcomes"),
    path("uppfoljning/styrelsen/", views.board, name="board"),
]
