"""What to watch: one line a person, worst first; all of one person; and how many.

A worker has what she is responsible for, from its second level also what has come to her; a recipient what has
nobody; a manager what has gone on to the managers. `Filters(scope="unit")` is the whole unit's, for those who see it.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.access.roles import Role
from samvag.gaps.queries.sentences import MANAGER, RECIPIENT, sentence, who
from samvag.gaps.terms import BY_CODE, POSTPONED_TO_MANAGER, URGENCIES, Act
from samvag.people.protection import name_in_lists

MINE, UNIT = "mine", "unit"
URGENCY_WORDS = dict(URGENCIES)

#: Rows that show, with who has them on that day. `held_role` is set when nobody by name is responsible.
SHOWING = f"""
    SELECT g.owner_unit_id, g.case_id, g.person_id, g.rule_id, g.subject, g.since, g.fires_on, g.due_on, g.kind, g.why,
           g.postponed_until, g.postponed_times, g.shows_on, r.sort,
           CASE WHEN g.second_on <= %(day)s THEN 1 ELSE g.urgency END AS urgency,
           CASE WHEN g.postponed_times >= {POSTPONED_TO_MANAGER} THEN '{MANAGER}'
                WHEN g.second_on <= %(day)s AND r.second_to = 'MANAGER' THEN '{MANAGER}'
                WHEN (CASE WHEN g.second_on <= %(day)s THEN g.second_id ELSE g.responsible_id END) IS NULL
                    THEN '{RECIPIENT}' ELSE '' END AS held_role,
           CASE WHEN g.second_on <= %(day)s THEN g.second_id ELSE g.responsible_id END AS held_by,
           CASE WHEN g.second_on <= %(day)s THEN 'MAIN' ELSE g.part END AS part,
           g.responsible_id, g.second_id, g.second_on
      FROM gaps_gap g JOIN gaps_rule r ON r.code = g.rule_id WHERE {{where}}
"""
#: A sentence begins with the given name; of a protected person with the case's reference.
GIVEN = f"coalesce({name_in_lists('l.case_id', 'c.given_name')}, '')"
FAMILY = "CASE c.protection WHEN 'INGEN' THEN c.family_name ELSE '' END"
COLUMNS = f"""
    l.case_id, l.person_id, c.id, {GIVEN}, {FAMILY}, coalesce(c.protection, ''),
    l.rule_id, l.subject, l.since, l.fires_on, l.due_on, l.shows_on, l.kind, l.why, l.urgency, l.held_role, l.held_by,
    coalesce(h.name, ''), l.part, l.postponed_until, l.postponed_times, l.gaps - 1,
    coalesce(s.what, w.title, ''), coalesce(u.short, ''), coalesce(a.name, '')
"""
NAMES = """
      LEFT JOIN people_card c ON c.owner_unit_id = l.owner_unit_id AND c.person_id = l.person_id
      LEFT JOIN agencies_staff h ON h.id = l.held_by
      LEFT JOIN cases_step s ON l.rule_id = 'step_overdue' AND s.id = l.subject
      LEFT JOIN cases_spell w ON l.rule_id = 'wait' AND w.id = l.subject
      LEFT JOIN agencies_unit u ON u.id = (l.why->>'unit')::uuid
      LEFT JOIN agencies_staff a ON a.id = (l.why->>'staff')::uuid
"""
ONE_A_PERSON = f"""
    WITH showing AS MATERIALIZED ({SHOWING}),
         lines AS (SELECT f.*, count(*) OVER (PARTITION BY f.person_id) AS gaps,
                          row_number() OVER (PARTITION BY f.person_id ORDER BY f.urgency, f.shows_on, f.sort) AS nth
                     FROM showing f WHERE {{held}})
    SELECT {COLUMNS}, count(*) OVER () FROM lines l {NAMES}
     WHERE l.nth = 1 ORDER BY l.urgency, l.shows_on, l.sort, l.case_id LIMIT %(most)s OFFSET %(skip)s
