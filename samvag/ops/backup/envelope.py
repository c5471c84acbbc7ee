"""What a backup lies in: encrypted for one key (HPKE, RFC 9180), in pieces that hold together, signed by whom it is of.

Line 1 says what it is, line 2 the header as JSON, line 3 its signature (Ed25519) by the installation. Then come pieces
of one mebibyte, each ChaCha20-Poly1305 with its number and whether it is the last as nonce, over the header: none can
be left out, moved, swapped, added, cut off or taken from another backup. Nothing is given out of a piece that fails.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from samvag.ops.backup.keys import ReadingKey, Recipient
from samvag.ops.errors import Hindered, gettext_noop

FIRST = b"SAMVAG BACKUP 1\n"
PIECE, TAG, LONGEST_LINE = 1 << 20, 16, 4096
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

NO_BACKUP = gettext_noop("%(file)s är ingen säkerhetskopia från Samväg: kontrollera att det är rätt fil.")
OTHER_KEY = gettext_noop(
    "Kopian %(file)s är låst med nyckeln %(needed)s, men den här är %(given)s: peka ut rätt nyckel med --key."
)
OTHER_INSTALLATION = gettext_noop(
    "Kopian %(file)s är inte gjord av den installation som nyckeln hör till: den läses inte. Ta en kopia som är det."
)
BROKEN = gettext_noop(
    "Kopian %(file)s är skadad, avkortad eller ändrad (efter %(read)s MB): den läses inte. Ta en annan kopia."
)


@dataclass(frozen=True, slots=True)
class Header:
    made: str
    recipient: str
    installation: str
    sealed_key: str

    def line(self) -> bytes:
        facts = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(facts, sort_keys=True).encode() + b"\n"


class Writer:
    """Takes bytes; what is written is whole only after `close`."""

    def __init__(
        self, out: BinaryIO, recipient: Recipient, signer: Ed25519PrivateKey, made: datetime
    ) -> None:
        key, self.out = os.urandom(32), out
        public = X25519PublicKey.from_public_bytes(recipient.public)
        sealed = SUITE.encrypt(key, public, FIRST)
        header = Header(
            made.isoformat(timespec="seconds"), recipient.name, recipient.installation, sealed.hex()
        )
        self.cipher, self.number, self.held = ChaCha20Poly1305(key), 0, bytearray()
        self.bound = sha256(header.line()).digest()
        out.write(FIRST + header.line() + signer.sign(FIRST + header.line()).hex().encode() + b"\n")

    def write(self, taken: bytes) -> None:
        self.held += taken
        while len(self.held) > PIECE:  # the last piece waits until it is known to be the last
            self._piece(bytes(self.held[:PIECE]), last=False)
            del self.held[:PIECE]

    def close(self) -> None:
        self._piece(bytes(self.held), last=True)
        self.held.clear()

    def _piece(self, plain: bytes, *, last: bool) -> None:
        self.out.write(self.cipher.encrypt(_nonce(self.number, last=last), plain, self.bound))
        self.number += 1


class Reader:
    """Of an open file, from its beginning. Raises `Hindered` for a wrong key before anything is read."""

    def __init__(self, file: BinaryIO, key: ReadingKey) -> None:
        file.seek(0)
        self.file, self.name, self.number = file, str(file.name), 0
        self.header = self._header(key)
        self.bound = sha256(self.header.line()).digest()
        private = X25519PrivateKey.from_private_bytes(key.private)
        try:
            opened = SUITE.decrypt(bytes.fromhex(self.header.sealed_key), private, FIRST)
        except (InvalidTag, ValueError) as error:
            raise self._broken() from error
        self.cipher, self.held, self.pieces = ChaCha20Poly1305(opened), bytearray(), self._pieces()

    def read(self, count: int) -> bytes:
        """Exactly so many bytes."""
        while len(self.held) < count:
            piece = next(self.pieces, None)
            if piece is None:
                raise self._broken()
            self.held += piece
        taken = bytes(self.held[:count])
        del self.held[:count]
        return taken

    def rest(self) -> Iterator[bytes]:
        if self.held:
            yield bytes(self.held)
            self.held.clear()
        yield from self.pieces

    def _pieces(self) -> Iterator[bytes]:
        ahead = self.file.read(PIECE + TAG)
        while True:
            piece, ahead = ahead, self.file.read(PIECE + TAG)
            try:
                yield self.cipher.decrypt(_nonce(self.number, last=not ahead), piece, self.bound)
            except InvalidTag as error:
                raise self._broken() from error
            if not ahead:
                return
            self.number += 1

    def _header(self, key: ReadingKey) -> Header:
        if self.file.read(len(FIRST)) != FIRST:
            raise Hindered(NO_BACKUP, file=self.name)
        line, signature = self.file.readline(LONGEST_LINE), self.file.readline(LONGEST_LINE)
        try:
            header = Header(**json.loads(line))
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(header.installation)).verify(
                bytes.fromhex(signature.decode().strip()), FIRST + line
            )
        except (ValueError, TypeError, InvalidSignature) as error:
            raise self._broken() from error
        if header.line() != line:
            raise self._broken()
        if header.recipient != key.recipient.name:
            raise Hindered(OTHER_KEY, file=self.name, needed=header.recipient, given=key.recipient.name)
        if header.installation != key.installation:
            raise Hindered(OTHER_INSTALLATION, file=self.name)
        return header

    def _broken(self) -> Hindered:
        return Hindered(BROKEN, file=self.name, read=self.number * PIECE // 10**6)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
