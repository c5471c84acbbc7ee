"""Names that the login pages link to, without anything behind them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


NAMES = (
    "account_login",
    "account_logout",
    "account_reset_password",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_index",
)
urlpatterns = [path(f"{name}/", nothing, name=name) for name in NAMES]
