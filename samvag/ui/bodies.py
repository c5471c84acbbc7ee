"""What is sent to a page: how much, told by the length that the sender declares before anything of it is kept.

What is too long is read and dropped piece by piece: a browser that is cut off in the middle of sending shows its own
page, and not our reason. What is taken is received before anybody acts: a slow line may need longer than an actor has.
"""

from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve

from samvag.ui.views import too_long

MEGABYTE = 1024 * 1024
MOST = 10 * MEGABYTE
"""For a page that says nothing else."""
AROUND = MEGABYTE
"""What a form needs beside its file."""
DROPPED = 2048 * MEGABYTE
"""So much is waited for; then the connection is cut."""

View = Callable[..., HttpResponse]


def takes(most: int) -> Callable[[View], View]:
    """`@takes(50 * MEGABYTE)`: the page takes files of up to so many bytes."""

    def mark(view: View) -> View:
        view.takes = most  # type: ignore[attr-defined]
        return view

    return mark


class Bodies:
    """Stands before whatever reads forms or begins a transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        most = MOST if length <= MOST + AROUND else _taken_by(request)
        with suppress(UnreadablePostError):  # the sender has left
            if length > most + AROUND:
                _drop(request, length)
                return too_long(-(-length // MEGABYTE), most // MEGABYTE)
            request.POST  # noqa: B018 - read here and now
        return self.get_response(request)


def _taken_by(request: HttpRequest) -> int:
    try:
        return getattr(resolve(request.path_info).func, "takes", MOST)
    except Resolver404:
        return MOST


def _drop(request: HttpRequest, length: int) -> None:
    if length <= DROPPED:
        while request.read(MEGABYTE):
            pass
