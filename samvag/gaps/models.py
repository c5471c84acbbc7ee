"""The rules as data, each unit's values, and the gaps: one row a unit's case and rule, with the day it fires.

The rows are written by the evaluation alone (a function of the database, which sees what the unit may see), a million
at a time; so they carry no foreign keys but the case's, which takes them along when it goes.
"""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from samvag.access.rows import Versioned
from samvag.gaps.terms import COUNTINGS, SECOND_TO, URGENCIES
from samvag.kernel.classified import classified

PURPOSE = "Se att ingen lämnas utan att någon är ansvarig."


def named(model: str | type[models.Model], *, null: bool = False) -> Any:
    """A foreign key in name only."""
    return models.ForeignKey(
        model, models.DO_NOTHING, null=null, related_name="+", db_constraint=False, db_index=False
    )


class Rule(models.Model):
    """`more` holds the rule's further numbers by name. `terms.py` is their source; a unit's own stand in `Value`."""

    code = models.TextField(primary_key=True)
    sort = models.IntegerField()
    name = models.TextField()
    sentence = models.TextField(help_text="In Swedish, with named places; read through gettext.")
    silent = models.TextField(blank=True, help_text="When it does not show, in words.")
    days = models.IntegerField()
    counting = models.TextField(choices=COUNTINGS)
    second_days = models.IntegerField(null=True)
    second_to = models.TextField(choices=SECOND_TO, blank=True)
    due_days = models.IntegerField(help_text="Calendar days from the day it shows until it should be closed.")
    rests = models.BooleanField(help_text="Needs others' answers: the days of weeks 27–31 are not counted.")
    urgency = models.SmallIntegerField(choices=URGENCIES)
    more = models.JSONField(default=dict)


class Value(Versioned):
    """What one unit has decided instead of a rule's defaults; null keeps the default."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("agencies.Unit", models.CASCADE, related_name="+")
    rule = models.ForeignKey(Rule, models.CASCADE, related_name="+")
    days = models.IntegerField(null=True)
    second_days = models.IntegerField(null=True)
    more = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "rule"], name="gaps_value_once"),
            models.CheckConstraint(
                condition=models.Q(days=None) | models.Q(days__range=(0, 730)), name="gaps_value_days"
            ),
            models.CheckConstraint(
                condition=models.Q(second_days=None) | models.Q(second_days__range=(0, 730)),
                name="gaps_value_second_days",
            ),
        ]


class Row(models.Model):
    """A row about a unit's case that only this unit ever sees."""

    owner_unit = named("agencies.Unit")
    case = named("cases.Case")
    person = named("people.Identity")
    rule = named(Rule)
    since = models.DateField(help_text="From when the chain is broken, or will be.")

    class Meta:
        abstract = True


class Gap(Row):
    """Fires on a day that the data say: nothing needs to run when time passes but at `gaps_again.again_on`.

    `responsible` null means the unit's recipient; from `second_on` it is `second`, or as the rule's `second_to` says.
    The two last columns are the postponements of this gap; they go when its cause does.
    """

    pk = models.CompositePrimaryKey("case", "rule")
    subject = models.UUIDField(
        null=True, help_text="The row that it is about: a step, a hand-over, a consent …"
    )
    urgency = models.SmallIntegerField(choices=URGENCIES)
    fires_on = models.DateField()
    due_on = models.DateField()
    responsible = named("agencies.Staff", null=True)
    second_on = models.DateField(null=True)
    second = named("agencies.Staff", null=True)
    part = models.TextField(db_default="", help_text="Of the one responsible.")
    kind = models.TextField(db_default="", help_text="Which of the rule's sentences.")
    why = models.JSONField(
        default=dict, help_text="Dates, codes and ids that the sentence is made of; no free text."
    )
    postponed_until = models.DateField(null=True)
    postponed_times = models.SmallIntegerField(db_default=0)
    shows_on = models.GeneratedField(
        expression=Greatest("fires_on", Coalesce("postponed_until", "fires_on")),
        output_field=models.DateField(),
        db_persist=True,
    )

    PERSONAL = classified(PURPOSE, "since", "fires_on", "due_on", "why", "postponed_until")

    class Meta:
        indexes = [
            models.Index(fields=["owner_unit", "shows_on"], name="gaps_gap_of_unit"),
            models.Index(fields=["responsible", "shows_on"], name="gaps_gap_of_staff"),
            models.Index(
                fields=["second", "second_on"],
                name="gaps_gap_second",
                condition=models.Q(second__isnull=False),
            ),
            models.Index(fields=["fires_on"], name="gaps_gap_fires"),
        ]


class Again(models.Model):
    """The next date on which a case's gaps may change by themselves. Read by the evaluation alone."""

    case = models.OneToOneField(
        "cases.Case", models.DO_NOTHING, primary_key=True, related_name="+", db_constraint=False
    )
    again_on = models.DateField(db_index=True)


class Postponement(Row):
    """Somebody decided that it can wait until a day, and why. A row each time; undone is a date."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    until = models.DateField()
    reason = models.TextField()
    nth = models.SmallIntegerField()
    batch = models.UUIDField(help_text="What was postponed together is undone together.")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+")
    before = models.DateField(null=True, help_text="Until when it was postponed before, for undo.")
    undone_at = models.DateTimeField(null=True)

    PERSONAL = classified(PURPOSE, "since", "until", "reason")

    class Meta:
        indexes = [
            models.Index(fields=["case", "rule"], name="gaps_postponement_of_gap"),
            models.Index(fields=["batch"], name="gaps_postponement_batch"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="gaps_postponement_has_a_reason")
        ]


class Closed(Row):
    """A gap that had shown and whose cause has gone: how long it stood and who was responsible at the end."""

    id = models.BigAutoField(primary_key=True)
    fired_on = models.DateField()
    closed_on = models.DateField()
    responsible = named("agencies.Staff", null=True)

    PERSONAL = classified(PURPOSE, "since", "fired_on", "closed_on")

    class Meta:
        indexes = [
            models.Index(fields=["case"], name="gaps_closed_of_case"),
            models.Index(fields=["owner_unit", "closed_on"], name="gaps_closed_of_unit"),
        ]
