"""What goes to Uppföljning Finsam of a participation: apart from the work, and stripped without touching it.

Identified only with a live follow-up consent and never with protected identity; otherwise sex and start year.
Source: domain reference 1.3 (SUS consent and anonymity), 7.5.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from samvag.audit.actions import log_change
from samvag.cases.models import FinsamReport, Participation
from samvag.consents.models import Consent
from samvag.consents.terms import FINSAM_FOLLOWUP
from samvag.kernel.periods import last_day
from samvag.people.models import Card
from samvag.people.terms import OPEN


def report(participation: Participation) -> FinsamReport:
    """Makes the report of a participation, or brings it up to date with consent and protection as they are now."""
    row = FinsamReport.objects.filter(participation=participation).first()
    consent = _consent(participation)
    card = Card.objects.filter(person=participation.person_id, owner_unit=participation.owner_unit_id).first()
    facts: dict[str, Any] = {
        "consent": consent,
        "identified": consent is not None,
        "sex": card.sex if card else "U",
        "start_year": participation.period.lower.year,
    }
    if row is None:
        row = FinsamReport(participation=participation, owner_unit_id=participation.owner_unit_id, **facts)
        row.save(force_insert=True)
        return row
    if row.identified != facts["identified"]:
        row.stripped_at = None if facts["identified"] else timezone.now()
        verb = "identify" if facts["identified"] else "strip"
        log_change(f"finsamreport.{verb}", "finsamreport", row.id, person=participation.person_id)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    return row


def card_has_changed(owner_unit: UUID, person: UUID, fields: list[str]) -> None:
    """Listens to people: protection that comes later strips what was reported before."""
    if not {"protection", "sex"}.isdisjoint(fields):
        consent_has_changed(person)


def consent_has_changed(person: UUID) -> None:
    """Listens to consents: every report of the person that the actor's unit keeps follows at once."""
    for row in FinsamReport.objects.filter(participation__person=person).order_by("id"):
        report(row.participation)


def _consent(participation: Participation) -> Consent | None:
    """The unit's own follow-up consent, unless the identity is protected.

    It counts when it lives today, or lived on the last day of what has ended; a withdrawn one counts for nothing.
    """
    mine = {"person": participation.person_id, "owner_unit": participation.owner_unit_id}
    if Card.objects.filter(**mine).exclude(protection=OPEN).exists():
        return None
    day = min(timezone.localdate(), last_day(participation.period) or date.max)
    given = Consent.objects.filter(**mine, kind=FINSAM_FOLLOWUP, refused=False, withdrawn_at=None)
    return given.filter(period__contains=day).order_by("-created_at", "id").first()
