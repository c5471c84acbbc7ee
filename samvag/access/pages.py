"""Every view says who may open it. A guard fails on a route that does not."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from samvag.access.actor import Actor
from samvag.access.persons import Person
from samvag.access.roles import EVERYBODY, WITH_PERSONS, Role
from samvag.kernel.errors import Forbidden

ANYONE = "anyone"
#: What `opens_to` says of a page that is the person's own: no role of staff is among them.
THE_PERSON = frozenset({"person"})


class Request(HttpRequest):
    """As the middleware hands it to the views; nobody acts before login and before a unit is chosen.

    `person` is somebody who has come to Min väg about herself; then nobody of the staff acts.
    """

    actor: Actor | None
    person: Person | None
    read_anew: bool


def opens_to(roles: Iterable[Role] | str, *methods: str) -> Callable:
    """`@opens_to(WITH_PERSONS, "GET", "POST")`; `ANYONE` needs no login. The actor is then `request.actor`."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if roles == ANYONE:
                return view(request, *args, **kwargs)
            if request.actor is None:
                return _way_in(request)
            if request.actor.roles.isdisjoint(roles):
                raise Forbidden("Din roll öppnar inte den här sidan.")
            return view(request, *args, **kwargs)

        marked: Any = require_http_methods(methods or ("GET",))(opened)
        marked.opens_to = roles if roles == ANYONE else frozenset(roles)
        marked.methods = methods or ("GET",)
        return marked

    return decorate


def _way_in(request: Request) -> HttpResponse:
    """Log in, or, when that is done, choose the unit to act for."""
    if "staff" in request.session:
        return redirect("agencies:choose_unit")
    return redirect_to_login(request.get_full_path())


def for_persons(*methods: str) -> Callable:
    return opens_to(WITH_PERSONS, *methods)


def for_staff(*methods: str) -> Callable:
    return opens_to(EVERYBODY, *methods)


def for_the_person(*methods: str) -> Callable:
    """The person's own pages, in Min väg: `request.person` is she. Nobody of the staff comes in."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs) if request.person else redirect("my_way:login")

        marked: Any = require_http_methods(methods or ("GET",))(opened)
        marked.opens_to, marked.methods = THE_PERSON, methods or ("GET",)
        return marked

    return decorate
