from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "samvag.access"

    def ready(self) -> None:
        from samvag.access.assurance import keep_assured
        from samvag.access.checks import CHECKS
        from samvag.access.keys import grant_packages, store_key
        from samvag.access.stored import store_table
        from samvag.ops import checks
        from samvag.ops.hooks import AFTER_MIGRATE

        AFTER_MIGRATE.extend([store_key, store_table, keep_assured, grant_packages])
        checks.CHECKS.extend(CHECKS)
