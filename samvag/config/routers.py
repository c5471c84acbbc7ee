"""Login and sessions live on their own database role and pool; everything else on the application's."""

from typing import Any

AUTH_APPS = {
    "auth", "contenttypes", "sessions", "account", "axes", "mfa", "socialaccount", "usersessions", "django_cache",
}  # fmt: skip


class ByRole:
    def db_for_read(self, model: Any, **hints: Any) -> str:
        return "auth" if model._meta.app_label in AUTH_APPS else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True  # One database: only the roles differ.

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
