"""The data folder: made once, whole or not at all, and its settings written anew at each start."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from samvag.ops import databases, places
from samvag.ops.embedded.account import Account, callers
from samvag.ops.embedded.binaries import Binaries
from samvag.ops.errors import Hindered, gettext_noop, reason

SUPERUSER = "postgres"
"""Owns the system catalogue. Nobody may log in as it; it is used once, in single-user mode, to make our
role.
"""

CHECKSUMS = ["--data-checksums", "--encoding=UTF8"]
BUILTIN_LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
"""From version 17: the same order on every machine. Before it only the system's library has C.UTF-8."""

MEASURING = """DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT oid FROM pg_proc
 WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname ~ '^(pg_stat_get_|pg_current_wal_.*lsn$)'
 OR proname = 'pg_lock_status') LOOP
 EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
 EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {owner} WITH GRANT OPTION', f); END LOOP; END $$;"""
"""What the server counts and locks tells hidden rows from none, so our role alone asks for it. In the database that all
others are copied from.
"""

SETTINGS = """\
# Skrivs om vid varje start. Egna värden: {local}
listen_addresses = ''
unix_socket_directories = '{socket}'
cluster_name = '{name}'
max_connections = 60
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
max_wal_size = 2GB
random_page_cost = 1.1
max_parallel_workers_per_gather = 1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] '
# Fel loggas utan frågans text och utan värden: de kan vara uppgifter om personer.
log_min_error_statement = panic
log_error_verbosity = terse
"""
#: From version 18: whoever needs a page reads it herself. Handing each over to a reading process cost a fifth more time
#: of the processors in a look through everything, and nothing here waits for a slow disk.
READING = "io_method = sync\n"

UNREACHABLE = gettext_noop(
    "Databasens användare %(user)s når inte mappen %(folder)s:"
    " peka ut en mapp som alla får gå in i med SAMVAG_VAR=/en/annan/mapp, till exempel /var/lib/samvag."
)
NOT_MADE = gettext_noop(
    "Databasen gick inte att skapa i %(folder)s (%(reason)s): rätta det och kör igen,"
    " eller peka ut en annan mapp med SAMVAG_VAR=/en/annan/mapp."
)
OTHER_VERSION = gettext_noop(
    "Databasen i %(folder)s är gjord med PostgreSQL %(made)s men programmet har %(here)s:"
    " flytta data med pg_upgrade, eller installera den version av Samväg som gjorde den."
)


def folder() -> Path:
    return places.var() / "postgres"


def data() -> Path:
    return folder() / "data"


def cluster_name() -> str:
    """Stands in the title of every process of this server, so that it can be told from others'."""
    return "samvag-" + hashlib.sha256(os.fsencode(data())).hexdigest()[:12]


def make(account: Account, binaries: Binaries) -> None:
    """Makes the cluster, our role and our database, unless they are there."""
    _reach(account)
    version = data() / "PG_VERSION"
    if version.exists():
        made = version.read_text().strip()
        if made != str(binaries.major):
            raise Hindered(OTHER_VERSION, folder=data(), made=made, here=binaries.major)
        return
    beside = folder() / "new"
    shutil.rmtree(beside, ignore_errors=True)
    locale = BUILTIN_LOCALE if binaries.major >= 17 else ["--locale=C.UTF-8"]
    initdb = [
        binaries.program("initdb"),
        "-D",
        str(beside),
        "-U",
        SUPERUSER,
        "--auth=reject",
        *CHECKSUMS,
        *locale,
    ]
    _run(initdb, account)
    single = [binaries.program("postgres"), "--single", "-D", str(beside), "template1"]
    _run(single, account, _beginning())
    beside.rename(data())


def _beginning() -> str:
    """A statement a line, as single-user mode reads them."""
    owner, name = databases.role_prefix(), databases.database_name()
    quoted = name.replace('"', '""')
    said = [
        f"CREATE ROLE {owner} LOGIN CREATEROLE CREATEDB;",
        MEASURING.replace("\n", "").replace("{owner}", owner),
        f'CREATE DATABASE "{quoted}" OWNER {owner};',
    ]
    return "\n".join(said) + "\n"


def configure(account: Account, binaries: Binaries) -> None:
    """Settings, who may connect, and as which roles: from the operating system's user, to ours alone."""
    local = places.var() / "postgresql.local.conf"
    socket = str(places.make_socket_folder((account.uid, account.gid))).replace("'", "''")
    prefix = databases.role_prefix()
    if binaries.major >= 16:
        roles = [f"/^{prefix}(_[a-z0-9_]*)?$"]
    else:
        roles = [prefix, databases.role("app"), databases.role("auth")]
    people = [f'samvag "{user}" "{role}"\n' for user in callers(account) for role in roles]
    settings = SETTINGS.format(local=local, socket=f'"{socket}"', name=cluster_name())
    if binaries.major >= 18:
        settings += READING
    if local.exists():
        settings += "include = '{}'\n".format(str(local).replace("'", "''"))
    files = {
        "postgresql.conf": settings,
        "pg_hba.conf": "local all all peer map=samvag\n",
        "pg_ident.conf": "".join(people),
    }
    for name, text in files.items():
        _write(data() / name, text, account)


def _reach(account: Account) -> None:
    """Folders above ours are never opened up: if the server's user cannot pass them we say so."""
    try:
        places.make_folder(folder(), 0o700)
        os.chown(folder(), account.uid, account.gid)
    except PermissionError as error:
        raise Hindered(places.NOT_WRITABLE, folder=folder(), reason=reason(error)) from error
    if not account.is_caller:
        enter = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder())]
        tried = subprocess.run(enter, check=False, capture_output=True, **account.for_subprocess())
        if tried.returncode:
            raise Hindered(UNREACHABLE, user=account.name, folder=folder())


def _run(command: list[str], account: Account, said: str | None = None) -> None:
    given = account.for_subprocess()
    if said is not None:
        del given["stdin"]
    done = subprocess.run(command, check=False, input=said, capture_output=True, text=True, **given)
    failed = [
        line for line in done.stderr.splitlines() if "FATAL" in line or "ERROR" in line or "error:" in line
    ]
    if done.returncode or failed:
        reason = (failed or done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        raise Hindered(NOT_MADE, folder=folder(), reason=reason.strip())


def _write(file: Path, text: str, account: Account) -> None:
    if file.exists() and file.read_text() == text:
        return
    beside = file.with_suffix(".new")
    beside.write_text(text)
    beside.chmod(0o600)
    os.chown(beside, account.uid, account.gid)
    beside.replace(file)
