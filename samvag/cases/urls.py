"""Pages about a person's way: each act has an address of its own under the own unit's card."""

from django.urls import path

app_name = "cases"

urlpatterns: list = []
