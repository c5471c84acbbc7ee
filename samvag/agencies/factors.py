"""The code app's secret and the reserve codes' lie sealed in the database: whoever reads the table opens nothing.

The key is made of the installation's own (`samvag.ops.keys`), which is never in the database. AES-256-GCM.
"""

import base64
import os
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext_lazy as _

SEALED = "sealed:"
NONCE = 12


class Factors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "Koden stämmer inte. Skriv den som appen visar just nu; en kod gäller bara en gång."
        ),
    }

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(NONCE)
        sealed = nonce + _box().encrypt(nonce, text.encode(), SEALED.encode())
        return SEALED + base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was kept before there was a seal is as it was."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        sealed = base64.b64decode(encrypted_text.removeprefix(SEALED))
        return _box().decrypt(sealed[:NONCE], sealed[NONCE:], SEALED.encode()).decode()


def _box() -> AESGCM:
    return AESGCM(sha256(b"samvag.factors|" + settings.SECRET_KEY.encode()).digest())
