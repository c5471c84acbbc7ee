"""What the login package asks about e-ID: who may say who somebody is, and what then happens."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import Session

from samvag.access.persons import person_logged_in
from samvag.access.providers import Provider, Whom
from samvag.agencies.eid.admitting import admit, may_connect
from samvag.agencies.eid.broker import Broker, app_of
from samvag.agencies.eid.tokens import NotBelieved
from samvag.ui.views import not_let_in

MY_WAY = "/min-vag/"


class Identities(DefaultSocialAccountAdapter):
    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        wanted = settings.EID.values() if provider is None else filter(None, [settings.EID.get(provider)])
        return [app_of(one) for one in wanted]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Broker:
        if provider not in settings.EID:
            raise SocialApp.DoesNotExist
        return Broker(request, app=app_of(settings.EID[provider]))

    def get_requests_session(self) -> Session:
        """To a broker, and to nobody that it would send us on to."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def list_providers(self, request: HttpRequest) -> list[Broker]:
        return [self.get_provider(request, name) for name in settings.EID]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Broker,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        if isinstance(exception, NotBelieved):
            sentence = exception.sentence
        elif error == AuthError.CANCELLED:
            sentence = _("Du avbröt legitimeringen.")
        elif exception is None:
            sentence = _("Inloggningen har redan använts, eller legat för länge. Börja om.")
        else:
            sentence = _("Legitimeringstjänsten godtog inte inloggningen. Börja om.")
        raise ImmediateHttpResponse(not_let_in(request, sentence))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        broker = sociallogin.provider
        provider, said = broker.known, broker.said
        if provider.whom is Whom.PERSONS:
            raise ImmediateHttpResponse(herself(request, provider, said))
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            may_connect(provider, said, request.user.pk)
            return
        account = admit(provider, said, sociallogin.user.pk if sociallogin.is_existing else None)
        request.eid_level = provider.level(said["acr"])  # type: ignore[attr-defined]
        if not sociallogin.is_existing:
            sociallogin.connect(request, get_user_model().objects.get(pk=account))


def herself(request: HttpRequest, provider: Provider, said: dict[str, Any]) -> HttpResponse:
    """A person, by the number that the broker vouches for. Nobody of the staff is let in this way."""
    number = said.get(provider.number)
    if not isinstance(number, str) or not number:
        raise NotBelieved(_("Legitimeringstjänsten sade inte vem du är."))
    if not person_logged_in(request, number):
        raise NotBelieved(_("Det finns inget om dig här som du kan logga in till."))
    return redirect(MY_WAY)
