"""The roles that a membership can carry in a unit, and what each opens. The whole matrix on one page."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    WORKER = "worker"
    MANAGER = "manager"
    RECIPIENT = "recipient"
    ADMIN = "admin"
    ASSOCIATION = "association"


LABELS = {
    Role.WORKER: _("Handläggare"),
    Role.MANAGER: _("Chef"),
    Role.RECIPIENT: _("Mottagare"),
    Role.ADMIN: _("Verksamhetsadministratör"),
    Role.ASSOCIATION: _("Förbundsadministratör"),
}

CHOICES = [(role.value, LABELS[role]) for role in Role]

#: May meet persons at all. Which persons, the database decides: assignment, cover, or the whole unit.
WITH_PERSONS = frozenset({Role.WORKER, Role.MANAGER, Role.RECIPIENT})
#: Sees every person of the unit.
WHOLE_UNIT = frozenset({Role.MANAGER, Role.RECIPIENT})
#: Keeps the unit's staff, roles and values.
KEEPS_UNIT = frozenset({Role.ADMIN, Role.MANAGER})
#: Anybody who has logged in and acts for a unit.
EVERYBODY = frozenset(Role)
