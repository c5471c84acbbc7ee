"""What the forms of the day's work need to know: whom one can choose, what one had begun to write."""

from collections.abc import Callable
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.agencies.queries import colleagues
from samvag.cases.queries.reading import read

Choices = list[tuple[str, str]]

WHOM = """
    SELECT 'colleagues', '', s.name, s.id::text, s.name FROM agencies_staff s
     WHERE s.active AND s.id IN (SELECT m.staff_id FROM agencies_membership m
                                  WHERE m.unit_id = %(unit)s AND m.period @> %(today)s::date)
    UNION ALL
    SELECT 'units', a.name, u.name, u.id::text, u.name || ', ' || a.name
      FROM agencies_unit u JOIN agencies_agency a ON a.id = u.agency_id WHERE %(elsewhere)s AND u.id <> %(unit)s
    UNION ALL
    SELECT 'externals', x.organisation, x.name, x.id::text, x.name || ', ' || x.organisation
      FROM agencies_externalcontact x WHERE %(elsewhere)s AND x.unit_id = %(unit)s AND x.ended_on IS NULL
     ORDER BY 1, 2, 3, 4
"""
MY_PHONE = "SELECT s.phone FROM agencies_staff s WHERE s.id = %(staff)s ORDER BY s.id"


def people_here(actor: Actor) -> Choices:
    """Everybody in the unit today, oneself first."""
    return _self_first(actor, [(str(staff), name) for staff, name in colleagues(actor)])


def whom_to_ask(actor: Actor, doer: str = "") -> dict[str, Callable[[], Choices]]:
    """Who can do a step: `colleagues` (oneself first), the directory's other `units`, the unit's own `externals`.

    One statement, when the first is looked at; without the directory when a colleague has been chosen already.
    """

    @cache
    def found(elsewhere: bool) -> dict[str, Choices]:
        groups: dict[str, Choices] = {"colleagues": [], "units": [], "externals": []}
        asked = {"unit": actor.unit, "today": timezone.localdate(), "elsewhere": elsewhere}
        for kind, _group, _name, whom, label in rows(WHOM, asked):
            groups[kind].append((whom, label))
        return groups

    return {
        "colleagues": lambda: _self_first(actor, found(doer != "STAFF")["colleagues"]),
        "units": lambda: found(True)["units"],
        "externals": lambda: found(True)["externals"],
    }


def _self_first(actor: Actor, staff: Choices) -> Choices:
    others = [choice for choice in staff if choice[0] != str(actor.staff)]
    return [(str(actor.staff), _("Jag (%(name)s)") % {"name": actor.name}), *others]


def own_phone(actor: Actor) -> str:
    found = read(actor, MY_PHONE, str)
    return found[0] if found else ""
