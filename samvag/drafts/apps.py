from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "samvag.drafts"
