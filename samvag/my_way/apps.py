from django.apps import AppConfig


class MyWayConfig(AppConfig):
    name = "samvag.my_way"
