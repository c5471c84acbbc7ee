"""An id_token is believed when the broker signed it for us, for this login, now, and surely enough.

The login package leaves the signature alone when it fetched the token itself, takes the algorithm from the token, and
has no nonce. Here everything is tried, as OpenID Connect Core 3.1.3.7 says, and the algorithms are those agreed on.
"""

import hmac
import time
from collections.abc import Mapping, Sequence
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.translation import gettext as _

from samvag.access.providers import Provider

CLOCKS_DIFFER = 60
OLDEST = 600
"""Seconds since it was made: nobody takes longer between the broker and here."""
TYPES = (None, "jwt", "JWT")
FAMILIES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}


class NotBelieved(OAuth2Error):
    """`sentence` says why, to the one who logs in. It holds nothing of what the token said."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def verified(
    provider: Provider, token: object, *, nonce: str, keys: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """What the broker says of whoever has logged in. Raises `NotBelieved`."""
    if not isinstance(token, str):
        raise NotBelieved(_("Legitimeringstjänsten skickade inget intyg."))
    try:
        key, algorithm = _key(provider, jwt.get_unverified_header(token), keys)
        claims = jwt.decode(
            token,
            key=key,
            algorithms=[algorithm],
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=CLOCKS_DIFFER,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
        _in_time(claims)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise NotBelieved(_("Intyget från legitimeringstjänsten går inte att lita på.")) from error
    _for_us(provider, claims, nonce)
    return claims


def _key(provider: Provider, header: Mapping[str, Any], keys: Sequence[Mapping[str, Any]]) -> tuple[Any, str]:
    """The broker's one key for this signature: of the kind that the algorithm takes, and for signing."""
    algorithm = header.get("alg")
    if algorithm not in provider.algorithms or header.get("typ") not in TYPES:
        raise ValueError("algorithm")
    fitting = [
        key
        for key in keys
        if key.get("kty") == FAMILIES.get(algorithm[:2])
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and ("kid" not in header or key.get("kid") == header["kid"])
    ]
    if len(fitting) != 1:
        raise ValueError("key")
    return jwt.PyJWK(dict(fitting[0]), algorithm=algorithm).key, algorithm


def _in_time(claims: Mapping[str, Any]) -> None:
    if time.time() - float(claims["iat"]) > OLDEST:
        raise ValueError("old")


def _for_us(provider: Provider, claims: Mapping[str, Any], nonce: str) -> None:
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise NotBelieved(_("Intyget är utfärdat för ett annat system."))
    if not nonce or not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise NotBelieved(_("Intyget hör till en annan inloggning. Börja om."))
    level = provider.level(claims.get("acr"))
    if level is None or level < provider.least:
        raise NotBelieved(_("Du legitimerade dig på ett sätt som inte räcker här. Välj ett säkrare sätt."))
    if not isinstance(claims.get(provider.subject), str) or not claims[provider.subject].strip():
        raise NotBelieved(_("Legitimeringstjänsten sade inte vem du är."))
