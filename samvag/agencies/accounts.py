"""Login, through allauth: nobody signs up by themselves, nobody comes in on a password alone, and a login leads
to the person of staff and a unit."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from samvag.agencies.queries import places_of_account
from samvag.kernel.errors import Refused

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Accounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if "staff" not in request.session:
            return (
                reverse("mfa_activate_totp") if request.session.get("enrol") else reverse("agencies:no_place")
            )
        return "/" if "unit" in request.session else reverse("agencies:choose_unit")


def remember_staff(request: HttpRequest, user: Any, **_: Any) -> None:
    """At login: who of the staff this account is. Without a second factor the session leads to setting one up."""
    if not Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists():
        request.session["enrol"] = True
        return
    enter_as_staff(request, user)


def remember_enrolled(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    """The second factor is there: the login is whole."""
    if request.session.pop("enrol", False) and authenticator.type in SECOND_FACTORS:
        enter_as_staff(request, user)


def enter_as_staff(request: HttpRequest, user: Any) -> None:
    staff, units = places_of_account(user.pk)
    if staff:
        request.session["staff"] = str(staff)
    if len(units) == 1:
        request.session["unit"] = str(units[0])


def create_account(username: str, password: str, *, totp_secret: str = "") -> int:
    """A login; with a published secret only for the demo. Returns the account's key."""
    User = get_user_model()
    with transaction.atomic(using="auth"):
        if User.objects.filter(username=username).exists():
            raise Refused(gettext("Inloggningen %(name)s finns redan.") % {"name": username})
        user = User.objects.create_user(username, password=password)
        if totp_secret:
            TOTP.activate(user, totp_secret)
            RecoveryCodes.activate(user)
    return user.pk


def current_code(username: str) -> str:
    """The one-time code of this moment, for demo logins whose secret is published."""
    authenticator = Authenticator.objects.filter(
        user__username=username, type=Authenticator.Type.TOTP
    ).first()
    if authenticator is None:
        raise Refused(gettext("Det finns ingen inloggning %(name)s med engångskod.") % {"name": username})
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counters[len(counters) // 2]))


def create_accounts(password: str, secrets: dict[str, str]) -> dict[str, int]:
    """Logins of a demo, which share one published password: hashed once. Returns account keys by username."""
    User = get_user_model()
    with transaction.atomic(using="auth"):
        hashed = make_password(password)
        users = User.objects.bulk_create(User(username=name, password=hashed) for name in secrets)
        for user in users:
            TOTP.activate(user, secrets[user.username])
    return {user.username: user.pk for user in users}
