"""Reserve codes: each opens once, when the phone or the key is away. They are shown when they are made and never again.

Of each only a password hash is kept, sealed as other secrets are (`factors`), beside its first sign, so that one hash
and not ten is made of what is typed. `allauth` would keep a seed that gives them all back: it is not let make any
(MFA_SUPPORTED_TYPES), and in its row, which is ours here, it finds none.
"""

import hashlib
import secrets
import string
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction

HOW_MANY = 10
LONG = 10
#: No vowel makes a word of them, and no sign is taken for another. Nine of them are 42 bits; the first is no secret.
SIGNS = "23456789bcdfghjkmnpqrstvwxz"
#: Codes of the app are no longer than this, and are not hashed.
OF_THE_APP = 6
BLANKS = str.maketrans("", "", string.punctuation + string.whitespace)


class Slow(PBKDF2PasswordHasher):
    """As many rounds as OWASP asks of SHA-512: somebody waits while ten are made."""

    algorithm = "pbkdf2_sha512"
    digest = hashlib.sha512
    iterations = 210_000


def make_reserve_codes(user: Any) -> list[str]:
    """In place of those that she had."""
    codes = ["".join(secrets.choice(SIGNS) for _sign in range(LONG)) for _nth in range(HOW_MANY)]
    with transaction.atomic(using="auth"):
        Authenticator.objects.update_or_create(
            user=user, type=Authenticator.Type.RECOVERY_CODES, defaults={"data": kept(codes)}
        )
    return [f"{code[: LONG // 2]}-{code[LONG // 2 :]}" for code in codes]


def kept(codes: list[str]) -> dict[str, Any]:
    """`migrated_codes` is where allauth looks: in vain."""
    slow = Slow()
    return {
        "hashed": [[code[0], encrypt(slow.encode(code, slow.salt()))] for code in codes],
        "migrated_codes": [],
    }


def spend(user: Any, typed: str) -> Authenticator | None:
    """Hers that it opens with, and one code fewer; nothing when it is none of hers."""
    code = typed.translate(BLANKS).lower()
    if len(code) <= OF_THE_APP:
        return None
    with transaction.atomic(using="auth"):
        rows = Authenticator.objects.select_for_update()
        hers = rows.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
        return hers if hers and _struck_out(hers, code) else None


def _struck_out(hers: Authenticator, code: str) -> bool:
    for one in hers.data["hashed"]:
        first, sealed = one
        if first == code[0] and Slow().verify(code, decrypt(sealed)):
            hers.data["hashed"].remove(one)
            hers.save(update_fields=["data"])
            return True
    return False


def reserve_codes_left(user: Any) -> int:
    hers = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(hers.data["hashed"]) if hers else 0
