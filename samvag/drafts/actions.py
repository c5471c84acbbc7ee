"""Keeping what somebody writes while she writes it, and letting it go. Not logged: nobody else ever sees it."""

import json
from collections.abc import Mapping

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.drafts.models import Draft
from samvag.kernel.errors import Refused

MOST_BYTES, MOST_DRAFTS = 200_000, 100

# One statement: it is sent every other second while somebody writes.
KEEP = """
    INSERT INTO drafts_draft (id, unit_id, staff_id, place, fields, saved_at)
    VALUES (gen_random_uuid(), %s, %s, %s, %s, clock_timestamp())
    ON CONFLICT (staff_id, unit_id, place) DO UPDATE SET fields = EXCLUDED.fields, saved_at = EXCLUDED.saved_at
"""


@transaction.atomic
def keep_draft(place: str, fields: Mapping[str, list[str]], *, by: Actor) -> None:
    """One for each writer and form; it takes the place of the one before. An empty form keeps none."""
    if not any(value.strip() for values in fields.values() for value in values):
        return drop_draft(place, by=by)
    written = json.dumps(dict(fields), ensure_ascii=False)
    if len(written.encode()) > MOST_BYTES:
        raise Refused(_("Det är för mycket text för ett utkast. Spara, eller dela upp det."))
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [by.unit, by.staff, place, written])
    _let_the_oldest_go(by)
    return None


@transaction.atomic
def drop_draft(place: str, *, by: Actor) -> None:
    Draft.objects.filter(unit=by.unit, staff=by.staff, place=place).delete()


def _let_the_oldest_go(by: Actor) -> None:
    mine = Draft.objects.filter(unit=by.unit, staff=by.staff).order_by("-saved_at", "id")
    old = list(mine.values_list("id", flat=True)[MOST_DRAFTS:])
    if old:
        Draft.objects.filter(id__in=old).delete()
