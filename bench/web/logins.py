"""`python -m bench.web.logins STAFF:UNIT …`: a session each in whatever application the settings name; prints keys."""

import sys
from importlib import import_module

SURE = 3
"""The level of a login that opens every category."""


def main(words: list[str]) -> None:
    import django

    django.setup()
    from django.conf import settings

    backend = settings.AUTHENTICATION_BACKENDS[-1]
    for word in words:
        print(_session(*word.split(":"), backend))


def _session(staff: str, unit: str, backend: str) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

    rights = {"is_staff": True, "is_superuser": True}
    user, _made = get_user_model()._default_manager.get_or_create(username=staff, defaults=rights)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: backend,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.update({"staff": staff, "unit": unit, "level": SURE})
    session.save()
    return session.session_key


if __name__ == "__main__":
    main(sys.argv[1:])
