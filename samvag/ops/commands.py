"""Commands that keep Samväg itself: database, installation, server."""

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from samvag.ops.backup import commands as backup
from samvag.ops.command import Command, Needs
from samvag.ops.errors import gettext_noop
from samvag.ops.language import said

SERVED = gettext_noop(
    "Databasen används av Samväg på %(url)s (process %(pid)s): avsluta den först med kill %(pid)s"
    " eller Ctrl-C."
)
NOT_OURS = gettext_noop("SAMVAG_DATABASE_URL pekar på en egen server: den startas och stoppas där den finns.")


SECONDS_TO_FINISH = 5
"""A job that is cut off is found by its missing heartbeat and carried out again."""

NO_PORT = gettext_noop("%(text)s är ingen port: skriv ett tal mellan 1 och 65535")
TOO_FEW = gettext_noop("%(text)s räcker inte: skriv 1 eller mer")


def start(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.embedded import server

    _require_embedded()
    print(_("Databasen startades.") if server.ensure_running() else _("Databasen är redan igång."))


def stop(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.ops.embedded import server
    from samvag.ops.errors import Hindered
    from samvag.ops.serving import address

    _require_embedded()
    if served := address.serving():
        raise Hindered(SERVED, **served)
    print(_("Databasen stoppades.") if server.stop() else _("Databasen var inte igång."))


def status(given: Namespace) -> int:
    """Exit code 0 when it runs, 1 when it does not."""
    from django.utils.translation import gettext as _

    from samvag.ops import databases, places
    from samvag.ops.embedded import cluster, server

    if not databases.embedded():
        from samvag.ops import install

        with install.connect() as connection:
            print(f"{databases.where()}: PostgreSQL {connection.info.parameter_status('server_version')}")
        return 0
    pid = server.running_pid()
    print(_("Databasen är igång, process %(pid)s.") % {"pid": pid} if pid else _("Databasen är inte igång."))
    facts = {"data": cluster.data(), "socket": places.socket_folder(), "log": server.log()}
    print(_("data: %(data)s\nanslutning: %(socket)s\nlogg: %(log)s") % facts)
    return 0 if pid else 1


def shell(given: Namespace) -> None:
    """Becomes psql as the installing role."""
    from samvag.ops import databases
    from samvag.ops.cli import require_server
    from samvag.ops.embedded import binaries

    require_server()
    settings = databases.settings_for_django()["owner"]
    variables = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    os.environ.update({name: settings[key] for name, key in variables.items() if settings[key]})
    psql = binaries.found().program("psql")
    os.execv(psql, [psql, *given.words])


def migrate(given: Namespace) -> None:
    from samvag.ops import install
    from samvag.ops.cli import say

    install.install(say)


def serve(given: Namespace) -> None:
    from samvag.ops import checks, install
    from samvag.ops.cli import say
    from samvag.ops.serving.supervisor import Supervisor

    with install.connect() as connection:
        checks.require_all(connection)
    Supervisor(given.host, given.port, given.workers, say).run()


def run(given: Namespace) -> None:
    """Everything from nothing: installed, filled when empty, served."""
    from samvag.ops import hooks

    migrate(given)
    for fill in hooks.WHEN_EMPTY:
        fill()
    serve(given)


def work(given: Namespace) -> None:
    """Carries out jobs until told to stop; then the one in hand gets a few seconds."""
    import logging
    from threading import Thread

    from procrastinate.contrib.django import app
    from procrastinate.exceptions import ConnectorException

    from samvag.ops.backup.making import keep_backing_up
    from samvag.ops.hooks import BESIDE_JOBS

    def tells_of_jobs(record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], ConnectorException))

    for handler in logging.getLogger().handlers:  # a lost database is told by the supervisor, in one line
        handler.addFilter(tells_of_jobs)
    for beside in (*BESIDE_JOBS, keep_backing_up):
        Thread(target=beside, daemon=True).start()
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(shutdown_graceful_timeout=SECONDS_TO_FINISH)


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(said(NO_PORT) % {"text": text})
    return int(text)


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(said(TOO_FEW) % {"text": text})
    return int(text)


def server_arguments(parser: ArgumentParser) -> None:
    port, host = (os.environ.get("SAMVAG_PORT") or "8000", os.environ.get("SAMVAG_HOST") or "127.0.0.1")
    parser.add_argument(
        "--port",
        type=port_number,
        default=port,
        help=gettext_noop("port att svara på (%(default)s, SAMVAG_PORT)"),
    )
    parser.add_argument(
        "--host", default=host, help=gettext_noop("adress att svara på (%(default)s, SAMVAG_HOST)")
    )
    parser.add_argument(
        "--workers", type=at_least_one, default="2", help=gettext_noop("antal webbprocesser (%(default)s)")
    )


def psql_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="ARGUMENT", help=gettext_noop("ges vidare till psql, efter --")
    )


def _require_embedded() -> None:
    from samvag.ops import databases
    from samvag.ops.errors import Hindered

    if not databases.embedded():
        raise Hindered(NOT_OURS)


COMMANDS = [
    Command("db start", gettext_noop("Starta den inbyggda databasen"), start, needs=Needs.NOTHING),
    Command("db stop", gettext_noop("Stoppa den inbyggda databasen"), stop, needs=Needs.NOTHING),
    Command(
        "db status", gettext_noop("Säg om databasen är igång och var den finns"), status, needs=Needs.NOTHING
    ),
    Command("db shell", gettext_noop("Öppna psql i databasen"), shell, psql_arguments, needs=Needs.NOTHING),
    Command("migrate", gettext_noop("Installera eller uppdatera databasen"), migrate, needs=Needs.SERVER),
    Command("serve", gettext_noop("Starta webben och jobben"), serve, server_arguments),
    Command(
        "run",
        gettext_noop("Installera, fyll en tom databas med demo och starta webben"),
        run,
        server_arguments,
        needs=Needs.SERVER,
    ),
    Command("worker", gettext_noop("Utför jobb (startas av serve)"), work),
    *backup.COMMANDS,
]