"""
OF_PERSON = f"""
    WITH lines AS (SELECT f.*, count(*) OVER () AS gaps FROM ({SHOWING}) f)
    SELECT {COLUMNS}, count(*) OVER () FROM lines l {NAMES} ORDER BY l.urgency, l.shows_on, l.sort, l.case_id
"""
COUNTS = f"""
    WITH showing AS MATERIALIZED ({SHOWING})
    SELECT f.person_id, f.rule_id, f.urgency FROM showing f WHERE {{held}} ORDER BY f.person_id, f.urgency
"""
OF_UNIT = "g.owner_unit_id = %(unit)s"
#: Who can have it by her name alone: looked up by it, not among all that the unit has (the policies keep to the unit).
OF_ME = "(g.responsible_id = %(staff)s OR g.second_id = %(staff)s)"
HELD_BY_ME = """(f.responsible_id = %(staff)s OR (f.second_id = %(staff)s AND f.second_on <= %(day)s)
    OR f.held_role = ANY (%(held)s))"""


@dataclass(frozen=True, slots=True)
class Filters:
    """`scope` MINE or UNIT; the others narrow. `postponed` shows what waits until a later day instead."""

    scope: str = MINE
    rule: str = ""
    responsible: UUID | None = None
    team: UUID | None = None
    urgency: int = 0
    postponed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One gap, in words. `others` is how many more the person has; `card` is None for a person one may not open."""

    case: UUID
    person: UUID
    card: UUID | None
    name: str
    protection: str
    rule: str
    rule_name: str
    kind: str
    sentence: str
    who: str
    responsible: UUID | None
    responsible_role: str
    is_mine: bool
    subject: UUID | None
    since: date
    fires_on: date
    due_on: date
    shows_on: date
    urgency: int
    urgency_words: str
    postponed_until: date | None
    postponed_times: int
    others: int
    act: Act

    @property
    def key(self) -> str:
        """What a form sends to postpone it."""
        return f"{self.case}:{self.rule}"

    @property
    def act_ids(self) -> tuple[UUID | str, ...]:
        """What the route of the act is given; nothing for a person whom one may not open."""
        return self.act.ids(self.card, self.subject, self.kind) if self.card else ()


