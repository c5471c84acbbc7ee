"""The unit's register of those at other agencies who never log in."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.versions import as_read
from samvag.agencies.models import ExternalContact
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen

FIELDS = ("agency_kind", "organisation", "name", "title", "phone", "email", "tags")


@transaction.atomic
def add_external(*, by: Actor, **facts: Any) -> ExternalContact:
    """`facts` are those of `FIELDS`. Work facts about a colleague elsewhere, never about a person we meet."""
    require(policy.may_keep_external(by))
    contact = ExternalContact(unit_id=by.unit, **_kept(facts))
    contact.save(force_insert=True)
    log_change("external.add", "externalcontact", contact.id)
    return contact


def outsider_of(facts: dict[str, Any], *, by: Actor) -> UUID:
    """The contact that a step's form names (`name`, `organisation`, `kind`, `phone`): known already, or new."""
    named = {key: facts[key] for key in ("name", "organisation")}
    same = {f"{key}__iexact": value.strip() for key, value in named.items()}
    known = ExternalContact.objects.filter(unit=by.unit, ended_on=None, **same).order_by("id").first()
    return (known or add_external(by=by, agency_kind=facts["kind"], phone=facts["phone"], **named)).id


@transaction.atomic
def edit_external(
    contact_id: UUID, *, by: Actor, version: int | None = None, **facts: Any
) -> ExternalContact:
    contact = _own(contact_id, by)
    as_read(contact, version)
    for name, value in _kept(facts).items():
        setattr(contact, name, value)
    contact.save(update_fields=FIELDS)
    log_change("external.edit", "externalcontact", contact.id)
    return contact


@transaction.atomic
def end_external(contact_id: UUID, *, by: Actor, again: bool = False) -> ExternalContact:
    """No longer to be asked, or to be asked `again`; steps of the past still say who it was."""
    contact = _own(contact_id, by)
    contact.ended_on = None if again else timezone.localdate()
    contact.save(update_fields=["ended_on"])
    log_change("external.begin" if again else "external.end", "externalcontact", contact.id)
    return contact


def _own(contact_id: UUID, by: Actor) -> ExternalContact:
    require(policy.may_keep_external(by))
    contact = ExternalContact.objects.select_for_update().filter(id=contact_id, unit=by.unit).first()
    if contact is None:
        raise Unseen
    return contact


def _kept(facts: dict[str, Any]) -> dict[str, Any]:
    given = {name: facts[name] for name in FIELDS if name in facts}
    if not given.get("name", "").strip() or not given.get("organisation", "").strip():
        raise Refused(_("Skriv både namn och organisation."))
    return given
