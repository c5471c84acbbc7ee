"""Choosing the language of the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samvag.access.pages import ANYONE, opens_to
from samvag.ui.answers import came_from

YEAR = 365 * 24 * 3600


@opens_to(ANYONE, "POST")
def choose(request: HttpRequest) -> HttpResponse:
    response = redirect(came_from(request, "/"))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        safe: dict = {"httponly": True, "samesite": "Lax", "secure": settings.HTTPS}
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, **safe)
    return response
