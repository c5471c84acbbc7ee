"""Which database, as whom, with what secrets: computed from the environment, and nothing started."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from samvag.ops import databases, keys
from samvag.ops.errors import Hindered

ADDRESS = "postgresql://installer:hemligt@db.example:5433/annan?sslmode=require"


def test_three_roles_share_the_embedded_database_by_peer_and_no_server_is_started(folder: Path) -> None:
    found = databases.settings_for_django()
    assert {alias: entry["USER"] for alias, entry in found.items()} == {
        "default": "samvag_app",
        "auth": "samvag_auth",
        "owner": "samvag",
    }
    assert {entry["NAME"] for entry in found.values()} == {"samvag"}
    assert {entry["PASSWORD"] for entry in found.values()} == {""}
    assert not (folder / "postgres").exists()


def test_only_the_roles_that_serve_pages_have_a_pool(folder: Path) -> None:
    found = databases.settings_for_django()
    assert "pool" in found["default"]["OPTIONS"]
    assert "pool" in found["auth"]["OPTIONS"]
    assert "pool" not in found["owner"]["OPTIONS"]


def test_somebody_elses_server_is_given_passwords_and_its_own_options(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVAG_DATABASE_URL", ADDRESS)
    found = databases.settings_for_django()
    assert (found["owner"]["USER"], found["owner"]["PASSWORD"]) == ("installer", "hemligt")
    assert found["default"]["PASSWORD"] == keys.read().app_password
    assert found["auth"]["PASSWORD"] == keys.read().auth_password != keys.read().app_password
    for entry in found.values():
        assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "5433", "annan")
        assert entry["OPTIONS"]["sslmode"] == "require"
    assert "hemligt" not in databases.where()


def test_name_and_prefix_can_be_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVAG_DATABASE_NAME", "prov")
    monkeypatch.setenv("SAMVAG_ROLE_PREFIX", "norr")
    found = databases.settings_for_django()
    assert (found["default"]["NAME"], found["default"]["USER"]) == ("prov", "norr_app")


@pytest.mark.parametrize("address", ["mysql://x", "ingenting", "postgresql://a@[b/e"])
def test_an_address_that_is_none_is_refused_with_its_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SAMVAG_DATABASE_URL", address)
    with pytest.raises(Hindered, match="postgresql://namn:lösenord@server"):
        databases.settings_for_django()


@pytest.mark.parametrize("prefix", ["Samväg", "1a", 'a"b', "a b", "a" * 41])
def test_a_prefix_that_could_break_out_of_a_name_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    monkeypatch.setenv("SAMVAG_ROLE_PREFIX", prefix)
    with pytest.raises(Hindered, match="SAMVAG_ROLE_PREFIX"):
        databases.role("app")


def test_secrets_are_made_once_and_only_their_owner_reads_them(folder: Path) -> None:
    made = keys.read()
    assert keys.read() == made
    assert len(bytes.fromhex(made.context)) == 32
    assert len({made.django, made.context, made.app_password, made.auth_password}) == 4
    assert stat.S_IMODE(keys.path().stat().st_mode) == 0o600


def test_a_secret_that_a_later_version_adds_leaves_the_others_as_they_were(folder: Path) -> None:
    made = keys.read()
    held = json.loads(keys.path().read_text())
    del held["auth_password"]
    keys.path().write_text(json.dumps(held))
    again = keys.read()
    assert (again.django, again.context) == (made.django, made.context)
    assert again.auth_password != made.auth_password
    assert stat.S_IMODE(keys.path().stat().st_mode) == 0o600


def test_many_that_start_at_once_get_the_same_secrets(folder: Path) -> None:
    command = [sys.executable, "-c", "from samvag.ops import keys; print(keys.read().context)"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate()[0] for process in started}) == 1
    assert [path.name for path in folder.iterdir()] == ["secrets.json"]


def test_a_broken_file_of_secrets_is_never_replaced_in_silence(folder: Path) -> None:
    keys.read()
    keys.path().write_text("{")
    with pytest.raises(Hindered, match="återställ den från säkerhetskopia"):
        keys.read()
    assert keys.path().read_text() == "{"
