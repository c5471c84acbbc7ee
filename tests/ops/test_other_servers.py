"""SAMVAG_DATABASE_URL that is wrong, unreachable or too old: one sentence, with a way on and no password in it."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness import debian
from tests.ops.conftest import Program, only_sentence


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if debian.programs() is None:
        pytest.skip("PostgreSQL is not installed on this system")
    with debian.running() as running:
        yield running


def refused(samvag: Program, address: str) -> str:
    said = only_sentence(samvag("migrate", SAMVAG_DATABASE_URL=address))
    assert "så används den inbyggda databasen" in said or "ALTER" in said
    return said


def test_a_wrong_password(folder: Path, samvag: Program, address: str) -> None:
    password = address.split(":")[2].split("@")[0]
    said = refused(samvag, address.replace(password, "fel-lösen"))
    assert "password authentication failed" in said
    assert "fel-lösen" not in said


def test_a_server_that_is_not_there(folder: Path, samvag: Program) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody answers
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        said = refused(samvag, f"postgresql://samvag:hemligt@127.0.0.1:{port}/samvag")
    assert f"127.0.0.1:{port}/samvag" in said
    assert "hemligt" not in said


def test_a_database_that_is_missing_is_made_when_the_role_may(
    folder: Path, samvag: Program, address: str
) -> None:
    done = samvag("db", "status", SAMVAG_DATABASE_URL=address.replace("/samvag", "/ny"))
    assert "ny" in only_sentence(done)


def test_a_role_that_may_not_make_roles_is_told_what_it_lacks(
    folder: Path, samvag: Program, address: str
) -> None:
    import psycopg

    weak = address.replace("//samvag:", "//svag:").replace("/samvag", "/svag")
    with psycopg.connect(address, autocommit=True) as connection:
        password = address.split(":")[2].split("@")[0]
        connection.execute(f"CREATE ROLE svag LOGIN PASSWORD '{password}'")  # type: ignore[arg-type]
        connection.execute("GRANT svag TO CURRENT_USER")
        connection.execute("CREATE DATABASE svag OWNER svag")
    said = refused(samvag, weak)
    assert "ALTER ROLE svag CREATEROLE" in said


def test_somebody_elses_database_is_left_alone(folder: Path, samvag: Program, address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        password = address.split(":")[2].split("@")[0]
        connection.execute(f"CREATE ROLE gast LOGIN CREATEROLE PASSWORD '{password}'")  # type: ignore[arg-type]
    said = refused(samvag, address.replace("//samvag:", "//gast:"))
    assert "ALTER DATABASE samvag OWNER TO gast" in said


def test_a_server_that_is_too_old(folder: Path, samvag: Program) -> None:
    with OldServer() as port:
        said = refused(
            samvag, f"postgresql://samvag@127.0.0.1:{port}/samvag?sslmode=disable&gssencmode=disable"
        )
    assert "är version 14.9 men Samväg kräver 15.14 eller senare" in said


class OldServer:
    """Speaks just enough of PostgreSQL's protocol to let one in and tell its age."""

    def __enter__(self) -> int:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._answer, daemon=True)
        self.thread.start()
        return int(self.listening.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self.listening.close()
        self.thread.join(5)

    def _answer(self) -> None:
        told = {"server_version": "14.9", "client_encoding": "UTF8", "standard_conforming_strings": "on"}
        said = b"".join(self._message(b"S", f"{name}\0{value}\0".encode()) for name, value in told.items())
        while True:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            with caller:
                caller.recv(4096)
                ready = self._message(b"K", struct.pack("!II", 1, 1)) + self._message(b"Z", b"I")
                caller.sendall(self._message(b"R", struct.pack("!I", 0)) + said + ready)
                caller.recv(4096)

    @staticmethod
    def _message(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("!I", len(body) + 4) + body
