"""One size: a filled database with Samväg, a copy without row-level security with the others, all of them served."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg import Connection

from bench import scratch
from bench.filling import PERSONAL, fill
from bench.web import applications, pages
from bench.web.applications import Application
from bench.web.facts import Facts, read
from bench.web.loading import Request, load
from samvag.ops import install

WARMING = 80
# A plain register's case knows its card, so the copy's does too.
KEY = """
    ALTER TABLE cases_case ADD COLUMN card_id uuid;
    UPDATE cases_case k SET card_id = c.id FROM people_card c
     WHERE c.person_id = k.person_id AND c.owner_unit_id = k.owner_unit_id;
    CREATE INDEX cases_case_card ON cases_case (card_id);
"""


@dataclass(slots=True)
class Stage:
    people: int
    facts: Facts
    applications: list[Application]

    def requests(self, application: Application, page: str, count: int) -> list[Request]:
        return pages.requests(application, page, self.facts, count)

    def warm(self, times: int = WARMING) -> None:
        """Every worker has seen every page: templates compiled, statements planned."""
        for application in self.applications:
            for page in pages.of(application):
                load(application.port, self.requests(application, page, times), 4)

    def settle(self, application: Application, page: str) -> None:
        """Whoever has written sees the page after it, as people do, and with it the sentences that waited."""
        if application.name == "samvag" and page in pages.WRITING:
            load(application.port, pages.after_writing(application, self.facts), 1)


@contextmanager
def staged(people: int, names: list[str]) -> Iterator[Stage]:
    database, plain = prepared(people)
    with install.connect(plain) as connection:
        facts = read(connection)
    made = [applications.MAKERS[name](database if name == "samvag" else plain, facts) for name in names]
    try:
        for application in made:
            application.start()
        yield Stage(people, facts, made)
    finally:
        for application in made:
            application.stop()


def prepared(people: int) -> tuple[str, str]:
    """Names of the filled database and its copy; made unless they are kept from last time."""
    database, plain = f"bench_{people}", f"bench_{people}_plain"
    if not scratch.exists(database):
        print(f"Fills {people:,} people …", flush=True)
        with scratch.make(database) as connection:
            fill(connection, people)
            connection.execute("SELECT gaps_evaluate_all(current_date)")
            connection.execute("VACUUM ANALYZE")
    if not scratch.exists(plain):
        with scratch.copy(database, plain) as connection:
            make_plain(connection)
    return database, plain


def make_plain(connection: Connection) -> None:
    """Without row-level security and triggers, for those who ask without Samväg."""
    for (table,) in connection.execute(PERSONAL).fetchall():
        connection.execute(
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER"
        )
    connection.execute(KEY)
    connection.execute("VACUUM FULL ANALYZE cases_case")
    connection.execute("VACUUM ANALYZE")


def counted(stage: Stage, application: Application) -> dict[str, dict[str, float]]:
    """SQL statements by kind and buffers of each page."""
    asked = {page: stage.requests(application, page, 1)[0].parts() for page in pages.of(application)}
    said = scratch.program(
        "bench.web.counting", application.name, database=application.database, said=json.dumps(asked),
        **application.more,
    )  # fmt: skip
    return json.loads(said)
