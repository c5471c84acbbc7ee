"""Calling an address that the installation has named, and no other: where it would lead on to, nobody is sent.

A redirect could take the message, and the key that goes with it, to somebody else. Certificates are tried.
"""

from typing import Any
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener


class _Stays(HTTPRedirectHandler):
    def redirect_request(self, *_given: Any) -> None:
        """None is a no: the answer is then the redirect itself, which is no yes."""


def called(request: Request, seconds: float) -> bytes:
    """The body of its answer. Raises `OSError` (`HTTPError`, `URLError`) for any that is no yes."""
    opener: OpenerDirector = build_opener(_Stays)
    with opener.open(request, timeout=seconds) as answer:
        return answer.read()
