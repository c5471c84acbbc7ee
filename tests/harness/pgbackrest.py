"""A throw-away server of the system's own PostgreSQL that pgBackRest backs up, encrypted: somebody else's server, with
everything that its keeper would have set up.
"""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samvag.ops.backup.stanza import Stanza
from tests.harness import debian

CONFIG = """\
[global]
repo1-path={folder}/repo
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass={password}
repo1-retention-full=2
log-path={folder}
lock-path={folder}
spool-path={folder}
process-max=2
compress-type=lz4
start-fast=y
archive-timeout={patience}
[prov]
pg1-path={folder}/data
pg1-port={port}
pg1-socket-path={folder}
pg1-user=admin
"""


@dataclass
class Kept:
    """`address` is what SAMVAG_DATABASE_URL would name."""

    stanza: Stanza
    folder: Path
    address: str
    user: dict[str, Any]
    options: str

    def start(self) -> None:
        log = self.folder / "log"
        binaries = debian.programs()
        assert binaries
        words = ["start", "-w", "-t", "120", "-D", self.folder / "data", "-l", log, "-o", self.options]
        debian.run(self.user, binaries / "pg_ctl", *words)

    def stop(self, how: str = "fast") -> None:
        binaries = debian.programs()
        assert binaries
        debian.run(self.user, binaries / "pg_ctl", "stop", "-w", "-m", how, "-D", self.folder / "data")


def is_here() -> bool:
    return debian.programs() is not None and shutil.which("pgbackrest") is not None


@contextmanager
def keeping(fast: bool = True) -> Iterator[Kept]:
    """Started, with a database of ours that is empty, and no backup yet."""
    binaries = debian.programs()
    assert binaries
    folder = Path(tempfile.mkdtemp(prefix="samvag-kept-"))
    password, port = secrets.token_hex(16), debian.free_port()
    folder.chmod(0o755)
    user = debian.unprivileged(folder)
    config = folder / "pgbackrest.conf"
    patience = 5 if fast else 600
    config.write_text(CONFIG.format(folder=folder, password=password, port=port, patience=patience))
    archive = f"pgbackrest --config={config} --stanza=prov archive-push %p"
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=80"
        f" -c archive_mode=on -c archive_command='{archive}'" + (" -c fsync=off" if fast else "")
    )
    address = f"postgresql://samvag:{password}@127.0.0.1:{port}/samvag"
    kept = Kept(Stanza("prov", config, folder / "data"), folder, address, user, options)
    try:
        debian.initialise(binaries, folder, user, password, "local all admin trust\n")
        kept.start()
        try:
            debian.prepare(port, password, "samvag", "samvag")
            yield kept
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                kept.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
