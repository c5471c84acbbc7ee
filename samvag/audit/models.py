"""Append-only: who did what, and who looked at whom. No feature reads these but the ones that show the log."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Subject(models.Model):
    """Who a person is in the log: a random id. To erase or re-key somebody changes this row, never the log."""

    person = models.UUIDField(primary_key=True)
    subject = models.UUIDField(unique=True)


class FormerSubject(models.Model):
    """Who a person was in the log before she was marked as protected and got a new id."""

    subject = models.UUIDField(primary_key=True)
    person = models.UUIDField(db_index=True)
    until = models.DateTimeField()


class Entry(models.Model):
    """One row an act, written in the same transaction as what it did; one row a page, with all persons it showed.

    `xid` is the writing transaction, which says when the row can be sealed.
    """

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField()
    at = models.DateTimeField()
    staff = models.UUIDField(null=True)
    service = models.TextField(
        help_text="The name of a job that acts; empty when it is somebody of the staff."
    )
    unit = models.UUIDField()
    action = models.TextField(help_text="As step.create; read for a page.")
    object = models.TextField(help_text="The kind of row, or the page.")
    object_id = models.UUIDField(null=True)
    subjects = ArrayField(models.UUIDField())
    grounds = ArrayField(
        models.TextField(),
        null=True,
        help_text="Why each of the subjects was shown, as the database found it; null from before it was kept.",
    )
    detail = models.JSONField(help_text="Nothing personal: codes, dates, counts.")

    class Meta:
        indexes = [
            models.Index(fields=["xid", "id"], name="audit_entry_to_seal"),
            # Serve: who has looked at somebody; what was done in a unit between two days.
            GinIndex(fields=["subjects"], name="audit_entry_of_subject"),
            models.Index(
                fields=["unit", "at"],
                include=["id", "staff"],
                condition=~models.Q(subjects=[]),
                name="audit_entry_of_unit",
            ),
        ]


class Seal(models.Model):
    """An entry's place in the log, given when it is sealed, and the hash of what it said then."""

    place = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    leaf = models.BinaryField()


class Batch(models.Model):
    """What was sealed at once: the root of its leaves' tree, and the head of the chain, which holds all before it.

    Every transaction before `horizon` had ended. Number 0 is empty and random: it tells one log from another.
    """

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    horizon = models.BigIntegerField()
    first = models.BigIntegerField()
    count = models.BigIntegerField()
    root = models.BinaryField()
    head = models.BinaryField()
