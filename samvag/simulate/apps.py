from django.apps import AppConfig


class SimulateConfig(AppConfig):
    name = "samvag.simulate"

    def ready(self) -> None:
        from samvag.ops.hooks import GREETINGS, WHEN_EMPTY
        from samvag.simulate.demo import fill_when_empty, greeting

        WHEN_EMPTY.append(fill_when_empty)
        GREETINGS.append(greeting)
