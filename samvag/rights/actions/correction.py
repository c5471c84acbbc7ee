"""A wrong value is corrected and what stood there is kept; what is declined is kept with the person's own words."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.versions import as_read
from samvag.audit.actions import log_change
from samvag.cases.actions.case import tell
from samvag.cases.actions.refusals import in_words
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.people.actions import edit_card
from samvag.rights import policy
from samvag.rights.correctable import Kind, kind_of
from samvag.rights.events import corrected
from samvag.rights.models import Correction
from samvag.rights.terms import CORRECTED, DECLINED
from samvag.rights.values import value_in_words

CARD = "people.Card"


@transaction.atomic
def correct_row(
    word: str, row_id: UUID, reason: str, *, by: Actor, version: int | None = None, asked_by_person: bool = False,
    **values: Any,
) -> list[Correction]:  # fmt: skip
    """One correction for each value that is another than before."""
    kind, row = _found(word, row_id, by)
    as_read(row, version)
    if not reason.strip():
        raise Refused(_("Skriv varför det rättas."))
    changed = {
        name: values[name] for name in kind.fields if name in values and getattr(row, name) != values[name]
    }
    if not changed:
        raise Refused(_("Inget är ändrat. Rätta det som är fel och spara igen."))
    made = [
        Correction(
            **_of(kind, row, by), field=name, outcome=CORRECTED, reason=reason.strip(), asked_by_person=asked_by_person,
            before=value_in_words(kind, name, getattr(row, name)), after=value_in_words(kind, name, value),
        )
        for name, value in changed.items()
    ]  # fmt: skip
    _write(kind, row, changed, by)
    for one in made:
        one.save(force_insert=True)
        log_change(
            "correction.create", "correction", one.id, person=one.person_id, kind=kind.name, field=one.field
        )
    corrected.announce(owner_unit=row.owner_unit_id, person=row.person_id, rows=made)
    return made


@transaction.atomic
def decline_correction(
    word: str, row_id: UUID, field: str, reason: str, statement: str, *, by: Actor
) -> Correction:
    """The value stays; why, and what the person herself says of it, stand beside it from now on."""
    kind, row = _found(word, row_id, by)
    if field not in kind.fields:
        raise Refused(_("Välj vilken uppgift det gäller."))
    if not reason.strip() or not statement.strip():
        raise Refused(_("Skriv både varför ni säger nej och vad personen själv säger."))
    stands = value_in_words(kind, field, getattr(row, field))
    one = Correction(
        **_of(kind, row, by), field=field, outcome=DECLINED, reason=reason.strip(), asked_by_person=True,
        statement=statement.strip(), before=stands, after=stands,
    )  # fmt: skip
    one.save(force_insert=True)
    log_change("correction.decline", "correction", one.id, person=one.person_id, kind=kind.name, field=field)
    return one


def _found(word: str, row_id: UUID, by: Actor) -> tuple[Kind, Any]:
    kind = kind_of(word)
    row = kind.model.objects.select_for_update().filter(id=row_id).first() if kind else None
    if kind is None or row is None:
        raise Unseen
    require(policy.may_correct(by, row.owner_unit_id))
    return kind, row


def _of(kind: Kind, row: Any, by: Actor) -> dict[str, Any]:
    """The correction is of the row's own category, so that it is shared where the row is, and nowhere else."""
    whose = {"owner_unit_id": row.owner_unit_id, "person_id": row.person_id, "category": row.category}
    return {**whose, "created_by_id": by.staff, "kind": kind.name, "row": row.id}


def _write(kind: Kind, row: Any, changed: dict[str, Any], by: Actor) -> None:
    """Through the door that the kind has; the floors above are told as of any other change."""
    if kind.name == CARD:
        edit_card(row.id, by=by, version=row.version, **changed)
        return
    for name, value in changed.items():
        setattr(row, name, value)
    with in_words():
        row.save(update_fields=list(changed))
    tell(row, "correct", fields=sorted(changed))
