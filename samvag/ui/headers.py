"""What every answer tells the browser: nothing but our own files runs or shows, nobody frames us, nothing is kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

#: Everything comes from ourselves, as files: no script, style or handler within a page, and no eval. The design
#: system's marks are pictures in its style sheets (data:).
POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    )
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


class Headers:
    """After what serves static files, which may be kept. A page may say something stricter itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if _is_over(response):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _is_over(response: HttpResponse) -> bool:
    """The login: the browser is told to forget its session, and so what it may have kept of the pages."""
    session = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return session is not None and session["max-age"] == 0
