"""A passkey in software: registered as a browser does it, and then used as it must not be."""

import json
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from tests.login.eid import Browser, Scene
from tests.login.negatives import Attempt, Tried, attempt

HERE = "https://testserver"
PRESENT_AND_VERIFIED, ATTESTED = 0x05, 0x40
BEGIN, LOGIN = "/konto/mfa/webauthn/login/", "/konto/mfa/webauthn/login/"


class Passkey:
    def __init__(self, username: str) -> None:
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), token_bytes(16)
        self.user = User.objects.get(username=username)
        self.count = 1

    def registered(self) -> "Passkey":
        """As the login package keeps it."""
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(
            sha256(b"testserver").digest(), PRESENT_AND_VERIFIED | ATTESTED, 0, bytes(held)
        )
        made = AttestationObject.create("none", data, {})
        credential = {
            "id": websafe_encode(self.id), "rawId": websafe_encode(self.id), "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {
                "attestationObject": websafe_encode(bytes(made)),
                "clientDataJSON": websafe_encode(said("webauthn.create", websafe_encode(b"x" * 32), HERE)),
            },
        }  # fmt: skip
        Authenticator.objects.create(
            user=self.user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "Nyckel", "credential": credential},
        )
        return self

    def signs(
        self, challenge: str, origin: str = HERE, site: bytes = b"testserver", flags: int = PRESENT_AND_VERIFIED,
        kind: str = "webauthn.get", key: Any = None, handle: bytes | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        data = AuthenticatorData.create(sha256(site).digest(), flags, self.count)
        client = said(kind, challenge, origin)
        signature = (key or self.key).sign(bytes(data) + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "id": websafe_encode(self.id), "rawId": websafe_encode(self.id), "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "authenticatorData": websafe_encode(bytes(data)), "clientDataJSON": websafe_encode(client),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(user_pk_to_url_str(self.user).encode() if handle is None else handle),
            },
        }  # fmt: skip


def said(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()


def challenged(browser: Browser) -> str:
    answer = browser.get(BEGIN, HTTP_X_REQUESTED_WITH="XMLHttpRequest", HTTP_ACCEPT="application/json")
    return str(answer.json()["request_options"]["publicKey"]["challenge"])


def shows(browser: Browser, credential: dict[str, Any]) -> Tried:
    return browser, browser.post(LOGIN, {"credential": json.dumps(credential)})


def enters(there: Scene) -> Tried:
    """The true one."""
    browser, key = there.browser(), Passkey("sara").registered()
    return shows(browser, key.signs(challenged(browser)))


def wrongly(**how: Any) -> Attempt:
    def made(there: Scene) -> Tried:
        browser, key = there.browser(), Passkey("sara").registered()
        return shows(browser, key.signs(challenged(browser), **how))

    return made


for name, how in {
    "made for another site's page": {"origin": "https://samvag.example"},
    "made for another site": {"site": b"samvag.example"},
    "made when it was registered": {"kind": "webauthn.create"},
    "that nobody touched": {"flags": 0},
    "that asked for neither finger nor code": {"flags": 0x01},
    "signed by another key": {"key": ec.generate_private_key(ec.SECP256R1())},
    "in somebody else's name": {"handle": b"zzzz"},
}.items():
    attempt(f"passkey: {name}")(wrongly(**how))


@attempt("passkey: the same answer a second time")
def _again(there: Scene) -> Tried:
    browser, key = there.browser(), Passkey("sara").registered()
    answer = key.signs(challenged(browser))
    shows(browser, answer)
    assert browser.is_in
    browser.post("/konto/logout/")
    challenged(browser)
    return shows(browser, answer)


@attempt("passkey: an answer to somebody else's challenge")
def _elsewhere(there: Scene) -> Tried:
    browser, other, key = there.browser(), there.browser(), Passkey("sara").registered()
    answer = key.signs(challenged(other))
    challenged(browser)
    return shows(browser, answer)


@attempt("passkey: without a challenge")
def _unasked(there: Scene) -> Tried:
    browser, key = there.browser(), Passkey("sara").registered()
    return shows(browser, key.signs(websafe_encode(token_bytes(32))))


@attempt("passkey: one that is not registered")
def _unknown(there: Scene) -> Tried:
    browser, key = there.browser(), Passkey("sara")
    return shows(browser, key.signs(challenged(browser)))
