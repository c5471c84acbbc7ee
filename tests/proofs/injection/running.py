"""Each attempt is a transaction on the application's own connection, entered as the application enters it."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, NamedTuple

import psycopg
from django.db import connection
from psycopg import sql

from samvag.access.context import STAFF, signed
from samvag.ops import databases, install
from tests.proofs.injection import misuse, reading, writing
from tests.proofs.injection.victims import MARK, Attacker, Scene

UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
#: Those of nobody are drawn among all kinds; an answer that only says the number back tells nothing.
NUMBERS = re.compile(r"\b\d{8}[0-9A-Za-z]\d{3}\b")
ENTER = "SELECT staff FROM access_enter(%s)"
FRESH_SECONDS = 25
TIDY = """ROLLBACK; RESET ALL; SELECT pg_advisory_unlock_all(); CLOSE ALL"""
SECONDS = 2


class Attempt(NamedTuple):
    kind: str
    who: Attacker
    statement: str


class Leak(NamedTuple):
    attempt: Attempt
    what: str


class Robber:
    """The application's connection in somebody else's hands, and all that it could have picked up."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.said, self.picked_up_at = scene, [], 0.0
        self.stolen: dict[str, str] = {}
        connection.close()
        connection.ensure_connection()
        self.raw: psycopg.Connection = connection.connection
        self.raw.add_notice_handler(
            lambda notice: self.said.append(f"{notice.message_primary} {notice.message_detail}")
        )
        self.raw.add_notify_handler(lambda notify: self.said.append(notify.payload))
        self.own_cursor = self.raw.cursor_factory
        self.raw.cursor_factory = (
            psycopg.Cursor
        )  # the worst case: the application's own takes one statement at a time
        self.raw.execute("LISTEN stolen")
        found = databases.settings_for_django()["default"]
        named = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        self.elsewhere = psycopg.connect(
            dbname=databases.database_name(),
            **{name: found[key] for name, key in named.items() if found[key]},
        )

    def lets_go(self) -> None:
        """Of tables that it holds in the other connection's transaction."""
        self.elsewhere.rollback()
        self.picked_up_at = 0.0

    def close(self) -> None:
        self.elsewhere.close()
        connection.close()

    def tries(self, attempt: Attempt) -> Leak | None:
        self._pick_up()
        self.said.clear()
        statement = self.filled(attempt)
        self.raw.execute(f"BEGIN; SET LOCAL statement_timeout = '{SECONDS}s'")
        if attempt.who.staff.int:
            self._enter(self.raw, attempt.who.staff, attempt.who.unit)
        try:
            self._run(statement)
        except psycopg.Error as error:
            self.said.append(
                f"{error} {error.diag.message_detail} {error.diag.context} {error.diag.message_hint}"
            )
        finally:
            self.raw.execute(TIDY)
        found = self._foreign("\n".join(self.said), statement)
        if found in self.scene.persons and attempt.kind in misuse.GIVES_THE_ID:
            return None
        return Leak(attempt, found) if found else None

    def answers(self, who: Attacker, statement: str) -> str:
        """What the statement gives or fails with; nothing of it is kept."""
        self.said.clear()
        self.raw.execute("BEGIN")
        self._enter(self.raw, who.staff, who.unit)
        try:
            self._run(statement)
        except psycopg.Error as error:
            self.said.append(f"{error.sqlstate} {error}")
        self.raw.execute(TIDY)
        return "\n".join(self.said)

    def _run(self, statement: str) -> None:
        cursor = self.raw.cursor()
        ahead, copy, rest = statement.rpartition("COPY ")
        if copy and rest.endswith("STDOUT"):
            if ahead:
                cursor.execute(ahead)
            with cursor.copy(copy + rest) as copied:
                self.said += [bytes(part).decode("utf8", "replace") for part in copied]
            return
        cursor.execute(statement)
        while True:
            if cursor.description:
                self.said += [_text(cell) for row in cursor.fetchall() for cell in row]
            if not cursor.nextset():
                break

    def filled(self, attempt: Attempt) -> str:
        who, scene = attempt.who, self.scene
        values: Mapping[str, str] = {
            "{own}": str(who.unit), "{staff}": str(who.staff), "{boss}": str(scene.boss[0]),
            "{foreign}": str(scene.boss[1]),
            "{say}": reading.SAY, "{like}": reading.LIKE, "{prefix}": databases.role_prefix(),
            "{persons}": ",".join(scene.foreign["person"]),
            "{units}": ",".join([str(scene.boss[1])] * len(scene.foreign["person"])),
            "{coordinations}": ",".join(scene.foreign["coordination"]),
            **{f"{{{name}}}": value for name, value in self.stolen.items()},
        }  # fmt: skip
        statement = attempt.statement
        for name, value in values.items():
            statement = statement.replace(name, value)
        return statement

    def _foreign(self, text: str, statement: str) -> str:
        """The first thing in it that belongs to others, and that did not stand in the statement already."""
        low = text.lower()
        if MARK in low or MARK.encode().hex() in low:
            return low[max(0, low.find(MARK) - 60) :][:160]
        if sign := next((sign for sign in reading.SIGNS if sign in low), ""):
            return sign
        if reading.SLOW[0] in low and reading.SLOW[1] in statement:
            return reading.SLOW[0]
        for found in (*UUIDS.findall(low), *NUMBERS.findall(low)):
            if (found in self.scene.ids or found in self.scene.numbers) and found not in statement:
                return found
        return ""

    def _pick_up(self) -> None:
        """What could have been read in an earlier transaction here, or on another connection: still in its minute."""
        if time.monotonic() - self.picked_up_at < FRESH_SECONDS:
            return
        self.picked_up_at = time.monotonic()
        boss, unit = self.scene.boss
        for raw, name in ((self.raw, "earlier"), (self.elsewhere, "elsewhere")):
            raw.execute("ROLLBACK; BEGIN")
            self._enter(raw, boss, unit)
            raw.execute("SELECT count(*) FROM cases_case")
            row = raw.execute(
                "SELECT current_setting('samvag.context'), coalesce(current_setting('samvag.access_people', true), '')"
            ).fetchone()
            self.stolen |= {name: row[0], f"{name}_people": row[1]}
        self.raw.execute("ROLLBACK")
        me, other = self.raw.info.backend_pid, self.elsewhere.info.backend_pid
        self.stolen["expired"] = signed(STAFF, str(boss), unit, me, time.time() - 120)
        self.stolen["moved"] = signed(STAFF, str(boss), unit, other, time.time())

    @staticmethod
    def _enter(raw: psycopg.Connection, staff: Any, unit: Any) -> None:
        assert raw.execute(
            ENTER, [signed(STAFF, str(staff), unit, raw.info.backend_pid, time.time())]
        ).fetchone()


