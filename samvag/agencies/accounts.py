"""Login, through allauth: nobody signs up by themselves, nobody comes in on a password alone, and a login leads
to the person of staff and a unit."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from samvag.agencies.first import FIRST, LASTS, has_run_out, is_first, own_chosen
from samvag.agencies.one_time import LEAST_LEFT, shown_by_app
from samvag.agencies.queries import places_of_account
from samvag.kernel.assurance import BY_WAY, Level
from samvag.kernel.errors import Forbidden, Refused
from samvag.ui.views import forbidden

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: Logins whose passwords and codes are published: real logins, that open nothing outside the demo.
PUBLISHED = "demo"


ITS_SECOND_STEP = "allauth.mfa.stages.AuthenticateStage"


class SecondStep(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        return getattr(request, "eid_level", None) is None and super()._should_handle(request)


class Accounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse | None:
        """In every way of logging in, before any second step."""
        if is_published(user) and not settings.DEMO:
            sentence = gettext(
                "Inloggningen hör till demon, och lösenordet är känt av alla. Den gäller inte här."
            )
            return forbidden(request, Forbidden(sentence))
        if has_run_out(user):
            days = {"days": LASTS.days}
            sentence = gettext("Lösenordet som du fick gällde i %(days)s dagar. Be om ett nytt.") % days
            return forbidden(request, Forbidden(sentence))
        return super().pre_login(request, user, **facts)

    def get_login_stages(self) -> list[str]:
        """An e-ID has its own second step, at the broker."""
        return [
            "samvag.agencies.accounts.SecondStep" if stage == ITS_SECOND_STEP else stage
            for stage in super().get_login_stages()
        ]

    def clean_password(self, password: str, user: Any = None) -> str:
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError(gettext("Välj ett annat lösenord än det du har."))
        return super().clean_password(password, user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        if getattr(request, "own_word", False):
            return self.get_login_redirect_url(request)
        return super().get_password_change_redirect_url(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.session.get(FIRST):
            return reverse("account_change_password")
        if "staff" not in request.session:
            return (
                reverse("mfa_activate_totp") if request.session.get("enrol") else reverse("agencies:no_place")
            )
        return "/" if "unit" in request.session else reverse("agencies:choose_unit")


def remember_staff(request: HttpRequest, user: Any, **_: Any) -> None:
    """At login: who of the staff this account is. Without a second factor the session leads to setting one up."""
    if (level := getattr(request, "eid_level", None)) is not None:
        enter_as_staff(request, user, level)
    elif is_first(user):
        request.session[FIRST] = True
    elif Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists():
        enter_as_staff(request, user, shown_level(request, user))
    else:
        request.session["enrol"] = True


def remember_own_word(request: HttpRequest, user: Any, **_: Any) -> None:
    """She has chosen a password of her own: what she was handed is none any more, and the login goes on."""
    if request.session.pop(FIRST, False):
        own_chosen(user)
        request.own_word = True  # type: ignore[attr-defined]
        remember_staff(request, user)


def remember_enrolled(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    """The second factor is there: the login is whole."""
    if request.session.pop("enrol", False) and authenticator.type in SECOND_FACTORS:
        enter_as_staff(request, user, Level.SUBSTANTIAL)


def shown_level(request: HttpRequest, user: Any) -> Level:
    """By the surest of the ways in which she has shown who she is."""
    shown = get_authentication_records(request, user)
    return max((BY_WAY.get(one.get("type", one["method"]), Level.LOW) for one in shown), default=Level.LOW)


def enter_as_staff(request: HttpRequest, user: Any, level: Level) -> None:
    request.session["level"] = int(level)
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
    return user.pk


def is_published(user: Any) -> bool:
    return user.groups.filter(name=PUBLISHED).exists()


def published_code(username: str) -> str:
    """The one-time code of this moment of one of the demo's logins; of nobody else's."""
    user = get_user_model().objects.filter(username=username).first()
    if user is None or not is_published(user):
        raise Refused(gettext("Det finns ingen demoinloggning %(name)s.") % {"name": username})
    return current_code(username)


def current_code(username: str, least_left: float = LEAST_LEFT) -> str:
    """What the code app shows at this moment, or in the next when this one is nearly over."""
    authenticator = Authenticator.objects.filter(
        user__username=username, type=Authenticator.Type.TOTP
    ).first()
    if authenticator is None:
        raise Refused(gettext("Det finns ingen inloggning %(name)s med engångskod.") % {"name": username})
    return shown_by_app(decrypt(authenticator.data["secret"]), least_left)


def create_accounts(password: str, secrets: dict[str, str]) -> dict[str, int]:
    """Logins of a demo, which share one published password: hashed once. Returns account keys by username."""
    User = get_user_model()
    with transaction.atomic(using="auth"):
        hashed = make_password(password)
        users = User.objects.bulk_create(User(username=name, password=hashed) for name in secrets)
        published, _made = Group.objects.get_or_create(name=PUBLISHED)
        published.user_set.add(*users)
        for user in users:
            TOTP.activate(user, secrets[user.username])
    return {user.username: user.pk for user in users}
