"""The roles that a membership can carry in a unit, and what each opens. Who meets whom is in the policy table."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from samvag.access.table import roles_that


class Role(StrEnum):
    WORKER = "worker"
    MANAGER = "manager"
    RECIPIENT = "recipient"
    ADMIN = "admin"
    ASSOCIATION = "association"
    REVIEWER = "reviewer"
    OFFICER = "officer"


LABELS = {
    Role.WORKER: _("Handläggare"),
    Role.MANAGER: _("Chef"),
    Role.RECIPIENT: _("Mottagare"),
    Role.ADMIN: _("Verksamhetsadministratör"),
    Role.ASSOCIATION: _("Förbundsadministratör"),
    Role.REVIEWER: _("Logggranskare"),
    Role.OFFICER: _("Dataskyddsombud"),
}

CHOICES = [(role.value, LABELS[role]) for role in Role]

#: May meet persons at all. Which persons, the database decides: assignment, cover, or the whole unit.
WITH_PERSONS = frozenset(map(Role, roles_that("assigned", "read")))
#: Sees every person of the unit.
WHOLE_UNIT = frozenset(map(Role, roles_that("manager", "read")))
#: Decides for the unit what nobody else may.
LEADS = frozenset({Role.MANAGER})
#: Keeps the unit's staff, roles and values.
KEEPS_UNIT = frozenset({Role.ADMIN, Role.MANAGER})
#: Reviews the unit's log: who of the staff has seen whom, and why. Meets nobody by that.
REVIEWS_LOG = frozenset({Role.REVIEWER})
#: Sees how many were reviewed and what came of it.
SEES_REVIEWS = frozenset({Role.REVIEWER, Role.MANAGER, Role.OFFICER})
#: Answers for a person's rights in the unit: register extract, restriction. Meets nobody by that.
KEEPS_RIGHTS = frozenset({Role.MANAGER, Role.ADMIN, Role.OFFICER})
#: Anybody who has logged in and acts for a unit.
EVERYBODY = frozenset(Role)
