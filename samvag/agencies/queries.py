"""Who works where, and how to reach whom."""

from uuid import UUID

from django.utils import timezone

from samvag.agencies.models import Membership, Staff


def places_of_account(account: int) -> tuple[UUID | None, list[UUID]]:
    """At login, before there is an actor: the person of staff of an account and the units with a role today."""
    staff = Staff.objects.filter(account=account, active=True).values_list("id", flat=True).first()
    if staff is None:
        return None, []
    today = timezone.localdate()
    units = Membership.objects.filter(staff=staff, period__contains=today).order_by("unit__name")
    return staff, list(units.values_list("unit", flat=True).distinct())
