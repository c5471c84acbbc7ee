"""The documents that ASVS asks for: docs/security.md says what holds, and the made pages say who may."""

import re

import pytest
from allauth.account import app_settings as account
from allauth.mfa import app_settings as mfa
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators

from samvag.access.pace import PACES
from samvag.access.persons import IDLE_SECONDS
from samvag.access.sessions import LONGEST
from samvag.agencies.first import LASTS
from samvag.agencies.passwords import OURS, guessed
from samvag.agencies.reserve import Slow
from samvag.config.logs import Lines
from samvag.kernel.assurance import BY_WAY, DEMANDED, Level
from samvag.kernel.categories import Category
from samvag.kernel.periods import UNDO_FOR
from samvag.ui.bodies import MEGABYTE, MOST
from tests.guards.routes import routes
from tests.guards.source import PROGRAM, PROJECT

TEXT = (PROJECT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| `([a-z.]+\.[a-z]+)` \| (\d+) \|", re.MULTILINE)
SQL = (PROGRAM / "outbox" / "migrations" / "0002_policies.py").read_text()
PROOF = (PROGRAM / "outbox" / "migrations" / "0005_proven.py").read_text()


def in_sql(pattern: str, text: str = SQL) -> int:
    found = re.findall(pattern, text)
    assert len(found) == 1, pattern
    return int(found[0])


def figures() -> dict[str, int]:
    least = next(one for one in get_default_password_validators() if isinstance(one, MinimumLengthValidator))
    return {
        **{f"pace.{name}": pace.times for name, pace in PACES.items()},
        "code.number": in_sql(r"number_mac = of_number\) >= (\d+)"),
        "code.address": in_sql(r"address_mac = of_address\) >= (\d+)"),
        "code.minutes": in_sql(r"interval '(\d+) minutes'"),
        "code.tries": in_sql(r"a.tries < (\d+)"),
        "proof.asked": in_sql(r"interval '1 hour'\) >= (\d+)", PROOF),
        "proof.minutes": in_sql(r"interval '(\d+) minutes'", PROOF),
        "proof.tries": in_sql(r"p.tries < (\d+)", PROOF),
        "body.most": MOST // MEGABYTE,
        "undo.days": UNDO_FOR.days,
        "guess.failures": settings.AXES_FAILURE_LIMIT,
        "guess.minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
        "password.least": least.min_length,
        "password.rounds": get_hasher().iterations,
        "reserve.rounds": Slow.iterations,
        "first.days": LASTS.days,
        "totp.seconds": mfa.TOTP_PERIOD,
        "totp.beside": mfa.TOTP_TOLERANCE,
        "reauthenticate.seconds": account.REAUTHENTICATION_TIMEOUT,
        "session.idle.hours": settings.SESSION_COOKIE_AGE // 3600,
        "session.longest.hours": int(LONGEST.total_seconds() // 3600),
        "session.person.minutes": IDLE_SECONDS // 60,
    }


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def test_every_figure_is_the_one_that_holds():
    said = {
        name: int(value) for name, value in re.findall(r"^\| `([a-z.]+)` \| (\d+) \|", TEXT, re.MULTILINE)
    }
    assert said == figures()


def test_another_figure_would_be_found():
    changed = TEXT.replace("| `guess.failures` | 5 |", "| `guess.failures` | 50 |")
    assert changed != TEXT
    assert dict(re.findall(r"^\| `([a-z.]+)` \| (\d+) \|", changed, re.MULTILINE))["guess.failures"] == "50"


def test_what_comes_in_has_its_rules():
    rules = section("What comes in")
    assert len(re.findall(r"^\| [^-`|]+ \| [^|]+ \|$", rules, re.MULTILINE)) >= 10
    for word in (
        "personnummer",
        "day",
        "period",
        "code",
        "category",
        "free text",
        "file",
        "fit together",
        "Limits",
    ):
        assert word in rules, word
    assert len(Category) == 13 and "thirteen" in rules


def test_every_way_in_is_named_with_its_strength():
    """Those that the pages open, and no other."""
    ways = section("Logging in")
    assert {*BY_WAY} == {"password", "recovery_codes", "totp", "webauthn"}
    assert set(settings.MFA_SUPPORTED_TYPES) == {"totp", "webauthn"}, "and reserve codes, which are ours"
    for word in ("code of an app", "reserve code", "passkey", "OpenID Connect", "Min väg"):
        assert word in ways, word
    from_outside = {route.name for route in routes() if "login" in route.name or "begin" in route.name}
    assert from_outside <= {"eid:begin", "my_way:login"}
    assert not account.LOGIN_BY_CODE_ENABLED and not account.PASSWORD_RESET_BY_CODE_ENABLED


def test_the_words_that_are_no_passwords_are_ours():
    assert "samvag/agencies/passwords.py" in section("Logging in")
    assert len(OURS) > 30 and {"samväg", "kommun", "lösenord"} <= OURS
    assert all(guessed(f"{word}2026!!!!") for word in OURS)


def test_the_documents_on_access_are_those_that_the_code_makes():
    from docs.__main__ import access

    assert (PROJECT / "docs" / "access.md").read_text() == access()
    for word in ("Functions:", "Rows:", "Fields:", "What else counts"):
        assert word in section("Who may")


def test_every_category_stands_in_a_level():
    levels = section("Levels of data")
    sensitive = {category.value for category, level in DEMANDED.items() if level > Level.LOW}
    row = re.search(r"\| sensitive \| ([^|]+) \|", levels)
    assert row and {word.strip() for word in row[1].split(",")} == sensitive
    for level in ("open", "internal", "personal", "sensitive", "protected", "secret"):
        assert re.search(rf"^\| {level} \| .+ \| .+ \| .+ \|$", levels, re.MULTILINE), level


def test_every_log_is_in_the_list_with_where_and_for_whom():
    logs = section("Logs")
    assert issubclass(settings.LOGGING["formatters"]["ours"]["()"], Lines)
    named = {name for name in settings.LOGGING["loggers"] if name.startswith("samvag")}
    assert named == {"samvag.security"} and "`samvag.security`" in logs
    for word in ("audit log", "checkpoints", "erasure journal", "database's", "/metrics", "UTC", "Alarms"):
        assert word in logs, word


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Sessions", ("NIST SP 800-63B", "How many at once", "With an e-ID broker", "weigh against")),
        ("Files", ("attachment", "list", "10 MB", "50 MB", "viruses")),
        ("Keys and ciphers", ("Ed25519", "AES-256-GCM", "PBKDF2", "when somebody may have read it")),
        (
            "Whom we speak to",
            ("SAMVAG_EID", "SAMVAG_SMS_URL", "SAMVAG_SEALS", "SAMVAG_LOG_TO", "time to answer"),
        ),
        ("What browsers must do", ("HSTS", "content policy")),
    ],
)
def test_each_other_part_says_what_it_must(title, words):
    said = section(title)
    assert [word for word in words if word not in said] == []


def test_a_known_fault_has_its_days():
    days = [int(found) for found in re.findall(r"\| (\d+) days \|", section("Components"))]
    assert days == sorted(days) and len(days) == 4 and days[0] <= 3
    assert "make audit" in section("Components")
    recipe = r"^audit: .*\n(\t.*\n)*\t.*tests\.guards\.components$"
    assert re.search(recipe, (PROJECT / "Makefile").read_text(), re.MULTILINE)
