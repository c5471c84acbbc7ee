from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import pre_migrate


class OpsConfig(AppConfig):
    name = "samvag.ops"

    def ready(self) -> None:
        # Every way to migrate, a test database's too, first has the roles and extensions that migrations
        # stand on.
        pre_migrate.connect(prepare_before_migrations, sender=apps.get_app_config("contenttypes"))


def prepare_before_migrations(using: str, **_more: Any) -> None:
    from django.db import connections

    from samvag.ops.install import prepare

    if using == "owner":
        connections[using].ensure_connection()
        prepare(connections[using].connection)
