"""What the forms of the day's work need to know: whom one can choose, what one had begun to write."""

from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.agencies.queries import colleagues
from samvag.cases.queries.external import external_contacts
from samvag.cases.queries.reading import read

Choices = list[tuple[str, str]]

UNITS = """
    SELECT u.id::text, u.name || ', ' || a.name FROM agencies_unit u JOIN agencies_agency a ON a.id = u.agency_id
     WHERE u.id <> %(unit)s ORDER BY a.name, u.name, u.id
"""
DRAFT = """
    SELECT d.text FROM cases_draft d WHERE d.case_id = %(case)s AND d.created_by_id = %(staff)s ORDER BY d.id
"""
MY_PHONE = "SELECT s.phone FROM agencies_staff s WHERE s.id = %(staff)s ORDER BY s.id"


def people_here(actor: Actor) -> Choices:
    """Everybody in the unit today, oneself first."""
    others = [(str(staff), name) for staff, name in colleagues(actor) if staff != actor.staff]
    return [(str(actor.staff), _("Jag (%(name)s)") % {"name": actor.name}), *others]


def other_units(actor: Actor) -> Choices:
    """Every other unit of the directory, which is open to all staff."""
    return read(actor, UNITS, lambda unit, name: (unit, name))


def contacts_to_ask(actor: Actor) -> Choices:
    """The unit's external contacts that are still to be asked."""
    living = (contact for contact in external_contacts(actor) if contact.ended_on is None)
    return [(str(contact.id), f"{contact.name}, {contact.organisation}") for contact in living]


def draft_of(actor: Actor, case: UUID | None) -> str:
    """What the actor herself had begun to write; empty when nothing."""
    found = read(actor, DRAFT, str, case=case) if case else []
    return found[0] if found else ""


def own_phone(actor: Actor) -> str:
    found = read(actor, MY_PHONE, str)
    return found[0] if found else ""
