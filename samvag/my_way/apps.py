from django.apps import AppConfig


class MyWayConfig(AppConfig):
    name = "samvag.my_way"

    def ready(self) -> None:
        from samvag.my_way.queries.proven import say_if_proven
        from samvag.people.events import card_shown

        card_shown.listen(say_if_proven)
