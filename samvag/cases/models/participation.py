"""Participation: an episode of person × intervention × start, with uppgifter at start and end; its Finsam report."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from samvag.access.rows import PersonRow
from samvag.cases.models.case import Case
from samvag.cases.terms import SNAPSHOT_MOMENTS
from samvag.kernel.categories import Category
from samvag.kernel.classified import classified
from samvag.people.terms import SEX


class Participation(PersonRow):
    """Identified in the unit that runs the intervention, under its own law."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participations", db_index=False)
    intervention = models.ForeignKey("catalogue.Intervention", models.PROTECT, related_name="participations")
    period = DateRangeField()
    planned_end = models.DateField(null=True)
    home_municipality = models.TextField(blank=True)
    district = models.TextField(blank=True)
    referrer = models.TextField(blank=True)
    education = models.TextField(blank=True)
    diploma = models.TextField(blank=True)
    support_duration = models.TextField(blank=True)
    exit_reason = models.TextField(blank=True)
    imported = models.UUIDField(null=True, help_text="The import that made it, for undo.")

    PERSONAL = {
        **classified("Följa upp insatsen.", "period", "planned_end", "referrer", "exit_reason"),
        **classified("Följa upp insatsen.", "home_municipality", "district"),
        **classified("Följa upp insatsen.", "education", "diploma", category=Category.EDUCATION),
        **classified("Följa upp insatsen.", "support_duration", category=Category.LIVELIHOOD),
    }

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case"], name="cases_participation_of_case"),
            models.Index(fields=["owner_unit", "intervention"], name="cases_participation_followup"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period__isempty=False) & models.Q(period__startswith__isnull=False),
                name="cases_participation_has_a_beginning",
            ),
            models.CheckConstraint(
                condition=models.Q(planned_end=None)
                | models.Q(planned_end__gte=models.F("period__startswith")),
                name="cases_participation_planned_after_start",
            ),
            # By hand two at once are refused; lists from before may overlap, which is told as a warning.
            ExclusionConstraint(
                name="cases_participation_not_twice",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("intervention", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(imported=None) & ~models.Q(exit_reason="MISREGISTERED"),
            ),
        ]


class Snapshot(PersonRow):
    """Uppgifter at start or end: identical structure, so that before and after compare. 100 % is 40 hours."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="snapshots", db_index=False)
    moment = models.TextField(choices=SNAPSHOT_MOMENTS)
    works = models.BooleanField(null=True)
    work_percent = models.IntegerField(null=True)
    work_type = models.TextField(blank=True)
    studies = models.BooleanField(null=True)
    study_percent = models.IntegerField(null=True)
    study_form = models.TextField(blank=True)
    in_lm_programme = models.BooleanField(null=True)
    job_seeking = models.BooleanField(null=True)
    registered_pes = models.BooleanField(null=True)

    PERSONAL = classified(
        "Jämföra före och efter.", "works", "work_percent", "work_type", "studies", "study_percent", "study_form",
        "in_lm_programme", "job_seeking", "registered_pes",
    )  # fmt: skip

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["participation", "moment"], name="cases_snapshot_once"),
            # IS NOT NULL beside it: a check that is neither true nor false is held to be kept.
            models.CheckConstraint(
                condition=models.Q(work_percent=None)
                | models.Q(works__isnull=False, works=True, work_percent__range=(1, 100)),
                name="cases_snapshot_work",
            ),
            models.CheckConstraint(
                condition=models.Q(study_percent=None)
                | models.Q(studies__isnull=False, studies=True, study_percent__range=(1, 100)),
                name="cases_snapshot_study",
            ),
        ]


class Livelihood(models.Model):
    """What the person lives on at that moment: several sources, each with its share when known."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="livelihoods", db_index=False)
    owner_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    source = models.TextField(help_text="Code of the list livelihood_source.")
    percent = models.IntegerField(null=True)

    PERSONAL = classified("Jämföra före och efter.", "source", "percent", category=Category.LIVELIHOOD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "source"], name="cases_livelihood_once"),
            models.CheckConstraint(
                condition=models.Q(percent=None) | models.Q(percent__range=(1, 100)),
                name="cases_livelihood_percent",
            ),
        ]


class FinsamReport(models.Model):
    """What goes to Uppföljning Finsam: identified with the follow-up consent, else only sex and start year."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    owner_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="finsam_report")
    consent = models.ForeignKey("consents.Consent", models.PROTECT, null=True, related_name="+")
    identified = models.BooleanField()
    sex = models.TextField(choices=SEX)
    start_year = models.IntegerField()
    stripped_at = models.DateTimeField(null=True, help_text="When the consent was withdrawn; the work stays.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(identified=True, consent__isnull=False)
                | models.Q(identified=False, consent=None),
                name="cases_finsam_identified_by_consent",
            )
        ]
