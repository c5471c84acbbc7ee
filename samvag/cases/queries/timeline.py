"""All that happened with a person in one list: contacts, notes, ended steps, past meetings, attachments."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.cases.queries.reading import WHOSE, read_of_person

TIMELINE = f"""
    SELECT e.kind, e.id, e."on", e.at, e.words, e.code, e.state, coalesce(s.name, ''), {WHOSE} FROM (
        SELECT 'CONTACT' AS kind, c.id, c."on", c.created_at AS at, c.line AS words, c.channel AS code,
               CASE WHEN c.reached THEN 'REACHED' ELSE 'TRIED' END AS state, c.created_by_id, c.owner_unit_id
          FROM cases_contact c WHERE c.person_id = %(person)s
        UNION ALL SELECT 'NOTE', n.id, (n.created_at AT TIME ZONE 'Europe/Stockholm')::date, n.created_at,
               n.text, n.category, CASE WHEN n.copied_to_journal_at IS NULL THEN '' ELSE 'COPIED' END,
               n.created_by_id, n.owner_unit_id
          FROM cases_note n WHERE n.person_id = %(person)s
        UNION ALL SELECT 'STEP', t.id, t.ended_on, t.created_at, t.what, t.doer, t.end_reason,
               t.created_by_id, t.owner_unit_id
          FROM cases_step t WHERE t.person_id = %(person)s AND t.ended_on IS NOT NULL
        UNION ALL SELECT 'MEETING', m.id, (m.starts_at AT TIME ZONE 'Europe/Stockholm')::date, m.starts_at,
               m.about, m.form, CASE WHEN m.cancelled_at IS NOT NULL THEN 'CANCELLED' WHEN m.held THEN 'HELD'
               WHEN m.held IS NULL THEN 'UNKNOWN' ELSE 'NOT_HELD' END, m.created_by_id, m.owner_unit_id
          FROM cases_meeting m WHERE m.person_id = %(person)s AND m.ends_at < %(now)s
        UNION ALL SELECT 'ATTACHMENT', a.id, (a.created_at AT TIME ZONE 'Europe/Stockholm')::date, a.created_at,
               a.name, a.category, '', a.created_by_id, a.owner_unit_id
          FROM cases_attachment a WHERE a.person_id = %(person)s
    ) e JOIN agencies_unit u ON u.id = e.owner_unit_id LEFT JOIN agencies_staff s ON s.id = e.created_by_id
    ORDER BY e."on" DESC, e.at DESC, e.id LIMIT %(most)s
""".replace("r.owner_unit_id", "e.owner_unit_id")


@dataclass(frozen=True, slots=True)
class Happening:
    """`code` is channel, category, doer or form by `kind`; `state` how it went; `unit` whose if not ours."""

    kind: str
    id: UUID
    on: date
    at: datetime
    words: str
    code: str
    state: str
    by: str
    unit: str


def timeline_of(actor: Actor, person: UUID, most: int = 100) -> list[Happening]:
    """The latest first; one statement for all five kinds."""
    return read_of_person(actor, person, TIMELINE, Happening, most=most, now=timezone.now())
