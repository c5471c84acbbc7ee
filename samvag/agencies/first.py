"""A password that somebody else has handed over opens one page: where one chooses one's own. And only for some days."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

FIRST = "first"
LASTS = timedelta(days=7)


def handed_over(user: Any) -> None:
    """From now on. The account's own date is that of its last password of this kind."""
    user.date_joined = timezone.now()
    user.save(update_fields=["date_joined"])
    first, _made = Group.objects.get_or_create(name=FIRST)
    first.user_set.add(user)


def is_first(user: Any) -> bool:
    return user.groups.filter(name=FIRST).exists()


def has_run_out(user: Any) -> bool:
    return is_first(user) and timezone.now() - user.date_joined > LASTS


def own_chosen(user: Any) -> None:
    user.groups.remove(*Group.objects.filter(name=FIRST))
