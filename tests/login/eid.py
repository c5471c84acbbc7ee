"""Somebody with an e-ID: her browser, the brokers she meets, and the agencies that she wants into."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from samvag.access.providers import Provider, Whom
from samvag.access.roles import Role
from samvag.agencies.accounts import create_account
from samvag.agencies.eid.actions import add_rule
from samvag.agencies.models import Staff, Unit
from samvag.kernel.assurance import Level
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.harness.acting import acting
from tests.harness.pages import Pages
from tests.harness.serving import child, free_port, wait_for_port
from tests.login.provider import LOA2, LOA3, SECRET

WORD = "fyra-ord-i-en-rad"
SEED = "JBSWY3DPEHPK3PXP"
#: What must never be written anywhere: it is somebody's.
PERSONAL = ("anna", "chef-1", "Anna Legitimerad", "197109259288", WORD, SECRET, "Sara Sjö")


@dataclass(frozen=True)
class Brokers:
    """Two, each a process of its own."""

    ours: str
    other: str

    def lie(self, name: str = "truthful", at: str = "", **more: Any) -> None:
        requests.post(f"{at or self.ours}/bend", json={"name": name, **more}, timeout=10).raise_for_status()


@contextmanager
def brokers() -> Iterator[Brokers]:
    ports = (free_port(), free_port())
    with ExitStack() as both:
        for port in ports:
            process = both.enter_context(child("tests.login.provider", str(port)))
            wait_for_port(port, process)
        yield Brokers(*(f"http://localhost:{port}" for port in ports))


def known(brokers: Brokers) -> dict[str, Provider]:
    """Two for the staff, one of them twice over, and one for persons."""
    common: dict[str, Any] = {
        "client_id": "samvag", "secret": SECRET, "levels": {LOA2: Level.LOW, LOA3: Level.SUBSTANTIAL},
        "algorithms": ("RS256", "ES256"),
    }  # fmt: skip
    made = (
        Provider("kommun", "Norrby kommun", Whom.STAFF, brokers.ours, **common),
        Provider("region", "Regionen", Whom.STAFF, brokers.other, **common),
        Provider("utforligt", "Norrby kommun", Whom.STAFF, brokers.ours, userinfo=True, **common),
        Provider("bank", "E-legitimation", Whom.PERSONS, brokers.ours, number="number", **common),
        Provider("utan", "E-legitimation", Whom.PERSONS, brokers.ours, number="personnummer", **common),
    )
    return {one.id: one for one in made}


class Browser(Pages):
    """`begins` leads to the broker, `shows` comes back with its answer, `returns` gives it to us."""

    def begins(self, provider: str = "kommun", **said: str) -> str:
        answer = self.post(reverse("eid:begin", args=[provider]), said)
        assert answer.status_code == 302, answer.status_code
        return str(answer["Location"])

    def shows(self, asked: str, who: str = "anna", action: str = "") -> str:
        answer = requests.post(
            asked,
            data={"sub": who, **({"action": action} if action else {})},
            allow_redirects=False,
            timeout=10,
        )
        return str(answer.headers["Location"])

    def returns(self, address: str) -> HttpResponse:
        parts = urlsplit(address)
        return self.get(f"{parts.path}?{parts.query}")

    def comes(self, provider: str = "kommun", who: str = "anna", **said: str) -> HttpResponse:
        begun = self.post(reverse("eid:begin", args=[provider]), said)
        if begun.status_code != 302:
            return begun
        return self.returns(self.shows(str(begun["Location"]), who))

    @property
    def is_in(self) -> bool:
        return bool({"_auth_user_id", "staff", "person"} & set(self.session.keys()))


@dataclass
class Scene:
    """A unit whose manager lets Anna in by what her municipality says of her; Sara has a password and a code app."""

    brokers: Brokers
    ame: Unit
    manager: Staff
    anna: Staff
    sara: Staff
    facts: dict[str, Any] = field(default_factory=dict)

    def browser(self, **more: Any) -> Browser:
        return Browser(**more)

    def rule(self, pattern: str, provider: str = "kommun", claim: str = "staff", **whom: Any) -> Any:
        with acting(self.manager, self.ame) as by:
            return add_rule(provider, claim, pattern, by=by, **whom)


@contextmanager
def scene(brokers: Brokers) -> Iterator[Scene]:
    brokers.lie()
    brokers.lie(at=brokers.other)
    with override_settings(
        EID=known(brokers), MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=False, ALLOWED_HOSTS=["testserver"]
    ):
        ame = make_unit(make_association(), "Arbetsmarknadsenheten")
        manager = make_staff(ame, Role.MANAGER, name="Karin Kvist")
        account = create_account("sara", WORD, totp_secret=SEED)
        anna = make_staff(ame, name="Anna Ask")
        sara = make_staff(ame, name="Sara Sjö", account=account)
        made = Scene(brokers, ame, manager, anna, sara)
        made.rule("anna", staff=anna.pk)
        yield made
    brokers.lie()
    brokers.lie(at=brokers.other)


def asked_for(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def words(answer: HttpResponse) -> str:
    """What the page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
