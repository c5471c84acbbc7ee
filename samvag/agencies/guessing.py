"""Whoever guesses passwords or codes has to wait: counted by django-axes, for a name from an address.

A colleague elsewhere is not shut out, nor anybody for longer than the wait: trying while one waits does not prolong it.
Passkeys and e-ID cannot be guessed and are never shut. What was typed as a name is kept as a keyed hash alone, since
people type their passwords there.
"""

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import decrypt
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_credentials
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samvag.agencies.one_time import has_grown_old, too_old
from samvag.agencies.reserve import spend
from samvag.kernel.security import keyed, note, tell
from samvag.ui.views import wait

WAITS = "samvag.agencies.guessing"


def name_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The same for every way of writing a name that login takes for the same."""
    given = (credentials or {}).get("username") or request.POST.get("login", "")
    written = unicodedata.normalize("NFKC", str(given)).strip().casefold()
    return salted_hmac(WAITS, written, algorithm="sha256").hexdigest()


def address_of(request: HttpRequest) -> str:
    return get_adapter(request).get_client_ip(request)


def locked_out(request: HttpRequest, answer: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    """The same page whether or not anybody has that name."""
    tell("login.waits", name=name_of(request, credentials)[:16], whence=keyed(address_of(request)))
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    sentence = _("Det blev fel %(times)s gånger. Vänta %(minutes)s minuter innan du försöker igen härifrån.")
    return wait(request, minutes, sentence % {"times": settings.AXES_FAILURE_LIMIT, "minutes": minutes})


def code_was_wrong(request: HttpRequest, user: Any, **_facts: Any) -> None:
    """A wrong code counts as a wrong password does."""
    user_login_failed.send(__name__, credentials=get_credentials(user.get_username()), request=request)


class Counted:
    """A code from whoever has to wait is not looked at, right or wrong."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        from allauth.core import context

        if not AxesProxyHandler.is_allowed(context.request, get_credentials(self.user.get_username())):
            context.request.axes_locked_out = True
            raise ValidationError(_("Vänta innan du försöker igen."))
        if reserve := spend(self.user, self.cleaned_data["code"]):
            self.authenticator = reserve
            return self.cleaned_data["code"]
        self.refuse_old()
        return super().clean_code()  # type: ignore[misc]

    def refuse_old(self) -> None:
        """Before it is judged: one that was right a while ago is not counted as a guess."""
        from allauth.core import context

        app = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        if app and has_grown_old(decrypt(app.data["secret"]), self.cleaned_data["code"]):
            note("code.late", account=self.user.pk, whence=keyed(address_of(context.request)))
            raise too_old()


class Code(Counted, AuthenticateForm):
    """The second step."""


class CodeAgain(Counted, ReauthenticateForm):
    """To show once more that it is oneself."""


class FirstCode(ActivateTOTPForm):
    """Of an app that is turned on."""

    def clean_code(self) -> str:
        if has_grown_old(self.secret, self.cleaned_data["code"]):
            raise too_old()
        return super().clean_code()
