"""The signing key's copy in the database, where only the verifying function can read it."""

from django.conf import settings
from django.core.management import call_command
from django.db import connections

BLOCK = 64
#: Jobs of `procrastinate`: their arguments are ids, never names.
JOBS = "procrastinate_"
#: Logins, sessions and counted attempts, which only the authenticating role reaches.
LOGINS = (
    "auth_", "account_", "axes_", "mfa_", "socialaccount_", "usersessions_", "django_session", "django_content_type",
)  # fmt: skip


def pads() -> list[bytes]:
    """The key's inner and outer pad, ready made, so that an HMAC in the database is two calls of sha256."""
    key = bytes.fromhex(settings.CONTEXT_KEY).ljust(BLOCK, b"\0")
    return [bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C)]


def store_key() -> None:
    """Runs after every migration, so that a restored database takes the key of this installation."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """INSERT INTO access_key VALUES (1, %s, %s)
               ON CONFLICT (id) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad""",
            pads(),
        )


def grant_packages() -> None:
    """The tables that packages bring: logins and sessions to their own role alone, jobs to the application."""
    call_command("createcachetable", database="owner", verbosity=0)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        for name, kind in cursor.fetchall():
            role = _role_for(name)
            if role and kind in ("r", "S"):
                what = "SEQUENCE" if kind == "S" else "TABLE"
                rights = "USAGE, SELECT" if kind == "S" else "SELECT, INSERT, UPDATE, DELETE"
                cursor.execute(f"GRANT {rights} ON {what} {name} TO {settings.ROLE_PREFIX}_{role}")


def _role_for(table: str) -> str:
    if table.startswith(JOBS):
        return "app"
    return "auth" if table.startswith(LOGINS) else ""
