"""Persons who can be reached, and a gateway that reaches them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from samvag.outbox.events import proof_asked
from tests.outbox.gateway import Gateway, answering
from tests.rights.conftest import log  # noqa: F401 - a fixture


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with answering() as gateway:
        settings.SMS_URL, settings.SMS_TOKEN = gateway.address, "nyckel"
        yield gateway


@pytest.fixture
def owner_sql() -> Any:
    """A statement as the installing role, for what no role of the application reaches."""
    from samvag.ops import install

    def said(statement: str) -> list[tuple]:
        with install.connect() as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []

    return said


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What is asked for, which a job would send."""
    found: list[UUID] = []
    monkeypatch.setattr(proof_asked, "_listeners", [lambda **facts: found.append(facts["asked"])])
    return found
