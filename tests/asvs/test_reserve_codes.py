"""V6.5: reserve codes, by what is kept of them and by the door that they open."""

import importlib
import re
from math import log2
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connections

from samvag.agencies.reserve import SIGNS, Slow, make_reserve_codes

older = importlib.import_module("samvag.agencies.migrations.0008_hashed_reserve_codes")


def row() -> Authenticator:
    return Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)


def opens(door, code: str) -> bool:
    there = door()
    there.says()
    there.codes(code)
    return there.is_in


class TestEach:
    def test_has_more_than_twenty_bits_beside_the_sign_that_is_no_secret(self, reserve):
        assert len(reserve) == len(set(reserve)) == 10
        for code in reserve:
            assert re.fullmatch(f"[{SIGNS}]{{5}}-[{SIGNS}]{{5}}", code)
        assert 9 * log2(len(SIGNS)) > 40

    def test_opens_once_and_no_other_goes_with_it(self, reserve, door):
        assert opens(door, reserve[0])
        assert not opens(door, reserve[0])
        assert opens(door, reserve[9])

    def test_opens_however_it_is_written(self, reserve, door):
        assert opens(door, f" {reserve[0].upper()} ")
        assert opens(door, reserve[1].replace("-", ""))
        assert opens(door, " ".join(reserve[2]))

    def test_is_none_any_more_when_new_ones_are_made(self, reserve, door):
        make_reserve_codes(User.objects.get())
        assert not opens(door, reserve[0])

    def test_opens_nobody_elses_door(self, reserve, door):
        other = User.objects.create_user("bo", password="fyra-ord-till-i-rad")
        assert not opens(door, make_reserve_codes(other)[0])


class TestWhatIsKept:
    def test_is_a_hash_for_passwords_with_a_salt_of_its_own(self, reserve):
        """PBKDF2 with SHA-512 in at least the 210,000 rounds that OWASP asks, and 32 bits of salt or more."""
        hashed = [decrypt(sealed) for _first, sealed in row().data["hashed"]]
        parts = [one.split("$") for one in hashed]
        assert {how for how, *_rest in parts} == {"pbkdf2_sha512"}
        assert all(int(rounds) >= 210_000 and len(salt) >= 16 for _how, rounds, salt, _hash in parts)
        assert len({salt for _how, _rounds, salt, _hash in parts}) == 10

    def test_is_the_hash_of_the_code(self, reserve):
        for code, (first, sealed) in zip(reserve, row().data["hashed"], strict=True):
            assert code[0] == first and Slow().verify(code.replace("-", ""), decrypt(sealed))

    def test_gives_no_code_back(self, reserve):
        """Neither to whoever reads the table, with the key of the seal or without, nor to the login package."""
        kept = row().data
        assert set(kept) == {"hashed", "migrated_codes"} and kept["migrated_codes"] == []
        opened = str(kept) + "".join(decrypt(sealed) for _first, sealed in kept["hashed"])
        for code in reserve:
            assert code.replace("-", "")[1:] not in opened and code not in opened
        assert row().wrap().get_unused_codes() == []

    def test_opens_no_door_itself(self, reserve, door):
        _first, sealed = row().data["hashed"][0]
        assert not opens(door, sealed)
        assert not opens(door, decrypt(sealed))

    def test_lies_there_sealed_as_well(self, reserve):
        assert "pbkdf2" not in str(row().data)


class TestOnesMadeBefore:
    """The login package kept a seed, sealed, that gave them all back."""

    def test_open_as_they_did_and_can_be_shown_to_nobody(self, sara, door):
        before = RecoveryCodes.activate(User.objects.get())
        codes = before.get_unused_codes()
        assert before.validate_code(codes[3])
        older.hash_codes(apps, SimpleNamespace(connection=connections["auth"]))
        assert "seed" not in row().data and len(row().data["hashed"]) == 9
        assert not opens(door, codes[3]), "it was used already"
        assert opens(door, codes[0]) and not opens(door, codes[0])

    def test_are_hashed_once(self, reserve):
        before = row().data
        older.hash_codes(apps, SimpleNamespace(connection=connections["auth"]))
        assert row().data == before
