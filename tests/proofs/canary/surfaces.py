"""Where no word of a person may stand: what the service writes, sends and gives beside the pages themselves."""

import re
import socketserver
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread
from urllib.parse import unquote
from zipfile import ZipFile

import psycopg

from tests.proofs.canary.browser import Browser
from tests.proofs.canary.persons import Marks

#: The database's own files hold what the database holds; its log does not.
NOT_LOOKED_INTO = ("postgres/data", "server")
#: The log of acts, the queue of jobs and what counts guesses: ids and codes, never words.
TOLD_APART = ("audit_entry", "audit_checkpoint", "procrastinate_jobs", "procrastinate_events", "axes_accessattempt",
              "axes_accessfailurelog", "axes_accesslog")  # fmt: skip
PDF_SAYS = re.compile(
    rb"/(?:Title|Author|Subject|Keywords|Creator|Producer)\s*[(<][^)>]*[)>]|<x:xmpmeta.*?</x:xmpmeta>",
    re.DOTALL,
)

Said = dict[str, list[str]]


def files(folder: Path, but: tuple[str, ...] = ()) -> Iterator[str]:
    """Each file's name and what is in it."""
    for file in folder.rglob("*"):
        within = str(file.relative_to(folder))
        if not within.startswith(but) and file.is_file():
            yield f"{within}\n{file.read_bytes().decode('utf8', 'replace')}"


def tables(owner: psycopg.Connection) -> Iterator[str]:
    there = {row[0] for row in owner.execute("SELECT relname FROM pg_class WHERE relkind = 'r'")}
    for table in there & set(TOLD_APART):
        yield from (f"{table} {row[0]}" for row in owner.execute(f"SELECT t::text FROM {table} t"))


def addresses(browsers: list[Browser]) -> Iterator[str]:
    for one in browsers:
        yield from (unquote(address) for address in one.addresses | one.heads)


def metadata(kind: str, body: bytes) -> Iterator[str]:
    """What a file says of itself, beside what is in it."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as book:
            yield from (
                book.read(name).decode("utf8", "replace") for name in book.namelist() if "docProps" in name
            )
            yield " ".join(book.namelist())
    elif body.startswith(b"%PDF"):
        pieces = [body, *_streams(body)]
        yield from (found.decode("utf8", "replace") for piece in pieces for found in PDF_SAYS.findall(piece))


def _streams(body: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def hits(said: Said, marks: Marks) -> list[str]:
    """One line for each kind of place and text in which a mark stands."""
    return [f"{where}: {sorted(found)} in {text[:160]!r}" for where, texts in said.items() for text in texts
            if (found := marks.hits(text))]  # fmt: skip


class Mailbox(socketserver.ThreadingTCPServer):
    """An SMTP server on this machine that takes every letter and keeps it."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self) -> None:
        self.letters: list[str] = []
        super().__init__(("127.0.0.1", 0), Postman)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Postman(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                letter = b"".join(iter(self.rfile.readline, b".\r\n")).decode("utf8", "replace")
                self.server.letters.append(letter)
            self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        thread = Thread(target=box.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield box
        finally:
            box.shutdown()
            thread.join()


def words_of(letter: str) -> str:
    """A letter without the lines that say to whom it goes."""
    return "\n".join(
        line for line in letter.splitlines() if not line.lower().startswith(("to:", "message-id:"))
    )
