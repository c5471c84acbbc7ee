"""Every view says who may open it. A guard fails on a route that does not."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from samvag.access.roles import EVERYBODY, WITH_PERSONS, Role
from samvag.kernel.errors import Forbidden

ANYONE = "anyone"


def opens_to(roles: Iterable[Role] | str, *methods: str) -> Callable:
    """`@opens_to(WITH_PERSONS, "GET", "POST")`; `ANYONE` needs no login. The actor is then `request.actor`."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if roles == ANYONE:
                return view(request, *args, **kwargs)
            if request.actor is None:
                return redirect_to_login(request.get_full_path()) if "staff" not in request.session else redirect("agencies:choose_unit")
            if request.actor.roles.isdisjoint(roles):
                raise Forbidden("Din roll öppnar inte den här sidan.")
            return view(request, *args, **kwargs)

        opened.opens_to = roles if roles == ANYONE else frozenset(roles)
        return require_http_methods(methods or ("GET",))(opened)

    return decorate


def for_persons(*methods: str) -> Callable:
    return opens_to(WITH_PERSONS, *methods)


def for_staff(*methods: str) -> Callable:
    return opens_to(EVERYBODY, *methods)
