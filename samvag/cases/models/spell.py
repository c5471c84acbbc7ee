"""Waits, placements, jobs, studies and pauses: spells with dates, never flags."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from samvag.access.rows import PersonRow
from samvag.cases.models.case import Case
from samvag.cases.terms import PAUSE, SPELL_KINDS, WAIT
from samvag.kernel.classified import classified

NOT_WAIT = ~models.Q(kind=WAIT)


class Spell(PersonRow):
    """`title` is what: what one waits for, the employer, the school. `form` is work_type or study_form by kind."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="spells", db_index=False)
    kind = models.TextField(choices=SPELL_KINDS)
    title = models.TextField()
    period = DateRangeField()
    planned_end = models.DateField(null=True)
    percent = models.IntegerField(null=True)
    form = models.TextField(blank=True)
    responsible = models.ForeignKey(
        "agencies.Staff", models.PROTECT, null=True, related_name="+", db_index=False
    )
    promised_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)

    PERSONAL = classified(
        "Följa vägen till arbete eller studier.", "kind", "title", "period", "planned_end", "promised_on", "review_on",
        "percent", "form", "end_reason",
    )  # fmt: skip

    class Meta(PersonRow.Meta):
        indexes = [*PersonRow.Meta.indexes, models.Index(fields=["case", "kind"], name="cases_spell_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period__isempty=False) & models.Q(period__startswith__isnull=False),
                name="cases_spell_has_a_beginning",
            ),
            models.CheckConstraint(
                condition=models.Q(percent=None) | models.Q(percent__gte=1, percent__lte=100),
                name="cases_spell_percent",
            ),
            models.CheckConstraint(
                condition=NOT_WAIT | (models.Q(percent=None) & models.Q(review_on__isnull=False)),
                name="cases_spell_wait_has_review",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=WAIT) | models.Q(promised_on=None, review_on=None),
                name="cases_spell_only_waits_are_promised",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=[WAIT, PAUSE]) | models.Q(form=""),
                name="cases_spell_form_by_kind",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(planned_end=None) | models.Q(planned_end__gte=models.F("period__startswith"))
                )
                & (models.Q(promised_on=None) | models.Q(promised_on__gte=models.F("period__startswith")))
                & (models.Q(review_on=None) | models.Q(review_on__gte=models.F("period__startswith"))),
                name="cases_spell_dates_after_start",
            ),
            ExclusionConstraint(
                name="cases_spell_one_pause",
                expressions=[("case", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(kind=PAUSE),
            ),
            ExclusionConstraint(
                name="cases_spell_not_twice",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
