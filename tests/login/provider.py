"""A real OpenID provider (oidc-provider-mock) in a process of its own, which can be made to lie: `python -m … PORT`.

`POST /bend` names the lie of the next answers (see `BENDS`); the provider otherwise does what the protocol says, PKCE
included, which the mock leaves alone.
"""

import base64
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

SECRET = "the-clients-own-secret-0123456789"
LOA2, LOA3 = "http://id.swedenconnect.se/loa/1.0/loa2", "http://id.elegnamnden.se/loa/1.0/loa3"
Json = dict[str, Any]


@dataclass
class Token:
    """An id_token before it is signed: a lie changes what it likes."""

    header: Json
    claims: Json
    key: Any
    public: Json
    address: str
    answer: Json = field(default_factory=dict)

    def signed(self) -> str:
        import jwt

        if self.header["alg"].lower() == "none":
            return f"{part(self.header)}.{part(self.claims)}."
        if self.header["alg"].startswith("HS"):
            return by_secret(self, self.key)
        return jwt.encode(self.claims, self.key, self.header["alg"], headers=self.header)


def part(facts: Json) -> str:
    return base64.urlsafe_b64encode(json.dumps(facts).encode()).rstrip(b"=").decode()


def by_secret(token: Token, secret: bytes) -> str:
    """By hand: libraries refuse to take a public key for a secret, which is what is tried."""
    import hmac

    text = f"{part(token.header)}.{part(token.claims)}"
    mac = base64.urlsafe_b64encode(hmac.digest(secret, text.encode(), "sha256")).rstrip(b"=").decode()
    return f"{text}.{mac}"


def foreign() -> Any:
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(65537, 2048)


def pem(token: Token) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return token.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def jwk(key: Any) -> Json:
    from jwt.algorithms import RSAAlgorithm

    return RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)


def claims(**said: Any) -> Callable[[Token], None]:
    """`...` takes the claim away."""

    def bend(token: Token) -> None:
        for name, value in said.items():
            token.claims.pop(name, None)
            if value is not ...:
                token.claims[name] = value() if callable(value) else value

    return bend


def head(**said: Any) -> Callable[[Token], None]:
    return lambda token: token.header.update(said)


def secretly(secret: Callable[[Token], bytes]) -> Callable[[Token], None]:
    def bend(token: Token) -> None:
        token.header["alg"], token.key = "HS256", secret(token)

    return bend


def by_another(**header: Any) -> Callable[[Token], None]:
    def bend(token: Token) -> None:
        token.key = foreign()
        token.header.update(
            {name: value(token) if callable(value) else value for name, value in header.items()}
        )

    return bend


def text(change: Callable[[str], object]) -> Callable[[Token], None]:
    """The finished token, spoilt."""
    return lambda token: token.answer.update(id_token=change(token.signed()))


def other_claims(token: str) -> str:
    before, middle, after = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(middle + "=="))
    return f"{before}.{part(said | {'sub': 'somebody-else', 'staff': 'chef-1'})}.{after}"


def ago(seconds: int) -> Callable[[], int]:
    return lambda: int(time.time()) - seconds


NO_KID = {"kid": "another"}
BENDS: dict[str, Callable[[Token], None]] = {
    "truthful": lambda token: None,
    "unsigned": head(alg="none"),
    "unsigned, spelt otherwise": head(alg="nOnE"),
    "the signature taken away": text(lambda one: one.rpartition(".")[0] + "."),
    "the signature's last letters changed": text(
        lambda one: one[:-8] + ("A" * 8 if one[-8:] != "A" * 8 else "B" * 8)
    ),
    "other claims under the same signature": text(other_claims),
    "signed by another key of the same name": by_another(),
    "signed by a key that it brings itself": by_another(jwk=lambda token: jwk(token.key)),
    "signed by a key at an address that it names": by_another(jku=lambda token: f"{token.address}/jwks"),
    "a certificate that it brings itself": by_another(x5c=["MIIB"]),
    "HS256 by the public key as PEM": secretly(pem),
    "HS256 by the public key as JSON": secretly(lambda token: json.dumps(token.public).encode()),
    "HS256 by our own secret": secretly(lambda token: SECRET.encode()),
    "HS256 by nothing": secretly(lambda token: b""),
    "signed by a key that nobody has published": head(**NO_KID),
    "an algorithm that was not agreed on": head(alg="RS384"),
    "a header that must be understood and is not": head(crit=["exp", "odd"], odd=True),
    "an access token": head(typ="at+jwt"),
    "a logout token": head(typ="logout+jwt"),
    "another issuer": claims(iss="https://idp.example"),
    "no issuer": claims(iss=...),
    "the issuer with a stroke more": lambda token: token.claims.update(iss=token.claims["iss"] + "/"),
    "for another client": claims(aud="somebody-else"),
    "for nobody": claims(aud=...),
    "for us and another, on the other's behalf": claims(aud=["samvag", "other"], azp="other"),
    "for us and another, on nobody's behalf": claims(aud=["samvag", "other"]),
    "for us, on another's behalf": claims(azp="other"),
    "expired": claims(exp=ago(120)),
    "expired long ago": claims(exp=ago(10**8)),
    "never to expire": claims(exp=...),
    "expiry that is no number": claims(exp="soon"),
    "not yet valid": claims(nbf=ago(-600)),
    "made tomorrow": claims(iat=ago(-86400)),
    "made at no time": claims(iat=...),
    "made an hour ago": claims(iat=ago(3600)),
    "another login's nonce": claims(nonce="bm9uY2Utb2YtYW5vdGhlci1sb2dpbg"),
    "no nonce": claims(nonce=...),
    "an empty nonce": claims(nonce=""),
    "no assurance": claims(acr=...),
    "too low assurance": claims(acr=LOA2),
    "assurance that nobody agreed on": claims(acr="http://id.example/loa9"),
    "several assurances": claims(acr=[LOA3, LOA2]),
    "no subject": claims(sub=...),
    "an empty subject": claims(sub=" "),
    "a subject that is a number": claims(sub=7),
    "no token at all": lambda token: token.answer.update(id_token=...),
    "a token that is an object": lambda token: token.answer.update(id_token={"sub": "anna"}),
    "no token but rubbish": lambda token: token.answer.update(id_token="rubbish"),
    "an encrypted token": text(lambda one: f"{one}.e30.e30"),
    "no claim that the table knows": claims(staff=..., groups=...),
}


