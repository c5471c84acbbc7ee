from django.urls import path

from samvag.intake import views

app_name = "intake"
urlpatterns = [
    path("listor/", views.lists, name="lists"),
    path("listor/<uuid:upload>/", views.one_list, name="list"),
    path("listor/<uuid:upload>/kolumner/", views.columns, name="columns"),
    path("listor/<uuid:upload>/las-in/", views.start, name="start"),
    path("listor/<uuid:upload>/igen/", views.again, name="again"),
    path("listor/<uuid:upload>/ord/", views.word, name="word"),
    path("listor/<uuid:upload>/angra/", views.undo, name="undo"),
]
