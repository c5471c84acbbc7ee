"""Persons who can be reached, and a gateway that reaches them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.outbox.gateway import Gateway, answering


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
