"""What somebody has begun to write is kept, so that nothing is lost when a call comes in between."""

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.cases.actions.case import own_case
from samvag.cases.models import Draft
from samvag.kernel.categories import Category


@transaction.atomic
def keep_draft(case_id: UUID, text: str, *, by: Actor) -> Draft | None:
    """One draft for each writer and case; an empty text takes it away. Not logged: nobody else ever sees it."""
    case = own_case(case_id, by)
    if not text.strip():
        drop_draft(case.id, by)
        return None
    draft = Draft.objects.filter(case=case, created_by=by.staff).first() or Draft(
        case=case,
        owner_unit_id=case.owner_unit_id,
        person_id=case.person_id,
        category=Category.PLANNING,
        created_by_id=by.staff,
    )
    draft.text, draft.saved_at = text, timezone.now()
    draft.save()
    return draft


def drop_draft(case_id: UUID, by: Actor) -> None:
    """Every note that is written ends its draft, so it is one plain statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM cases_draft WHERE case_id = %s AND created_by_id = %s", [case_id, by.staff]
        )
