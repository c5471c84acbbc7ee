"""Logging in for real: somebody of the staff with an account, and clients that have not logged in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import reverse

from samvag.agencies.accounts import create_account, current_code
from samvag.agencies.models import Staff
from samvag.agencies.reserve import make_reserve_codes
from tests.harness.pages import Pages

SECRET = "JBSWY3DPEHPK3PXP"
WORD = "fyra-ord-i-en-rad"


class Door:
    """A browser that knocks."""

    def __init__(self, **headers: Any) -> None:
        self.client = Pages(**headers)

    def says(self, word: str = WORD, name: str = "sara", **more: str) -> HttpResponse:
        return self.client.post(reverse("account_login"), {"login": name, "password": word, **more})

    def codes(self, code: str) -> HttpResponse:
        return self.client.post(reverse("mfa_authenticate"), {"code": code})

    def enters(self) -> HttpResponse:
        self.says()
        return self.codes(current_code("sara"))

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session


@pytest.fixture
def door(db: None) -> Callable[..., Door]:
    return Door


@pytest.fixture
def sara(db: None, staff: Callable[..., Staff], ame: Any) -> Staff:
    """A worker at AME with password and code app."""
    return staff(ame, name="Sara Sjö", account=create_account("sara", WORD, totp_secret=SECRET))


@pytest.fixture
def reserve(sara: Staff) -> list[str]:
    """Her reserve codes, as she was shown them."""
    return make_reserve_codes(User.objects.get(username="sara"))
