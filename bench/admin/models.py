"""Samväg's tables as a plain register sees them; the copy has got `cases_case.card_id`, as such a register has."""

from uuid import uuid4

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils import timezone


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class Unit(Row):
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "agencies_unit"

    def __str__(self) -> str:
        return self.name


class Staff(Row):
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "agencies_staff"

    def __str__(self) -> str:
        return self.name


class Card(Row):
    owner_unit = models.ForeignKey(Unit, models.PROTECT)
    given_name = models.TextField()
    family_name = models.TextField()
    born = models.DateField(null=True, blank=True)
    phone = models.TextField(blank=True)
    home_municipality = models.TextField(blank=True)
    protection = models.TextField(default="INGEN")

    class Meta:
        managed = False
        db_table = "people_card"

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Case(Row):
    card = models.ForeignKey(Card, models.PROTECT)
    owner_unit = models.ForeignKey(Unit, models.PROTECT)
    person_id = models.UUIDField(editable=False)
    reference = models.TextField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "cases_case"

    def __str__(self) -> str:
        return self.reference


class Assignment(Row):
    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    owner_unit = models.ForeignKey(Unit, models.PROTECT, editable=False)
    staff = models.ForeignKey(Staff, models.PROTECT)
    role = models.TextField(
        choices=[("MAIN", "Huvudkontakt"), ("DEPUTY", "Ersättare"), ("WORKER", "Handläggare")]
    )
    period = DateRangeField()

    class Meta:
        managed = False
        db_table = "cases_assignment"


class OfCase(Row):
    case = models.ForeignKey(Case, models.CASCADE)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, editable=False)
    person_id = models.UUIDField(editable=False)
    category = models.TextField(default="planning", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.IntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Contact(OfCase):
    on = models.DateField()
    channel = models.TextField(
        choices=[("PHONE", "Telefon"), ("MEETING", "Möte"), ("SMS", "Sms"), ("MAIL", "E-post")]
    )
    direction = models.TextField(choices=[("OUT", "Vi"), ("IN", "Personen")], default="OUT")
    reached = models.BooleanField()
    line = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "cases_contact"


class Note(OfCase):
    text = models.TextField()

    class Meta:
        managed = False
        db_table = "cases_note"


class Step(OfCase):
    what = models.TextField()
    doer = models.TextField(default="STAFF")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True)
    due_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    end_note = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "cases_step"


class Meeting(OfCase):
    about = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "cases_meeting"


class Intervention(Row):
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "catalogue_intervention"

    def __str__(self) -> str:
        return self.name


class Participation(OfCase):
    intervention = models.ForeignKey(Intervention, models.PROTECT)
    period = DateRangeField()
    planned_end = models.DateField(null=True, blank=True)
    exit_reason = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "cases_participation"


class Spell(OfCase):
    kind = models.TextField()
    title = models.TextField()
    period = DateRangeField()

    class Meta:
        managed = False
        db_table = "cases_spell"
