"""How a person herself wants to be reached, and what units have to send to her."""

from django.db import models

from samvag.access.rows import PersonRow
from samvag.kernel.categories import Category
from samvag.kernel.classified import classified
from samvag.outbox.terms import OWN_CHANNELS, STATES, WAITING


class OwnWay(models.Model):
    """Her own choice, made in Min väg: it goes before every unit's card, for everything that is sent. She keeps it;
    units see it only when she says so."""

    person = models.OneToOneField("people.Identity", models.PROTECT, primary_key=True, related_name="+")
    channel = models.TextField(choices=OWN_CHANNELS)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    earliest = models.TimeField(null=True)
    latest = models.TimeField(null=True)
    letters_home = models.BooleanField(default=False)
    shown_to_units = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    PERSONAL = classified(
        "Nå personen som hon själv vill.", "channel", "phone", "email", "earliest", "latest", "letters_home",
        "shown_to_units", "changed_at", category=Category.CONTACT,
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(earliest=None, latest=None)
                | models.Q(earliest__isnull=False, latest__gt=models.F("earliest")),
                name="outbox_ownway_hours_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(channel="VISIT")
                | (models.Q(channel="SMS") & ~models.Q(phone=""))
                | (models.Q(channel="EMAIL") & ~models.Q(email="")),
                name="outbox_ownway_leads_somewhere",
            ),
        ]


class Message(PersonRow):
    """That there is something to read in Min väg. Holds neither words nor where it was sent."""

    state = models.TextField(choices=STATES, default=WAITING)
    channel = models.TextField(blank=True)
    handled_at = models.DateTimeField(null=True)

    PERSONAL = classified("Säga till att något finns att läsa.", "state", "channel", "handled_at")

    class Meta(PersonRow.Meta):
        pass