def app() -> Any:
    """The mock, with PKCE enforced and the lie that was asked for."""
    import oidc_provider_mock
    from oidc_provider_mock import User

    users = [
        User(
            sub=who, claims={"acr": LOA3, "name": "Anna Legitimerad", "staff": who, "number": "197109259288"}
        )
        for who in ("anna", "chef-1")
    ]
    made = oidc_provider_mock.app(user_claims=users)
    _made_to_lie(made)
    return made


def _made_to_lie(made: Any) -> None:
    import flask

    truth: Json = {"name": "truthful", "config": {}, "keys": None, "userinfo": {}}
    bent, challenges = dict(truth), dict[str, str]()

    @made.post("/bend")
    def bend() -> str:
        bent.update(truth | flask.request.get_json())
        return "ok"

    @made.before_request
    def proved() -> Any:
        if flask.request.path != "/oauth2/token":
            return None
        verifier = flask.request.form.get("code_verifier", "")
        digest = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if challenges.get(flask.request.form.get("code", "")) != digest:
            return flask.jsonify(error="invalid_grant"), 400
        return None

    @made.after_request
    def lied(response: Any) -> Any:
        return _answer(response, bent, challenges)


def _answer(response: Any, bent: Json, challenges: dict[str, str]) -> Any:
    import flask

    path = flask.request.path
    if path == "/oauth2/authorize" and "code=" in response.headers.get("Location", ""):
        code = response.headers["Location"].partition("code=")[2].partition("&")[0]
        if flask.request.args.get("code_challenge_method") == "S256":
            challenges[code] = flask.request.args["code_challenge"]
    elif path == "/oauth2/token" and response.status_code == 200:
        _tell(response, bent["name"])
    elif path == "/.well-known/openid-configuration":
        response.set_data(json.dumps(response.get_json() | bent["config"]))
    elif path == "/jwks" and bent["keys"] is not None:
        response.set_data(
            json.dumps(
                {"keys": [key | change for key in response.get_json()["keys"] for change in bent["keys"]]}
            )
        )
    elif path == "/userinfo" and response.status_code == 200:
        response.set_data(json.dumps(response.get_json() | bent["userinfo"]))
    return response


def _tell(response: Any, name: str) -> None:
    import flask
    import jwt
    from jwt.algorithms import RSAAlgorithm

    answer = response.get_json()
    key = flask.g.oidc_provider_mock_storage.jwk
    header = jwt.get_unverified_header(answer["id_token"])
    said = jwt.decode(answer["id_token"], options={"verify_signature": False})
    token = Token(
        header | {"typ": "JWT"}, said, RSAAlgorithm.from_jwk(json.dumps(key.as_dict(is_private=True))),
        key.as_dict(), flask.request.host_url.rstrip("/"),
    )  # fmt: skip
    BENDS[name](token)
    answer["id_token"] = token.answer.get("id_token", None) or token.signed()
    if token.answer.get("id_token") is ...:
        del answer["id_token"]
    response.set_data(json.dumps(answer))


if __name__ == "__main__":
    import os

    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    app().run("127.0.0.1", int(sys.argv[1]), debug=False, threaded=True, use_reloader=False)
