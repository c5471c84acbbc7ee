"""A receiver of logs on loopback, with TLS of its own: it keeps each line that it is sent, and can go away."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PATIENCE = 15.0


class Authority:
    """Signs certificates that who trusts it believes."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.key = folder, ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.file = folder / f"{name}.pem"
        own = self._signed(self.name, self.key, x509.BasicConstraints(ca=True, path_length=0))
        self.file.write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def certificate(self, host: str) -> Path:
        """With its key, in one file."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        made = self._signed(name, key, x509.SubjectAlternativeName([x509.DNSName(host)]))
        file = self.folder / f"{self.file.stem}-{host}.pem"
        pem, no = serialization.Encoding.PEM, serialization.NoEncryption()
        secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, no)
        file.write_bytes(secret + made.public_bytes(pem))
        return file

    def _signed(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, says: x509.ExtensionType
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        asked = x509.CertificateBuilder(self.name, name, key.public_key(), x509.random_serial_number())
        lasts = asked.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
        whose = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        made = lasts.add_extension(says, critical=False).add_extension(whose, critical=False)
        own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        return made.add_extension(own, critical=False).sign(self.key, hashes.SHA256())


class Receiver:
    """`lines`: each without its length. `raw`: what came before anything was agreed on, when there is no TLS."""

    def __init__(self, certificate: Path | None, port: int = 0, of_clients: Path | None = None) -> None:
        self.lines: list[str] = []
        self.raw = b""
        self.trust: ssl.SSLContext | None = None
        if certificate:
            self.trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.trust.load_cert_chain(certificate)
        if self.trust and of_clients:
            self.trust.verify_mode = ssl.CERT_REQUIRED
            self.trust.load_verify_locations(of_clients)
        self.socket = socket.create_server(("127.0.0.1", port))
        self.port = self.socket.getsockname()[1]
        self.links: list[socket.socket] = []
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        while True:
            try:
                link, _whence = self.socket.accept()
            except OSError:
                return
            self.links.append(link)
            with suppress(OSError, ValueError):
                self._hear(link)

    def _hear(self, link: socket.socket) -> None:
        if self.trust is None:
            while said := link.recv(4096):
                self.raw += said
            return
        safe = self.trust.wrap_socket(link, server_side=True)
        self.links.append(safe)
        with safe.makefile("rb") as said:
            while length := b"".join(iter(lambda: said.read(1).strip(), b"")):
                self.lines.append(said.read(int(length)).decode())

    def heard(self, *words: str) -> list[str]:
        """The lines with these words; waits for each of them."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not all(any(word in one for one in self.lines) for word in words):
            time.sleep(0.02)
        return [one for one in self.lines if any(word in one for word in words)]

    def goes_away(self) -> None:
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        for link in self.links:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                link.close()
        self.thread.join(PATIENCE)
