"""Ärende: one unit's own work with a person, and who has it when."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils import timezone

from samvag.access.rows import PersonRow, Versioned
from samvag.cases.terms import ASSIGNMENT_ROLES, MAIN
from samvag.kernel.classified import classified


def as_one(*keys: str) -> models.Func:
    """Several keys as one expression of an exclusion constraint, so that its index serves the constraint alone.

    The planner takes a GiST index of several columns for as good by any of them, and walks through all of it.
    """
    parts = [models.Func(models.F(key), function="uuid_send") for key in keys]
    return models.Func(*parts, arg_joiner=" || ", template="(%(expressions)s)")


class Case(PersonRow):
    """`watched_from` is when the gap watch begins: imported past participations raise nothing."""

    reference = models.TextField(help_text="Diarie- eller aktnummer.")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    close_reason = models.TextField(blank=True, help_text="Code of the list exit_reason.")
    team = models.ForeignKey("agencies.Team", models.SET_NULL, null=True, related_name="+")
    watched_from = models.DateField(null=True)
    imported = models.UUIDField(null=True, help_text="The import that made it, for undo.")

    PERSONAL = classified("Handlägga ärendet.", "reference", "close_reason")

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_unit", "person"],
                condition=models.Q(closed_on=None),
                name="cases_case_one_open",
            ),
            models.UniqueConstraint(fields=["owner_unit", "reference"], name="cases_case_reference_once"),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="cases_case_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None, close_reason="") | ~models.Q(closed_on=None),
                name="cases_case_reason_when_closed",
            ),
        ]


class Assignment(Versioned):
    """Who in the unit has the case, in which part, for how long. One main contact at a time."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    owner_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+", db_index=False)
    role = models.TextField(choices=ASSIGNMENT_ROLES)
    period = DateRangeField()
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="cases_assignment_one_main",
                expressions=[("case", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(role=MAIN),
            ),
            ExclusionConstraint(
                name="cases_assignment_once_at_a_time",
                expressions=[
                    (as_one("staff", "case"), RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff", "owner_unit"], include=["case", "period"], name="cases_assignment_of_staff"
            )
        ]


class CaseloadMove(models.Model):
    """One act of distributing or moving cases, with what is needed to undo it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    made_by = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    from_staff = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    to_staff = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    before = models.JSONField(
        help_text="A row a case: who had it in which role from when, and what was made."
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-made_at"], name="cases_caseload_moves")]
