"""What every template is given besides its own facts."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject

from samvag.access.providers import Whom
from samvag.ui.parts import csrf_field


def page(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input` is made when a template first asks for it, and once: Django's own is made anew for every form."""
    field = SimpleLazyObject(lambda: csrf_field(get_token(request)))
    brokers, of_persons = (
        [one for one in settings.EID.values() if one.whom is whom] for whom in (Whom.STAFF, Whom.PERSONS)
    )
    actor = getattr(request, "actor", None)
    return {"actor": actor, "csrf_input": field, "brokers": brokers, "brokers_of_persons": of_persons}
