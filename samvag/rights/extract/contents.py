"""The whole of a register extract as plain data, to be kept as it was."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.agencies.models import Unit
from samvag.kernel.categories import LABELS, Category
from samvag.rights.extract.holding import sections_of
from samvag.rights.extract.log import looked_summary
from samvag.rights.extract.whom import Whom
from samvag.rights.models import Controller
from samvag.rights.terms import AUTHORITY

RECIPIENTS = (
    "SELECT what, who, on_day, told FROM rights_recipients(%(person)s) ORDER BY on_day DESC, who, what"
)
WHAT = {
    "SENT": gettext_noop("Överlämning till"),
    "RECEIVED": gettext_noop("Kom med en överlämning från"),
    "CONSENT": gettext_noop("Fick se med samtycke"),
    "WITHDRAWN": gettext_noop("Fick se tills samtycket återkallades"),
    "FOLLOWUP": gettext_noop("Uppföljning Finsam, med samtycke"),
}  # fmt: skip


def contents(actor: Actor, person: Whom, asked_on: date) -> dict[str, Any]:
    """The whole extract as plain data."""
    unit = Unit.objects.select_related("agency").get(id=actor.unit)
    return {
        "name": person.name,
        "number": person.written,
        "made": timezone.localdate().isoformat(),
        "asked": asked_on.isoformat(),
        "unit": unit.name,
        "agency": unit.agency.name,
        "controller": controller_of(actor),
        "authority": AUTHORITY,
        "sections": sections_of(actor, person.person),
        "recipients": [_recipient(*row) for row in rows(RECIPIENTS, {"person": person.person})],
        "log": looked_summary(actor, person.person),
    }


def _recipient(what: str, who: str, on: date, told: str) -> dict[str, str]:
    if what in ("CONSENT", "WITHDRAWN"):
        named = (LABELS.get(Category(one)) for one in (told or "").split(",") if one)
        told = ", ".join(str(one) for one in named)
    return {"what": _(WHAT[what]), "who": who, "on": on.isoformat(), "told": told or ""}


def controller_of(actor: Actor) -> dict[str, str]:
    facts = Controller.objects.filter(unit=actor.unit).values("officer", "phone", "email", "address").first()
    return (
        {name: str(value) for name, value in facts.items()}
        if facts
        else {"officer": "", "phone": "", "email": "", "address": ""}
    )
