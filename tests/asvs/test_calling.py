"""V12, V15: whom we call is who we think it is, by an encryption that holds, and nobody sends us on."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from allauth.socialaccount.adapter import get_adapter
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from requests.exceptions import SSLError, TooManyRedirects

from samvag.outbox import gateways
from tests.outbox.gateway import Gateway


def sent(address: str, settings: Any) -> bool:
    settings.SMS_URL, settings.SMS_TOKEN = address, "nyckel"
    try:
        gateways.send("SMS", "0701740605", "Din kod är 123456", uuid4())
    except gateways.NotSent:
        return False
    return True


@contextmanager
def leading_to(elsewhere: str, status: int, heard: list[str] | None = None) -> Iterator[str]:
    """A server that answers so to whatever it is asked, and tells with which key."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            if heard is not None:
                heard.append(self.headers["Authorization"])
            self.send_response(status)
            self.send_header("Location", elsewhere)
            self.end_headers()

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_given: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_sends_our_message_or_our_key_on_to_another(settings: Any, status: int) -> None:
    heard: list[str] = []
    with leading_to("", 200, heard) as other, leading_to(other, status) as first:
        assert not sent(first, settings)
        assert heard == [], "neither the message nor the key, by whatever method"
        assert sent(other, settings), "or nothing is proved"
    assert heard == ["Bearer nyckel"]


def test_nor_does_a_broker() -> None:
    heard: list[str] = []
    ours = get_adapter().get_requests_session()
    with (
        leading_to("", 200, heard) as other,
        leading_to(other, 302) as first,
        pytest.raises(TooManyRedirects),
    ):
        ours.get(first)
    ours.close()
    assert heard == []


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Of this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    paths = tmp_path / "its.pem", tmp_path / "its.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


@contextmanager
def by_tls(gateway: Gateway, certificate: tuple[Path, Path], most: ssl.TLSVersion) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    context.maximum_version = most
    gateway.server.socket = context.wrap_socket(gateway.server.socket, server_side=True)
    gateway.server.handle_error = lambda *_given: None  # type: ignore[method-assign]
    yield gateway.address.replace("http:", "https:")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
@pytest.mark.parametrize(
    ("trusted", "most", "arrives"),
    [
        (True, ssl.TLSVersion.TLSv1_3, True),
        (True, ssl.TLSVersion.TLSv1_2, True),
        (True, ssl.TLSVersion.TLSv1_1, False),
        (False, ssl.TLSVersion.TLSv1_3, False),
    ],
)
def test_a_certificate_that_nobody_vouches_for_and_an_old_encryption_are_refused(
    settings: Any, monkeypatch: pytest.MonkeyPatch, certificate: Any, trusted: bool, most: Any, arrives: bool
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    gateway = Gateway()
    with by_tls(gateway, certificate, most) as address:
        thread = Thread(target=gateway.server.serve_forever, args=(0.05,))
        thread.start()
        try:
            assert sent(address, settings) is arrives
            if not trusted:
                with get_adapter().get_requests_session() as ours, pytest.raises(SSLError):
                    ours.get(address)
        finally:
            gateway.server.shutdown()
            thread.join()
            gateway.server.server_close()
    assert bool(gateway.sent) is arrives
