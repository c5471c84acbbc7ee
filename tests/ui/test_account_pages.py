"""The real login pages of allauth, drawn by our templates: each opens, in Swedish, and without inline script."""

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import reverse

from samvag.agencies.one_time import shown_by_app

SECRET = "JBSWY3DPEHPK3PXP"
WORD = "fyra-ord-i-en-rad"


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("sara", password=WORD)


@pytest.fixture
def coded(user: User) -> User:
    totp.TOTP.activate(user, SECRET)
    return user


def enter(client: Client, step: str, **answers: str) -> HttpResponse:
    return client.post(reverse(step), answers, follow=True)


@pytest.fixture
def inside(coded: User) -> Client:
    client = Client()
    enter(client, "account_login", login="sara", password=WORD)
    enter(client, "mfa_authenticate", code=shown_by_app(SECRET))
    assert client.session.get("_auth_user_id") == str(coded.pk)
    enter(client, "account_reauthenticate", password=WORD)
    return client


def words(answer: HttpResponse) -> str:
    html = answer.content.decode()
    assert 'lang="sv"' in html
    for script in re.findall(r"<script[^>]*>", html):
        assert "src=" in script or "application/json" in script
    return html


def test_the_login_page_asks_for_name_and_password_and_offers_a_key(db: None) -> None:
    html = words(Client().get(reverse("account_login")))
    assert "Användarnamn" in html and "Lösenord" in html and "Logga in med nyckel" in html


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(user: User) -> None:
    html = words(enter(Client(), "account_login", login="sara", password="fel"))
    assert 'value="sara"' in html
    assert "Försök igen" in html
    assert 'value="fel"' not in html


def test_the_second_factor_is_asked_for_and_a_wrong_code_refused(coded: User) -> None:
    client = Client()
    asked = words(enter(client, "account_login", login="sara", password=WORD))
    assert "Sex siffror ur din kodapp" in asked
    refused = words(enter(client, "mfa_authenticate", code="000000"))
    assert 'aria-invalid="true"' in refused
    assert "_auth_user_id" not in client.session


def test_who_has_no_second_factor_is_led_to_setting_one_up(user: User) -> None:
    client = Client()
    assert "Visa att det är du" in words(enter(client, "account_login", login="sara", password=WORD))
    html = words(enter(client, "account_reauthenticate", password=WORD, next=reverse("mfa_activate_totp")))
    assert "Öppna din kodapp" in html
    assert "data:image/svg+xml" in html


def test_every_template_of_ours_compiles() -> None:
    root = Path(__file__).resolve().parents[2] / "samvag" / "ui" / "jinja2"
    for path in root.glob("**/*.html"):
        engines["jinja2"].env.get_template(str(path.relative_to(root)))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("mfa_index", "Säker inloggning"),
        ("mfa_list_webauthn", "Här kommer dina nycklar att stå"),
        ("mfa_deactivate_totp", "Koder ur appen slutar gälla"),
        ("mfa_add_webauthn", "Ge den ett namn"),
        ("mfa_generate_recovery_codes", "Var och en gäller en gång"),
        ("account_change_password", "Minst 12 tecken"),
        ("account_logout", "Det du har sparat är kvar"),
    ],
)
def test_each_page_of_a_secure_login_opens(inside: Client, name: str, sentence: str) -> None:
    assert sentence in words(inside.get(reverse(name)))


def test_reserve_codes_are_shown_when_they_are_made_and_never_again(inside: Client) -> None:
    shown = words(inside.post(reverse("mfa_generate_recovery_codes")))
    codes = re.findall(r'<code class="sv-code">(.+?)</code>', shown)
    assert len(codes) == 10 and "De visas bara nu" in shown and 'download="reservkoder.txt"' in shown
    for name in ("mfa_index", "mfa_generate_recovery_codes"):
        later = words(inside.get(reverse(name)))
        assert not [code for code in codes if code in later]
    assert "10 reservkoder är kvar" in words(inside.get(reverse("mfa_index")))


def test_who_turns_on_a_code_app_is_led_to_reserve_codes(user: User) -> None:
    client = Client()
    enter(client, "account_login", login="sara", password=WORD)
    enter(client, "account_reauthenticate", password=WORD)
    client.get(reverse("mfa_activate_totp"))
    code = shown_by_app(client.session[totp.SECRET_SESSION_KEY])
    assert "Gör reservkoder" in words(enter(client, "mfa_activate_totp", code=code))


def test_a_key_is_listed_with_its_name(inside: Client, coded: User) -> None:
    key = Authenticator.objects.create(
        user=coded, type="webauthn", data={"name": "Min dator", "credential": {}}
    )
    assert "Min dator" in words(inside.get(reverse("mfa_list_webauthn")))
    assert "slutar gälla här" in words(inside.get(reverse("mfa_remove_webauthn", kwargs={"pk": key.pk})))
    assert "Min dator" in words(inside.get(reverse("mfa_edit_webauthn", kwargs={"pk": key.pk})))


@pytest.mark.parametrize(
    "name", ["account_reset_password", "account_reset_password_done", "account_inactive", "account_signup"]
)
def test_pages_outside_open_without_login(db: None, name: str) -> None:
    words(Client().get(reverse(name), follow=True))


def test_sensitive_pages_ask_again_in_each_way_one_has(inside: Client, settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert "Visa att det är du" in words(inside.get(reverse("mfa_add_webauthn"), follow=True))
    assert "Sex siffror ur din kodapp" in words(inside.get(reverse("mfa_reauthenticate")))
