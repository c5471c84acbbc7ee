"""The settings as an installation behind a proxy reads them, a server to knock at, and what is told to the watch."""

import logging
import runpy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from samvag.config.logs import Json
from tests.asvs.opening import Opened
from tests.guards.source import PROGRAM
from tests.guards.world import World
from tests.harness.serving import serving
from tests.login.conftest import door, reserve, sara  # noqa: F401 - fixtures
from tests.outbox.conftest import gateway  # noqa: F401 - a fixture

OF_HTTPS = (
    "SECURE_",
    "SESSION_",
    "CSRF_",
    "LANGUAGE_COOKIE_",
    "HOST_ONLY",
    "HTTPS",
    "ALLAUTH_TRUSTED_",
    "MFA_",
)


@pytest.fixture
def https(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`SAMVAG_HTTPS=1`: the settings' own file is read anew, and what it then says holds."""
    monkeypatch.setenv("SAMVAG_HTTPS", "1")
    said = runpy.run_path(str(PROGRAM / "config" / "settings.py"))
    with override_settings(**{name: value for name, value in said.items() if name.startswith(OF_HTTPS)}):
        assert settings.HTTPS
        yield


@pytest.fixture
def opened(ame: Any, pages: Callable, her_pages: Callable) -> Opened:
    """Every page of a full unit and of Min väg, once each."""
    return Opened(World(ame), pages, her_pages)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that the settings' own handler would write, as JSON."""
    heard: list[str] = []
    handler = logging.getLogger().handlers[-1]
    monkeypatch.setattr(handler, "emit", lambda record: heard.append(Json().format(record)))
    return heard


@pytest.fixture(scope="module")
def knocked_at(held_database: Any) -> Iterator[str]:
    """The real server, for what it says before anybody logs in."""
    with serving() as address:
        yield address
