"""What a person takes back, wholly or partly. It bites at once, on the other unit's next request."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.consents import policy
from samvag.consents.actions.giving import Side, end_consent, shares
from samvag.consents.actions.recording import told
from samvag.consents.models import Consent, ConsentCategory, Party
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen


@transaction.atomic
def withdraw(consent_id: UUID, *, by: Actor, how: str = "", on: date | None = None) -> Consent:
    """The whole of it, at once. Any unit that the consent names may write it down for the person.

    `on` is the day that a letter bears. It closes from now whatever that is, so a day to come is refused.
    """
    consent = _living(consent_id, by, on)
    end_consent(consent, how)
    told(consent, "consent.withdraw", by, **_dated(on))
    return consent


@transaction.atomic
def withdraw_party(
    consent_id: UUID, unit: UUID, *, by: Actor, how: str = "", on: date | None = None
) -> Consent:
    """One unit no longer gives nor sees. When nothing is left to share, the whole consent ends.

    What is left is asked first: a unit that is taken out itself does not see the consent afterwards.
    """
    consent = _living(consent_id, by, on)
    parts = Party.objects.filter(consent=consent, withdrawn_at=None)
    sides = [Side(*side) for side in parts.order_by("unit").values_list("unit", "gives", "receives")]
    left = [side for side in sides if side.unit != unit]
    if left == sides:
        raise Refused(_("Den verksamheten är inte med i samtycket längre."))
    if shares(left):
        parts.filter(unit=unit).update(withdrawn_at=timezone.now())
    else:
        end_consent(consent, how)
    told(consent, "consent.withdraw_party", by, party=unit, **_dated(on))
    return consent


@transaction.atomic
def withdraw_category(
    consent_id: UUID, category: str, *, by: Actor, how: str = "", on: date | None = None
) -> Consent:
    consent = _living(consent_id, by, on)
    kinds = ConsentCategory.objects.filter(consent=consent, withdrawn_at=None)
    if not kinds.filter(category=category).update(withdrawn_at=timezone.now()):
        raise Refused(_("De uppgifterna är inte med i samtycket längre."))
    if not kinds.exists():
        end_consent(consent, how)
    told(consent, "consent.withdraw_category", by, category=category, **_dated(on))
    return consent


def _dated(on: date | None) -> dict[str, date]:
    return {"on": on} if on else {}


def _living(consent_id: UUID, by: Actor, on: date | None) -> Consent:
    require(policy.may_record(by))
    if on and on > timezone.localdate():
        raise Refused(
            _("Ett återkallande gäller genast och kan inte dateras framåt. Välj i dag eller tidigare.")
        )
    consent = Consent.objects.filter(id=consent_id).first()
    if consent is None:
        raise Unseen
    if consent.refused or consent.withdrawn_at:
        raise Refused(_("Samtycket gäller inte längre, så det finns inget att återkalla."))
    return consent
