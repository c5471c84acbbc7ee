from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "samvag.ui"
    label = "ui"