def _text(cell: Any) -> str:
    return bytes(cell).decode("utf8", "replace") if isinstance(cell, bytes | memoryview) else str(cell)


def readings(scene: Scene, count: int, rng: Random) -> Iterable[Attempt]:
    """So many of all ways; each pretence with each way of smuggling, each question of each table, again and again."""
    pretended, asked, ways = list(reading.PRETENDED), list(reading.ASKED), list(reading.WAYS)
    for nth in range(count):
        who = scene.attackers[0] if nth % 2 else rng.choice(scene.attackers)
        table = scene.tables[nth % len(scene.tables)]
        what, way = asked[(nth // len(scene.tables)) % len(asked)], rng.choice(ways)
        pretence = rng.choice(pretended)
        statement = reading.statement(pretence, what, way, ahead=rng.random() < 0.4)
        yield Attempt(f"{pretence} / {what} / {way} / {table}", who, statement.replace("{t}", table))


def writings(scene: Scene, columns: Mapping[str, str]) -> Iterable[Attempt]:
    for who in scene.attackers:
        for table in scene.tables:
            for name, said in writing.OF_A_TABLE.items():
                yield Attempt(
                    f"{name} / {table}", who, said.replace("{t}", table).replace("{c}", columns[table])
                )
        for said in writing.OF_THE_SERVER:
            yield Attempt(said[:60], who, said)


def stacked(robber: Robber, scene: Scene) -> tuple[int, int]:
    """How many texts of several statements there are, and how many of them the application's own cursor sends."""
    texts = [way for way in reading.WAYS.values() if "; " in way and not way.startswith("DO ")]
    texts += [said for said in writing.OF_A_TABLE.values() if "; " in said]
    sent = 0
    for text in texts:
        who = scene.attackers[0]
        asked = text.replace("{e}", "('a')").replace("{t}", "cases_note").replace("{c}", "version")
        robber.raw.execute("BEGIN")
        try:
            robber.own_cursor(robber.raw).execute(robber.filled(Attempt("", who, asked)))
            sent += 1
        except psycopg.Error as error:
            sent += "multiple commands" not in str(error)
        robber.raw.execute(TIDY)
    return len(texts), sent


def misuses(scene: Scene, rng: Random) -> Iterable[Attempt]:
    with install.connect() as owner:
        every = list(misuse.calls(owner, scene, rng))
    for name, said in every:
        yield Attempt(name, rng.choice(scene.attackers[:4]), said)


def told_apart(robber: Robber, scene: Scene, rng: Random) -> list[str]:
    """Functions that answer otherwise about what others have than about what nobody has."""
    with install.connect() as owner:
        pairs = list(misuse.twins(owner, scene, rng))
    found = []
    for who in scene.attackers[:3]:
        for _name, there, nowhere in pairs:
            one, other = (_nameless(robber.answers(who, said)) for said in (there, nowhere))
            if one != other:
                found.append(f"{who.name}: {there} → {one[:80]!r}, of nobody {other[:80]!r}")
    return found


def _nameless(text: str) -> str:
    return NUMBERS.sub("#", UUIDS.sub("#", text))


def run(robber: Robber, attempts: Iterable[Attempt]) -> tuple[Counter[str], list[Leak]]:
    counted, leaks = Counter[str](), []
    for attempt in attempts:
        counted[attempt.who.name] += 1
        if leak := robber.tries(attempt):
            leaks.append(leak)
    return counted, leaks


def columns(scene: Scene) -> dict[str, str]:
    """One of each table that can be written over with itself."""
    with install.connect() as owner:
        return {
            table: owner.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
                "ORDER BY attname = 'version' DESC, attnum DESC LIMIT 1", [table],
            ).fetchone()[0]
            for table in scene.tables
        }  # fmt: skip


def unlocked(scene: Scene, opened: bool) -> None:
    """A policy too many on every table: what the attempts are worth is seen by what they then find."""
    said = "CREATE POLICY too_much ON {} USING (true)" if opened else "DROP POLICY too_much ON {}"
    with install.connect() as owner:
        for table in scene.tables:
            owner.execute(sql.SQL(said).format(sql.Identifier(table)))
