"""Two units and a person between them: consent, coordination and interventions, through the real actions."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from samvag.agencies.models import Staff, Unit
from samvag.cases.actions.coordination import join, start_coordination
from samvag.cases.models import Case, Coordination
from samvag.cases.queries.coordination import invitations
from samvag.catalogue.models import Intervention
from samvag.consents.actions.giving import Side, give_consent
from samvag.consents.models import Consent
from samvag.consents.terms import INFO_EXCHANGE
from tests.harness.acting import acting

GIVEN = {"given_how": "SKRIFTLIGT"}
PURPOSE = "Hjälpas åt med vägen till arbete."


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def make_consent(
    worker: Staff, case: Case, *others: Unit, kind: str = INFO_EXCHANGE, **facts: Any
) -> Consent:
    """The person lets the worker's unit and the others tell each other; planning unless `categories` says else."""
    said = {"purpose": PURPOSE, "until": in_days(200), "categories": ["planning"], **GIVEN, **facts}
    if kind == INFO_EXCHANGE:
        said.setdefault("sides", [Side(unit.id) for unit in others])
    else:
        said.pop("categories")
    with acting(worker, worker.unit) as by:
        return give_consent(case.person_id, kind, by=by, **said)


def begin_together(worker: Staff, case: Case, *others: Unit, **facts: Any) -> Coordination:
    """A coordination that the others are invited to and have not answered."""
    said = {"until": in_days(200), "categories": ["planning"], **GIVEN, **facts}
    said.setdefault("sides", [Side(unit.id) for unit in others])
    with acting(worker, worker.unit) as by:
        return start_coordination(case.id, PURPOSE, by=by, **said)


def join_in(recipient: Staff, worker: Staff, **facts: Any) -> Case:
    """The invited unit answers the only invitation that waits: its own case, and the worker on the team."""
    with acting(recipient, recipient.unit) as by:
        (invitation,) = invitations(by)
        names = {"given_name": "Samma", "family_name": "Människa"}
        return join(invitation.id, by=by, worker=worker.id, **{**names, **facts})


def make_intervention(unit: Unit, worker: Staff, name: str = "Ungdomsspåret", **facts: Any) -> UUID:
    with acting(worker, unit):
        row = Intervention(unit=unit, name=name, **facts)
        row.save(force_insert=True)
        return row.id
