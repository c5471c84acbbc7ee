"""Back to an exact moment of a server that pgBackRest keeps: beside what is there, tried, and then in its place."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from samvag.ops import databases, install
from samvag.ops.backup import manifest, outside
from samvag.ops.backup.pointing import pointed_at
from samvag.ops.backup.restoring import BEFORE, Restored, finish, require_stopped
from samvag.ops.backup.stanza import Stanza
from samvag.ops.embedded import binaries
from samvag.ops.errors import Hindered, gettext_noop, reason

PORT = "5432"
COMING = "-restoring"
SECONDS_TO_RECOVER = 4 * 60 * 60
PAUSE_SECONDS = 0.2
STARTING = "the database system is"
#: Nothing but us reaches it, and nothing that it writes is handed on until it is in its place.
SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
hba_file = '{folder}/pg_hba.conf'
ident_file = '{folder}/pg_ident.conf'
archive_mode = off
hot_standby = off
max_connections = 60
shared_buffers = 256MB
max_wal_size = 4GB
maintenance_work_mem = 256MB
timezone = 'UTC'
lc_messages = 'C'
log_min_error_statement = panic
log_error_verbosity = terse
"""

RUNNING = gettext_noop(
    "Databasservern i %(data)s är igång: stoppa den först (systemctl stop postgresql) och kör igen. Inget är ändrat."
)
NO_PROGRAMS = gettext_noop(
    "PostgreSQL %(major)s finns inte på den här datorn: installera postgresql-%(major)s."
)
NOT_RECOVERED = gettext_noop(
    "Databasen gick inte att återskapa till %(target)s (%(reason)s). Det som finns i %(data)s är orört."
)
NOT_MOVED = gettext_noop("%(data)s gick inte att byta ut (%(reason)s). Inget är ändrat.")


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` and `value` as PostgreSQL knows them; `kind` is `default` for as far as there is anything."""

    kind: str
    value: str = ""
    without: bool = False
    """The transaction itself is left out: it was the mistake."""

    def words(self) -> list[str]:
        if self.kind == "default":
            return []
        exclusive = ["--target-exclusive"] if self.without else []
        return [f"--type={self.kind}", f"--target={self.value}", "--target-action=promote", *exclusive]

    def __str__(self) -> str:
        return self.value or "slutet"


def restore(stanza: Stanza, target: Target, files: dict[str, bytes], say: Callable[[str], None]) -> Restored:
    """Raises `Hindered`, and then nothing has changed. `files` are those that lay beside the database."""
    require_stopped()
    if _is_running(stanza):
        raise Hindered(RUNNING, data=stanza.data)
    wanted = outside.missing(files)
    coming = stanza.data.with_name(stanza.data.name + COMING)
    shutil.rmtree(coming, ignore_errors=True)
    undo = outside.put_back(wanted)
    try:
        chosen = [f"--set={stanza.set_before(int(target.value))}"] if target.kind == "xid" else []
        stanza.run("restore", f"--pg1-path={coming}", *chosen, *target.words())
        with _serving(stanza, coming, target) as address, pointed_at(SAMVAG_DATABASE_URL=address):
            lines, keep = finish({}, say)
            with install.connect() as connection:
                rows = sum(manifest.counts(connection).values())
            install.let_go()
        kept = _swap(stanza.data, coming, keep)
    except BaseException:
        undo()
        shutil.rmtree(coming, ignore_errors=True)
        raise
    return Restored(str(target), rows, lines, kept)


@contextmanager
def _serving(stanza: Stanza, data: Path, target: Target) -> Iterator[str]:
    """Recovered, and stopped in order afterwards."""
    major = int((data / "PG_VERSION").read_text())
    programs = binaries.of_major(major)
    if programs is None:
        raise Hindered(NO_PROGRAMS, major=major)
    account = stanza.account
    with tempfile.TemporaryDirectory(prefix="samvag-restore-") as name:
        folder = Path(name)
        config, log = folder / "postgresql.conf", folder / "log"
        config.write_text(SETTINGS.format(port=PORT, socket=folder, folder=folder))
        (folder / "pg_hba.conf").write_text("local all all trust\n")
        (folder / "pg_ident.conf").write_text("")
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, account.uid, account.gid)

        def ctl(*words: str) -> None:
            command = [programs.program("pg_ctl"), *words, "-D", str(data)]
            subprocess.run(command, check=False, capture_output=True, **account.for_subprocess())

        ctl("start", "-W", "-l", str(log), "-o", f"-c config_file={config}")
        try:
            address = _address(folder)
            _wait(address, data, log, target)
            yield address
        finally:
            ctl("stop", "-w", "-m", "fast", "-t", "600")


def _address(folder: Path) -> str:
    """The same role and database as ever, in the server that only we reach."""
    known = databases.owner_conninfo()
    return make_conninfo(host=str(folder), port=PORT, user=known.get("user"), dbname=known["dbname"])


def _wait(address: str, data: Path, log: Path, target: Target) -> None:
    """Until the server takes us in, which it does when it has come to the target."""
    until = time.monotonic() + SECONDS_TO_RECOVER
    said = ""
    while time.monotonic() < until:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError as error:
            said = str(error).strip()
        if not (data / "postmaster.pid").exists() and (ended := _last_words(log)):
            said = ended
            break
        time.sleep(PAUSE_SECONDS)
    there = data.with_name(data.name.removesuffix(COMING))
    raise Hindered(NOT_RECOVERED, target=target, data=there, reason=said)


def _last_words(log: Path) -> str:
    """Why the server ended, if it has."""
    told = log.read_text(errors="replace").splitlines() if log.exists() else []
    fatal = (
        line.partition("FATAL:")[2].strip() for line in told if "FATAL:" in line and STARTING not in line
    )
    return next(fatal, told[-1] if told and "shut down" in told[-1] else "")


def _is_running(stanza: Stanza) -> bool:
    try:
        pid = int((stanza.data / "postmaster.pid").read_text().splitlines()[0])
        return (
            str(stanza.data) in Path(f"/proc/{pid}/cmdline").read_text()
            or "postgres" in Path(f"/proc/{pid}/comm").read_text()
        )
    except (OSError, ValueError, IndexError):
        return False


def _swap(data: Path, coming: Path, keep: list[Callable[[], object]]) -> str | None:
    """One folder takes the other's name, and what is signed outside is signed then; or nothing does."""
    aside = data.with_name(f"{data.name}{BEFORE}{datetime.now(UTC):%Y%m%dt%H%M%S}")
    there = data.exists()
    try:
        if there:
            data.rename(aside)
        try:
            coming.rename(data)
            for one in keep:
                one()
        except BaseException:
            if data.exists():
                data.rename(coming)
            if there:
                aside.rename(data)
            raise
    except OSError as error:
        raise Hindered(NOT_MOVED, data=data, reason=reason(error)) from error
    return str(aside) if there else None
