"""Everything on a person's way that the actor may see, own rows and shared ones, in one statement and one shape."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows

ROWS = """
    SELECT e.kind, e.id, CASE WHEN e.owner = %(unit)s THEN '' ELSE u.short END, e.first, e.last, e.due,
           e.label, e.words, e.code, e.state, coalesce(s.name, ''), e.other, e.clock
      FROM (
        SELECT 'CONTACT' AS kind, r.id, r.owner_unit_id AS owner, r.created_by_id AS who, r."on" AS first,
               NULL::date AS last, r.next_on AS due, '' AS label, r.line AS words, r.channel AS code,
               CASE WHEN r.reached THEN 'REACHED' ELSE 'TRIED' END AS state, r.direction AS other, '' AS clock,
               r.created_at AS at
          FROM cases_contact r WHERE r.person_id = %(person)s
        UNION ALL
        SELECT 'NOTE', r.id, r.owner_unit_id, r.created_by_id, r.created_at::date, NULL, NULL, '', r.text, r.category,
               CASE WHEN r.copied_to_journal_at IS NULL THEN '' ELSE 'COPIED' END, '',
               to_char(r.created_at, 'HH24:MI'), r.created_at
          FROM cases_note r WHERE r.person_id = %(person)s
        UNION ALL
        SELECT 'STEP', r.id, r.owner_unit_id, r.staff_id, least(r.created_at::date, r.ended_on), r.ended_on,
               r.due_on, r.what, r.end_note, r.doer, r.end_reason,
               coalesce(asked.short, concat_ws(', ', x.name, x.organisation, nullif(x.phone, ''))), '', r.created_at
          FROM cases_step r LEFT JOIN agencies_unit asked ON asked.id = r.unit_id
          LEFT JOIN agencies_externalcontact x ON x.id = r.external_id
         WHERE r.person_id = %(person)s
        UNION ALL
        SELECT 'MEETING', r.id, r.owner_unit_id, r.created_by_id, r.starts_at::date, NULL,
               r.created_at::date, r.about, r.place,
               r.form,
               CASE WHEN r.cancelled_at IS NOT NULL THEN 'CANCELLED' WHEN r.held THEN 'HELD'
                    WHEN NOT r.held THEN 'NOT_HELD' WHEN r.starts_at >= current_date THEN 'AHEAD' ELSE 'UNSAID' END,
               r.interpreter, to_char(r.starts_at, 'HH24:MI') || '–' || to_char(r.ends_at, 'HH24:MI'), r.starts_at
          FROM cases_meeting r WHERE r.person_id = %(person)s
        UNION ALL
        SELECT 'PARTICIPATION', r.id, r.owner_unit_id, NULL, lower(r.period), upper(r.period) - 1, r.planned_end,
               i.name, '', i.bead, r.exit_reason, '', '', r.created_at
          FROM cases_participation r JOIN catalogue_intervention i ON i.id = r.intervention_id
         WHERE r.person_id = %(person)s AND r.exit_reason <> 'MISREGISTERED'
        UNION ALL
        SELECT 'SPELL', r.id, r.owner_unit_id, r.responsible_id, lower(r.period), upper(r.period) - 1,
               coalesce(r.planned_end, r.promised_on, r.review_on), r.title, '', r.kind, r.end_reason,
               coalesce(r.percent::text, ''), '', r.created_at
          FROM cases_spell r WHERE r.person_id = %(person)s
        UNION ALL
        SELECT 'HANDOVER', r.id, r.owner_unit_id, r.answered_by_id, r.sent_on, r.answered_on, r.answer_by,
               receiver.short, r.answer, '', r.state, '', '', r.sent_on
          FROM cases_handover r JOIN agencies_unit receiver ON receiver.id = r.to_unit_id
         WHERE r.person_id = %(person)s
      ) e
      JOIN agencies_unit u ON u.id = e.owner
      LEFT JOIN agencies_staff s ON s.id = e.who
     ORDER BY e.first, e.at, e.id
"""


class Row(NamedTuple):
    """One thing on the way.

    `unit` is the other unit's short name, empty for our own rows. `last` is the last day, None while it goes on or
    for what has no length. `due` is a step's due day, a planned end, a wait's promised or review day, the day a
    meeting was booked. `code` and
    `state` are codes by `kind`: channel and REACHED or TRIED; category; doer and end reason; form and how it went;
    bead and exit reason; spell kind and end reason; how a hand-over was answered. `other` is what is left: direction,
    a step's doer elsewhere, the interpreter's state, a spell's per cent.
    """

    kind: str
    id: UUID
    unit: str
    first: date
    last: date | None
    due: date | None
    label: str
    words: str
    code: str
    state: str
    who: str
    other: str
    clock: str


def rows_of(actor: Actor, person: UUID) -> list[Row]:
    """The oldest first; one statement."""
    return [Row(*row) for row in rows(ROWS, {"unit": actor.unit, "person": person})]
