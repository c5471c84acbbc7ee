"""The list of people: name, next step, last contact and main contact, filtered and sorted by the database."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.desk.paths import about
from samvag.desk.terms import CONTACT_CHOICES, LEAD_CHOICES, PAGE, STEP_CHOICES
from samvag.desk.wishes import Wish
from samvag.people.protection import name_in_lists
from samvag.people.terms import OPEN, PROTECTION

PROTECTED = dict(PROTECTION)
NAME = name_in_lists("k.id")
# `tried_people()` is whom I have or cover; the policies say the same again for every table. As an array it is what the
# index is asked for.
MINE, WHOLE = "k.person_id = ANY ((SELECT tried_people())::uuid[])", ""
# Who is on the page is settled first where that can be, so that a manager's page reads fifty and not a thousand.
LISTED = """
    WITH listed AS MATERIALIZED (
        SELECT k.id, c.id AS card, c.person_id, {name} AS name, c.sort_key, c.protection,
               c.interpreter
          FROM cases_case k JOIN people_card c ON c.person_id = k.person_id AND c.owner_unit_id = k.owner_unit_id
         WHERE k.owner_unit_id = (SELECT tried_unit()) AND k.closed_on IS NULL{narrowed}{early})
    SELECT p.card, p.person_id, p.name, p.protection, p.interpreter,
           s.step, s.what, to_char(s.due_on, 'YYYY-MM-DD'), current_date - s.due_on,
           to_char(l.last, 'YYYY-MM-DD'), current_date - l.last, m.staff_id, m.name
      FROM listed p
      LEFT JOIN LATERAL (
            SELECT t.id, t.what, t.due_on FROM cases_step t
             WHERE t.case_id = p.id AND t.ended_on IS NULL ORDER BY t.due_on, t.id LIMIT 1) t ON true
      LEFT JOIN LATERAL (
            SELECT g.about, g.starts_at::date AS due_on FROM cases_meeting g
             WHERE g.case_id = p.id AND g.starts_at >= current_date::timestamptz AND g.cancelled_at IS NULL
             ORDER BY g.starts_at, g.id LIMIT 1) g ON true
      CROSS JOIN LATERAL (
            SELECT least(t.due_on, g.due_on) AS due_on,
                   CASE WHEN g.due_on < t.due_on THEN NULL ELSE t.id END AS step,
                   CASE WHEN g.due_on < t.due_on THEN g.about ELSE coalesce(t.what, g.about) END AS what) s
      LEFT JOIN LATERAL (SELECT max(x."on") AS last FROM cases_contact x WHERE x.case_id = p.id AND x.reached) l ON true
      LEFT JOIN LATERAL (
            SELECT a.staff_id, f.name FROM cases_assignment a JOIN agencies_staff f ON f.id = a.staff_id
             WHERE a.case_id = p.id AND a.role = 'MAIN' AND a.period @> current_date LIMIT 1) m ON true
     WHERE true{late}{page}
"""
STEP = {
    "saknas": "s.due_on IS NULL",
    "sent": "s.due_on < current_date",
    "vecka": "s.due_on BETWEEN current_date AND current_date + 7",
}
CONTACT = {"30": "coalesce(l.last < current_date - 30, true)", "aldrig": "l.last IS NULL"}
LEAD = {
    "jag": "m.staff_id = %(staff)s",
    "annan": "m.staff_id <> %(staff)s",
    "ingen": "m.staff_id IS NULL",
}
ORDER = {
    "namn": "sort_key", "-namn": "sort_key DESC",
    "steg": "s.due_on NULLS FIRST", "-steg": "s.due_on DESC NULLS LAST",
    "kontakt": "l.last NULLS FIRST", "-kontakt": "l.last DESC NULLS LAST",
    "huvud": "m.name NULLS FIRST", "-huvud": "m.name DESC NULLS LAST",
}  # fmt: skip
#: Orders that ask for nothing but the card.
SETTLED = frozenset({"namn", "-namn"})


class Person(NamedTuple):
    """A row. Dates are written by the database; `due_days` and `last_days` count days back, negative ahead."""

    card: UUID
    person: UUID
    name: str
    protection: str
    interpreter: bool
    step: UUID | None
    what: str | None
    due: str | None
    due_days: int | None
    last: str | None
    last_days: int | None
    lead: UUID | None
    lead_name: str | None

    @property
    def path(self) -> str:
        return about("desk:person", self.card)

    @property
    def protection_words(self) -> str:
        return "" if self.protection == OPEN else str(PROTECTED[self.protection])

    @property
    def contact_path(self) -> str:
        return about("cases:contact", self.card)


class People(NamedTuple):
    rows: list[Person]
    wish: Wish
    more: bool

    @property
    def step_choices(self) -> list[tuple[str, Any]]:
        return STEP_CHOICES

    @property
    def contact_choices(self) -> list[tuple[str, Any]]:
        return CONTACT_CHOICES

    @property
    def lead_choices(self) -> list[tuple[str, Any]]:
        return LEAD_CHOICES

    @property
    def first(self) -> int:
        return (self.wish.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def my_people(actor: Actor, wish: Wish) -> People:
    """Those whom the actor has or covers for. One statement."""
    return _listed(actor, MINE, wish)


def unit_people(actor: Actor, wish: Wish) -> People:
    """Every open case of the unit that the actor may see. One statement."""
    return _listed(actor, WHOLE, wish)


def _listed(actor: Actor, whose: str, wish: Wish) -> People:
    narrowed = [whose, "position(people_folded(%(words)s) IN c.search) > 0" if wish.words else ""]
    late = [STEP.get(wish.step), CONTACT.get(wish.contact), LEAD.get(wish.lead)]
    late.append("m.staff_id = %(worker)s" if wish.worker else "")
    order = f" ORDER BY {ORDER[wish.sort]}, sort_key, card"
    page = f"{order} LIMIT {PAGE + 1} OFFSET {(wish.page - 1) * PAGE}"
    settled = wish.sort in SETTLED and not any(late)
    statement = LISTED.format(
        name=NAME,
        narrowed=_and(narrowed),
        early=page if settled else "",
        late=_and(late),
        page=order if settled else page,
    )
    values: dict[str, Any] = {"staff": actor.staff, "words": wish.words, "worker": wish.worker}
    found = [Person(*row) for row in rows(statement, values)]
    shown = found[:PAGE]
    actor.saw(row.person for row in shown)
    return People(shown, wish, len(found) > PAGE)


def _and(terms: Iterable[str | None]) -> str:
    return "".join(f" AND {term}" for term in terms if term)
