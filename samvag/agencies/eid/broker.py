"""Logging in by e-ID through the login package's OpenID Connect, made narrower where the package believes too much.

Code flow with state, PKCE (S256) and nonce; the broker's own word of who it is must be the one that was agreed on; and
an answer that says another issuer is another broker's (mix-up).
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from requests import RequestException

from samvag.access.providers import LOCAL, Provider
from samvag.agencies.eid.tokens import NotBelieved, verified

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
BROKEN = (KeyError, ValueError, TypeError, AttributeError)


class Adapter(OpenIDConnectOAuth2Adapter):
    """`stashed` is what was laid aside when this login began."""

    stashed: dict[str, Any]

    @property
    def known(self) -> Provider:
        return settings.EID[self.provider_id]

    @property
    def openid_config(self) -> dict[str, Any]:
        try:
            config = super().openid_config
            if config["issuer"] != self.known.issuer or not all(_is_safe(config[name]) for name in ENDPOINTS):
                raise NotBelieved(_("Legitimeringstjänsten är en annan än den vi har kommit överens med."))
        except (RequestException, *BROKEN) as error:
            raise NotBelieved(_("Legitimeringstjänsten svarar inte. Försök igen om en stund.")) from error
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: Any = None
    ) -> Any:
        """The answer's own word of who sent it (RFC 9207), before its code is sent anywhere."""
        said = request.GET.get("iss")
        promised = self.openid_config.get("authorization_response_iss_parameter_supported")
        if (said is not None or promised) and said != self.known.issuer:
            raise NotBelieved(_("Svaret kommer från en annan legitimeringstjänst än den du valde."))
        if not pkce_code_verifier:
            raise NotBelieved(_("Inloggningen har redan använts, eller legat för länge. Börja om."))
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> Any:
        try:
            claims = verified(
                self.known,
                kwargs["response"].get("id_token"),
                nonce=self.stashed.get("nonce", ""),
                keys=self._keys(),
            )
            if self.known.userinfo:
                told = self._fetch_user_info(token.token)
                if told["sub"] != claims["sub"]:
                    raise NotBelieved(_("Legitimeringstjänsten sade olika saker om vem du är."))
                claims = told | claims
            return self.get_provider().sociallogin_from_response(request, claims)
        except (RequestException, *BROKEN) as error:
            raise NotBelieved(_("Intyget från legitimeringstjänsten går inte att lita på.")) from error

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return build_absolute_uri(
            request, reverse("eid:back", args=[self.provider_id]), self.redirect_uri_protocol
        )

    def _keys(self) -> list[dict[str, Any]]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            return answer.json()["keys"]


class Broker(OpenIDConnectProvider):
    """What is kept of an identity: a keyed hash of broker and subject, and nothing of what was said of her."""

    oauth2_adapter_class = Adapter
    pkce_enabled_default = True

    @property
    def known(self) -> Provider:
        return settings.EID[self.app.provider_id]

    def begins(self, request: HttpRequest, process: str, next_url: str | None) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        asked = {"nonce": nonce} | ({"acr_values": self.known.wanted} if self.known.wanted else {})
        return self.redirect(request, process, next_url, auth_params=asked, nonce=nonce)

    def get_pkce_params(self) -> dict[str, str]:
        return generate_code_challenge()

    def get_scope(self) -> list[str]:
        return list(self.known.scopes)

    def extract_uid(self, data: dict[str, Any]) -> str:
        return uid_of(self.known, data[self.known.subject])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        self.said = data
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


class Back(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Broker) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.stashed = state or {}
        return state, answer


def uid_of(provider: Provider, subject: str) -> str:
    """The same subject at another broker, or another issuer, is somebody else."""
    return salted_hmac(
        "samvag.eid", f"{provider.id}|{provider.issuer}|{subject}", algorithm="sha256"
    ).hexdigest()


def app_of(provider: Provider) -> SocialApp:
    """Never from the database: who may say who somebody is, is said by whoever runs the service."""
    return SocialApp(
        provider="openid_connect", provider_id=provider.id, name=provider.name, client_id=provider.client_id,
        secret=provider.secret, settings={"server_url": provider.issuer},
    )  # fmt: skip


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname in LOCAL
