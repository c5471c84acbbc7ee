from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "bench.admin"
    label = "register"
