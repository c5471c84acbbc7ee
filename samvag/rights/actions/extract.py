"""Making a register extract, reading it through, crossing out, handing it out."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.rights import policy
from samvag.rights.extract.contents import contents
from samvag.rights.extract.whom import whom
from samvag.rights.models import Extract, Strike
from samvag.rights.terms import STRIKES

READ_FIRST = gettext_lazy("Läs igenom utdraget och säg att det är klart innan det lämnas ut.")
HANDED = gettext_lazy("Utdraget är utlämnat och ändras inte mer. Gör ett nytt om något ska strykas.")


@transaction.atomic
def make_extract(card: UUID, *, by: Actor, asked_on: date | None = None) -> Extract:
    """Everything as it stands now, kept as it was, so that what is read through is what is handed out."""
    require(policy.may_keep_rights(by))
    asked_on = asked_on or timezone.localdate()
    if asked_on > timezone.localdate():
        raise Refused(_("Personen kan inte ha bett om utdraget i framtiden."))
    person = whom(by, card)
    held = contents(by, person, asked_on)
    extract = Extract(
        owner_unit_id=by.unit, person_id=person.person, category=Category.CONTACT, created_by_id=by.staff,
        asked_on=asked_on, content=held,
    )  # fmt: skip
    extract.save(force_insert=True)
    rows = sum(len(section["lines"]) for section in held["sections"])
    log_change("extract.make", "extract", extract.id, person=person.person, rows=rows)
    return extract


@transaction.atomic
def strike(extract_id: UUID, places: list[str], reason: str, *, by: Actor) -> Extract:
    """Values are crossed out, with the reason; the log keeps which and why."""
    extract = _open(extract_id, by)
    if reason not in dict(STRIKES):
        raise Refused(_("Välj varför det stryks."))
    if not places or not set(places) <= _places(extract):
        raise Refused(_("Kryssa för det som ska strykas."))
    known = set(Strike.objects.filter(extract=extract).values_list("place", flat=True))
    for place in sorted(set(places) - known):
        Strike(extract=extract, place=place, reason=reason, by_id=by.staff).save(force_insert=True)
        log_change(
            "extract.strike", "extract", extract.id, person=extract.person_id, place=place, reason=reason
        )
    return extract


@transaction.atomic
def unstrike(extract_id: UUID, places: list[str], *, by: Actor) -> Extract:
    extract = _open(extract_id, by)
    for place in sorted(set(places)):
        gone, _kinds = Strike.objects.filter(extract=extract, place=place).delete()
        if gone:
            log_change("extract.unstrike", "extract", extract.id, person=extract.person_id, place=place)
    return extract


@transaction.atomic
def review(extract_id: UUID, *, by: Actor) -> Extract:
    """Somebody has read every line."""
    extract = _open(extract_id, by)
    extract.reviewed_at, extract.reviewed_by_id = timezone.now(), by.staff
    extract.save(update_fields=["reviewed_at", "reviewed_by"])
    log_change("extract.review", "extract", extract.id, person=extract.person_id)
    return extract


@transaction.atomic
def hand_out(extract_id: UUID, how: str, *, by: Actor) -> Extract:
    extract = _open(extract_id, by)
    if extract.reviewed_at is None:
        raise Refused(str(READ_FIRST))
    extract.handed_on, extract.handed_how = timezone.localdate(), how
    extract.save(update_fields=["handed_on", "handed_how"])
    log_change("extract.hand_out", "extract", extract.id, person=extract.person_id, how=how)
    return extract


def _open(extract_id: UUID, by: Actor) -> Extract:
    require(policy.may_keep_rights(by))
    extract = Extract.objects.select_for_update().filter(id=extract_id, owner_unit=by.unit).first()
    if extract is None or extract.content is None:
        raise Unseen
    if extract.handed_on:
        raise Refused(str(HANDED))
    return extract


def _places(extract: Extract) -> set[str]:
    lines = (line for section in (extract.content or {})["sections"] for line in section["lines"])
    return {value["place"] for line in lines for value in line["values"]}
