"""Nothing of a backup is read that was not written so, by this installation, for this key."""

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from samvag.ops.backup import envelope
from samvag.ops.backup.envelope import PIECE, TAG, Reader, Writer
from samvag.ops.backup.keys import ReadingKey
from samvag.ops.errors import Hindered

SIGNER = Ed25519PrivateKey.generate()
OWN = SIGNER.public_key().public_bytes_raw().hex()
KEY = ReadingKey(X25519PrivateKey.generate().private_bytes_raw(), OWN)


class File(io.BytesIO):
    name = "kopian"


def sealed(content: bytes, key: ReadingKey = KEY, signer: Ed25519PrivateKey = SIGNER) -> bytes:
    out = io.BytesIO()
    writer = Writer(out, key.recipient, signer, datetime.now(UTC))
    writer.write(content)
    writer.close()
    return out.getvalue()


def read(file: bytes, key: ReadingKey = KEY) -> bytes:
    return b"".join(Reader(File(file), key).rest())


def body(file: bytes) -> int:
    """Where the pieces begin."""
    return file.index(b"\n", file.index(b"\n", file.index(b"\n") + 1) + 1) + 1


THREE = os.urandom(2 * PIECE + 1000)
WHOLE = sealed(THREE)
START, STEP = body(WHOLE), PIECE + TAG


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_was_written_is_read_and_nothing_of_it_is_seen(length: int) -> None:
    content = b"Karin" * (length // 5) + b"x" * (length % 5)
    file = sealed(content)
    assert read(file) == content
    assert b"Karin" not in file


PIECES = [WHOLE[START:][at : at + STEP] for at in range(0, len(WHOLE) - START, STEP)]
OTHER = sealed(THREE)
SPOILED: dict[str, Callable[[], bytes]] = {
    "cut within a piece": lambda: WHOLE[:-1],
    "cut between two pieces": lambda: WHOLE[: START + STEP],
    "without its last piece": lambda: WHOLE[: START + 2 * STEP],
    "without any piece": lambda: WHOLE[:START],
    "longer than it was": lambda: WHOLE + b"\0",
    "with a piece twice": lambda: WHOLE[:START] + PIECES[0] + PIECES[0] + PIECES[1] + PIECES[2],
    "with two pieces in each other's place": lambda: WHOLE[:START] + PIECES[1] + PIECES[0] + PIECES[2],
    "without its first piece": lambda: WHOLE[:START] + PIECES[1] + PIECES[2],
    "with a piece of another backup": lambda: WHOLE[: START + STEP] + OTHER[body(OTHER) + STEP :],
    "with another backup's header": lambda: OTHER[: body(OTHER)] + WHOLE[START:],
    "with another date": lambda: WHOLE.replace(b'"made": "20', b'"made": "19', 1),
    "with a space in its header": lambda: WHOLE.replace(b'"made": ', b'"made":  ', 1),
}


@pytest.mark.parametrize("how", SPOILED)
def test_one_that_is_not_as_it_was_written_is_refused(how: str) -> None:
    with pytest.raises(Hindered, match="skadad, avkortad eller ändrad"):
        read(SPOILED[how]())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_no_byte_may_be_another(at: int, by: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= by
    with pytest.raises(Hindered):
        read(bytes(changed))


def test_another_key_is_refused_in_words_that_name_both() -> None:
    other = ReadingKey(X25519PrivateKey.generate().private_bytes_raw(), OWN)
    with pytest.raises(Hindered, match=f"{KEY.recipient.name}, men den här är {other.recipient.name}"):
        Reader(File(WHOLE), other)


def test_one_that_another_installation_made_for_our_key_is_refused() -> None:
    """Whoever knows the open half of the key can lock with it, but not sign as us."""
    stranger = Ed25519PrivateKey.generate()
    theirs = ReadingKey(KEY.private, stranger.public_key().public_bytes_raw().hex())
    with pytest.raises(Hindered, match="inte gjord av den installation"):
        Reader(File(sealed(THREE, theirs, stranger)), KEY)
    with pytest.raises(Hindered, match="skadad, avkortad eller ändrad"):
        Reader(File(sealed(THREE, KEY, stranger)), KEY)


@pytest.mark.parametrize("content", [b"", b"PGDMP", envelope.FIRST[:-1], bytes(range(100, 200))])
def test_what_is_no_backup_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Hindered, match="ingen säkerhetskopia"):
        Reader(File(content), KEY)
