"""What a unit asks a person in Min väg."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samvag.access.rows import PersonRow
from samvag.consents.terms import CONSENT_KINDS
from samvag.kernel.categories import CHOICES
from samvag.kernel.classified import classified
from samvag.my_way.terms import STATES, WAITING


class Asked(PersonRow):
    """A consent that a unit asks for, with all its terms; the person answers, or it runs out. `sides` are lists of
    unit, gives and receives, as a consent's parties are."""

    kind = models.TextField(choices=CONSENT_KINDS)
    purpose = models.TextField()
    sides = models.JSONField(default=list)
    categories = ArrayField(models.TextField(choices=CHOICES), default=list)
    until = models.DateField()
    coordination = models.ForeignKey("cases.Coordination", models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField(help_text="The last day on which it can be answered.")
    state = models.TextField(choices=STATES, default=WAITING)
    answered_at = models.DateTimeField(null=True)
    consent = models.ForeignKey("consents.Consent", models.PROTECT, null=True, related_name="+")
    message = models.ForeignKey("outbox.Message", models.PROTECT, null=True, related_name="+")

    PERSONAL = classified(
        "Personen bestämmer vad som delas.", "kind", "purpose", "sides", "categories", "until", "expires_on", "state",
        "answered_at",
    )  # fmt: skip

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="my_way_asked_has_a_purpose"),
            models.CheckConstraint(
                condition=models.Q(state="WAITING", answered_at=None)
                | (~models.Q(state="WAITING") & models.Q(answered_at__isnull=False)),
                name="my_way_asked_answered_when_not_waiting",
            ),
        ]
