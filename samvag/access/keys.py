"""The signing key's copy in the database, where only the verifying function can read it."""

from django.conf import settings
from django.db import connections

BLOCK = 64


def store_key() -> None:
    """Runs after every migration, so that a restored database takes the key of this installation."""
    key = bytes.fromhex(settings.CONTEXT_KEY).ljust(BLOCK, b"\0")
    pads = [bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C)]
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """INSERT INTO access_key VALUES (1, %s, %s)
               ON CONFLICT (id) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad""",
            pads,
        )
