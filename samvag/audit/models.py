"""Append-only: who did what, and who looked at whom. No feature reads these but the ones that show the log."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """One row an action, written in the same transaction as what it did."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    staff = models.UUIDField(null=True)
    unit = models.UUIDField()
    verb = models.TextField()
    person = models.UUIDField(null=True)
    subject = models.TextField()
    subject_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)


class Read(models.Model):
    """One row a page, with the ids of all persons that it showed, search results included."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    staff = models.UUIDField(null=True)
    unit = models.UUIDField()
    page = models.TextField()
    persons = ArrayField(models.UUIDField())
