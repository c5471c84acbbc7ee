"""What somebody looks for among her people stands sealed in the list's address.

A name in an address is kept by the browser and by everybody who carries it. Sealed it sorts, turns pages and goes back
as before, and says something to nobody but us; and only the one who typed it gets it back.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
MOST = 80


def sealed(words: str, staff: UUID) -> str:
    """For an address; empty when nothing is looked for."""
    if not words:
        return ""
    nonce = os.urandom(NONCE)
    return urlsafe_b64encode(nonce + _box().encrypt(nonce, words.encode(), staff.bytes)).decode()


def opened(text: str, staff: UUID) -> str:
    """The words, or none when another typed them or they were never sealed."""
    try:
        whole = urlsafe_b64decode(text.encode())
        return _box().decrypt(whole[:NONCE], whole[NONCE:], staff.bytes).decode()
    except (ValueError, InvalidTag):
        return ""


def _box() -> AESGCM:
    return AESGCM(sha256(b"samvag.sought|" + settings.SECRET_KEY.encode()).digest())