@dataclass(frozen=True, slots=True)
class Counts:
    """`by_urgency` counts persons by their worst, `by_rule` gaps."""

    persons: int
    gaps: int
    by_urgency: dict[int, int]
    by_rule: dict[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    persons: int

    def groups(self) -> list[tuple[int, str, list[Line]]]:
        """(urgency, its words, its lines) for each urgency that has any, worst first."""
        found = [(code, [line for line in self.lines if line.urgency == code]) for code in URGENCY_WORDS]
        return [(code, str(URGENCY_WORDS[code]), lines) for code, lines in found if lines]


def to_watch(
    actor: Actor, filters: Filters = Filters(), as_of: date | None = None, *, most: int = 100, skip: int = 0
) -> Page:
    """One line a person with the worst sentence, worst first; `persons` counts all. One statement."""
    values = _values(actor, filters, as_of, most=most, skip=skip)
    rows = _read(ONE_A_PERSON.format(where=_where(actor, filters), held=_held(actor, filters)), values)
    lines = [_line(actor, row, values["day"]) for row in rows]
    actor.saw(line.person for line in lines)
    return Page(lines, rows[0][-1] if rows else 0)


def counts(actor: Actor, filters: Filters = Filters(), as_of: date | None = None) -> Counts:
    """How many persons and gaps the same filters give. One statement, no names."""
    values = _values(actor, filters, as_of)
    rows = _read(COUNTS.format(where=_where(actor, filters), held=_held(actor, filters)), values)
    worst: dict[UUID, int] = {}
    by_rule: dict[str, int] = {}
    for person, rule, urgency in rows:
        worst[person] = min(urgency, worst.get(person, urgency))
        by_rule[rule] = by_rule.get(rule, 0) + 1
    by_urgency = {code: list(worst.values()).count(code) for code in URGENCY_WORDS}
    return Counts(len(worst), len(rows), by_urgency, by_rule)


def gaps_of_person(
    actor: Actor, person: UUID, as_of: date | None = None, *, postponed: bool = False
) -> list[Line]:
    """All that show on the own unit's cases of a person, worst first; with `postponed` also those that wait."""
    values = _values(actor, Filters(), as_of, person=person)
    shows = "g.fires_on <= %(day)s" if postponed else "g.shows_on <= %(day)s"
    rows = _read(OF_PERSON.format(where=f"{OF_UNIT} AND g.person_id = %(person)s AND {shows}"), values)
    if rows:
        actor.saw((person,))
    return [_line(actor, row, values["day"]) for row in rows]


def newly_firing(actor: Actor, day: date | None = None) -> list[Line]:
    """What began to show in the own unit on that very day."""
    values = _values(actor, Filters(scope=UNIT), day)
    rows = _read(OF_PERSON.format(where=f"{OF_UNIT} AND g.fires_on = %(day)s"), values)
    actor.saw(row[1] for row in rows)
    return [_line(actor, row, values["day"]) for row in rows]


def _values(actor: Actor, filters: Filters, as_of: date | None, **more: Any) -> dict[str, Any]:
    return {
        "unit": actor.unit, "staff": actor.staff, "day": as_of or timezone.localdate(), "held": _roles_that_hold(actor),
        "rule": filters.rule, "responsible": filters.responsible, "team": filters.team, "urgency": filters.urgency,
        **more,
    }  # fmt: skip


def _roles_that_hold(actor: Actor) -> list[str]:
    """As which one has what nobody has by name."""
    roles = {MANAGER: Role.MANAGER, RECIPIENT: Role.RECIPIENT}
    return [holder for holder, role in roles.items() if actor.has(role)]


def _where(actor: Actor, filters: Filters) -> str:
    """The conditions on a gap's own row; `urgency` and who has it are known a step later."""
    by_name = filters.scope == MINE and not _roles_that_hold(actor)
    terms = [
        OF_ME if by_name else OF_UNIT,
        "g.fires_on <= %(day)s AND g.shows_on > %(day)s" if filters.postponed else "g.shows_on <= %(day)s",
    ]
    if filters.rule:
        terms.append("g.rule_id = %(rule)s")
    if filters.team:
        terms.append("g.case_id IN (SELECT k.id FROM cases_case k WHERE k.team_id = %(team)s)")
    return " AND ".join(terms)


def _held(actor: Actor, filters: Filters) -> str:
    terms = ["true" if filters.scope == UNIT else HELD_BY_ME]
    if filters.responsible:
        terms.append("f.held_by = %(responsible)s")
    if filters.urgency:
        terms.append("f.urgency = %(urgency)s")
    return " AND ".join(terms)


def _read(statement: str, values: dict[str, Any]) -> list[tuple]:
    return rows(statement, values)


def _line(actor: Actor, row: tuple, day: date) -> Line:
    """A row as COLUMNS selects it."""
    (case, person, card, given, family, protection, rule, subject, since, fires_on, due_on, shows_on, kind, why,
     urgency, held_role, held_by, holder, part, until, times, others, what, unit, away, _count) = row  # fmt: skip
    mine = held_by == actor.staff
    named = {"name": given or _("Personen"), "what": what, "unit": unit, "staff": away}
    return Line(
        case=case, person=person, card=card, name=f"{given} {family}".strip(), protection=protection, rule=rule,
        rule_name=_(BY_CODE[rule].name), kind=kind,
        sentence=sentence(rule, kind, json.loads(why), since, day, **named),
        who=who(part, holder, me=mine, role=held_role, postponed=times),
        responsible=held_by, responsible_role=held_role, is_mine=mine, subject=subject, since=since,
        fires_on=fires_on, due_on=due_on, shows_on=shows_on, urgency=urgency,
        urgency_words=str(URGENCY_WORDS[urgency]), postponed_until=until, postponed_times=times, others=others,
        act=BY_CODE[rule].act,
    )  # fmt: skip
