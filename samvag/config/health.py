"""For those who run the service: is the process alive, and can it answer?"""

from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse

from samvag.access.pages import ANYONE, opens_to


@opens_to(ANYONE)
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


@opens_to(ANYONE)
def ready(request: HttpRequest) -> JsonResponse:
    try:
        for alias in ("default", "auth"):
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "database"}, status=503)
    return JsonResponse({"ready": True})
