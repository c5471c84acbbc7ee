"""Taking an import back: everything that the list made and nobody has worked on since."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

from django.db import connection, transaction

from samvag.access.actor import Actor
from samvag.access.context import acting_as
from samvag.audit.actions import log_change
from samvag.cases.events import persons_changed
from samvag.intake import policy
from samvag.intake.actions.upload import move, own_upload
from samvag.intake.models import Upload
from samvag.intake.terms import UNDONE
from samvag.intake.worked_on import CASES, WORK
from samvag.kernel.decisions import require

# Sets as arrays, so that no guess of the planner's about tables that grew a moment ago makes a loop of a list.
PARTICIPATIONS = "ARRAY(SELECT p.id FROM cases_participation p WHERE p.imported = %(upload)s)"

# In the order that foreign keys allow. A case with work on it stays, and so do its person's card and participation.
STEPS = (
    f"""DELETE FROM cases_livelihood l WHERE l.snapshot_id = ANY (ARRAY(
        SELECT s.id FROM cases_snapshot s WHERE s.participation_id = ANY ({PARTICIPATIONS})))""",
    f"DELETE FROM cases_snapshot s WHERE s.participation_id = ANY ({PARTICIPATIONS})",
    f"DELETE FROM cases_finsamreport r WHERE r.participation_id = ANY ({PARTICIPATIONS})",
    "DELETE FROM cases_participation p WHERE p.imported = %(upload)s",
    f"DELETE FROM cases_case c WHERE c.id = ANY (ARRAY({CASES} EXCEPT ({WORK})))",
    """DELETE FROM people_card k WHERE k.imported = %(upload)s AND k.person_id = ANY (ARRAY(
        SELECT k.person_id FROM people_card k WHERE k.imported = %(upload)s
        EXCEPT SELECT c.person_id FROM cases_case c WHERE c.owner_unit_id = %(unit)s))""",
    """DELETE FROM catalogue_intervention i WHERE i.draft AND i.unit_id = %(unit)s AND NOT EXISTS (
        SELECT 1 FROM cases_participation p WHERE p.intervention_id = i.id)""",
)
WATCHED = """
    SELECT c.person_id FROM cases_case c
     WHERE c.id = ANY (ARRAY(SELECT p.case_id FROM cases_participation p WHERE p.imported = %(upload)s))
       AND c.watched_from IS NOT NULL AND c.closed_on IS NULL ORDER BY 1
"""
#: Whose rows the list made, for the log.
WRITTEN = """
    SELECT k.person_id FROM people_card k WHERE k.imported = %(upload)s
     UNION SELECT p.person_id FROM cases_participation p WHERE p.imported = %(upload)s ORDER BY 1
"""
Fresh = Callable[[], AbstractContextManager[Actor]]


@transaction.atomic
def undo_import(upload_id: UUID, *, by: Actor) -> Upload:
    """Within 30 days. Cases that somebody has begun to work on stay, without the list's participations."""
    upload = own_upload(upload_id)
    require(policy.may_undo(by, upload))

    def fresh() -> AbstractContextManager[Actor]:
        return acting_as(by.staff, by.unit)

    take_back(upload, fresh)
    with fresh():
        move(upload, UNDONE)
        upload.content = None
        upload.save(update_fields=["state", "content"])
        log_change("list.undo", "upload", upload.id)
    return upload


def take_back(upload: Upload, fresh: Fresh) -> None:
    """All of it or nothing. `fresh` acts anew: a context lives a minute, and a long list's rows take longer to go."""
    facts = {"upload": upload.id, "unit": upload.unit_id}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WATCHED, facts)
        watched = [person for (person,) in cursor.fetchall()]
        cursor.execute(WRITTEN, facts)
        log_change("list.take_back", "upload", upload.id, persons=[person for (person,) in cursor.fetchall()])
        for step in STEPS:
            with fresh():
                cursor.execute(step, facts)
        if watched:
            with fresh():
                persons_changed.announce(owner_unit=upload.unit_id, persons=watched)
