"""Brings the rights' functions and policies into the database after each migration. Quick when nothing has changed."""

import hashlib

from django.db import connections, transaction

from samvag.rights.functions import statements

NAMED = "SELECT obj_description(to_regprocedure('rights_held(uuid)'))"


def load_rights() -> None:
    """What they were made from stands with one of them, so that unchanged ones are left alone."""
    texts = statements()
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(NAMED)
        if cursor.fetchone()[0] == digest:
            return
        for text in texts:
            cursor.execute(text)
        cursor.execute(f"COMMENT ON FUNCTION rights_held(uuid) IS '{digest}'")
