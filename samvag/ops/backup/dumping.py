"""PostgreSQL's own pg_dump and pg_restore, of the server's own version. What they say goes through pipes: nothing of it
is ever written unencrypted.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import IO

from psycopg.conninfo import make_conninfo

from samvag.ops import databases
from samvag.ops.backup import reading
from samvag.ops.backup.manifest import LEFT_OUT
from samvag.ops.embedded import binaries
from samvag.ops.errors import Hindered, gettext_noop

BEGINS = re.compile(rb'COPY public\."?(\w+)"? .* FROM stdin;\n')
ENDS = b"\\.\n"

NO_PROGRAM = gettext_noop(
    "pg_dump och pg_restore för PostgreSQL %(major)s finns inte på den här datorn: installera"
    " postgresql-client-%(major)s."
)
FAILED = gettext_noop("%(program)s blev inte klar (%(reason)s): inget är ändrat.")


@contextmanager
def dumped(snapshot: str, major: int) -> Iterator[IO[bytes]]:
    """All that is ours, as the snapshot sees it, compressed."""
    what = ["--format=custom", "--compress=1", "--schema=public", f"--snapshot={snapshot}"]
    whole = [f"--role={reading.role()}", "--enable-row-security", "--no-password"]
    without = [f"--exclude-table-data=public.{table}" for table in LEFT_OUT]
    words = [*what, *whole, *without, f"--dbname={_server()}"]
    with _running("pg_dump", major, words, stdout=subprocess.PIPE) as process:
        assert process.stdout
        yield process.stdout


def load(dump: Iterable[bytes], database: str, major: int) -> None:
    """Into a database with roles and extensions and nothing else: all or nothing."""
    how = ["--schema=public", "--exit-on-error", "--single-transaction", "--no-password"]
    words = [*how, f"--dbname={_server(database)}"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    with _running("pg_restore", major, words, **pipes) as process:
        _feed(process, dump)


def count(dump: Iterable[bytes]) -> dict[str, int]:
    """Rows for each table, without a server: the dump is read as the text that it would be."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    words = ["--schema=public", "--file=-"]
    with _running("pg_restore", None, words, **pipes) as process, ThreadPoolExecutor(1) as beside:
        fed = beside.submit(_feed, process, dump)
        assert process.stdout
        found = _counted(process.stdout)
        fed.result()
    return found


def _counted(text: Iterable[bytes]) -> dict[str, int]:
    """A line a row between where a table's rows begin and where they end."""
    found: dict[str, int] = {}
    table = ""
    for line in text:
        if table and line == ENDS:
            table = ""
        elif table:
            found[table] += 1
        elif line.startswith(b"COPY ") and (begun := BEGINS.fullmatch(line)):
            table = begun[1].decode()
            found[table] = 0
    return found


def _feed(process: "subprocess.Popen[bytes]", dump: Iterable[bytes]) -> None:
    """To its end, since only that shows that all was whole; also when the program has died, which then says why."""
    assert process.stdin
    try:
        for piece in dump:
            with suppress(BrokenPipeError):
                process.stdin.write(piece)
    except BaseException:
        process.kill()
        raise
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()


@contextmanager
def _running(
    program: str, major: int | None, words: list[str], **pipes: int
) -> Iterator["subprocess.Popen[bytes]"]:
    """Ends with the block. Raises `Hindered` when it failed."""
    here = binaries.of_major(major) if major else binaries.found()
    if here is None:
        raise Hindered(NO_PROGRAM, major=major)
    password = str(databases.owner_conninfo().get("password") or "")
    environment = {**os.environ, "LC_ALL": "C", "PGPASSWORD": password}
    with tempfile.TemporaryFile() as said:
        command = [here.program(program), *words]
        with subprocess.Popen(command, env=environment, stderr=said, **pipes) as process:  # type: ignore[call-overload]
            try:
                yield process
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            said.seek(0)
            raise Hindered(FAILED, program=program, reason=_reason(said.read().decode(errors="replace")))


def _reason(said: str) -> str:
    """The first line that tells of an error: those after it tell of what came of it."""
    lines = said.strip().splitlines() or ["?"]
    return (
        next((line for line in lines if "error:" in line), lines[-1]).partition("error:")[2].strip()
        or lines[0]
    )


def _server(database: str | None = None) -> str:
    """Without the password, which others could read on the command line."""
    known = {name: value for name, value in databases.owner_conninfo(database).items() if name != "password"}
    return make_conninfo(**known)
