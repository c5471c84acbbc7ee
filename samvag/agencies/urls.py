from django.urls import path

from samvag.agencies import views

app_name = "agencies"
urlpatterns = [
    path("valj-verksamhet/", views.choose_unit, name="choose_unit"),
    path("ingen-verksamhet/", views.no_place, name="no_place"),
    path("verksamheter/", views.directory, name="directory"),
    path("verksamheter/<uuid:unit>/", views.unit, name="unit"),
    path("admin/verksamheten/", views.edit_unit, name="edit_unit"),
    path("admin/personal/", views.staff, name="staff"),
    path("admin/personal/ny/", views.add_staff, name="add_staff"),
    path("admin/personal/roll/", views.give_role, name="give_role"),
    path("admin/personal/roll/<uuid:role>/avsluta/", views.end_role, name="end_role"),
    path("admin/personal/roll/<uuid:role>/avsluta-genast/", views.end_role_now, name="end_role_now"),
    path("admin/personal/<uuid:staff>/avsluta/", views.end_staff, name="end_staff"),
    path("admin/personal/franvaro/", views.absence, name="absence"),
    path("admin/personal/franvaro/<uuid:absence>/avsluta/", views.end_absence, name="end_absence"),
]
