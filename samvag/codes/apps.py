from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "samvag.codes"

    def ready(self) -> None:
        from samvag.codes.loading import load_codes
        from samvag.ops.hooks import AFTER_MIGRATE

        AFTER_MIGRATE.append(load_codes)
