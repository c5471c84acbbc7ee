"""Ending what somebody may, at once: the role's row, and whatever is open in her name."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from samvag.agencies.models import Membership
from samvag.audit.actions import log_change
from samvag.kernel.periods import ended


def end_now(membership: Membership) -> None:
    """It holds no more today; one that began today never was."""
    today = timezone.localdate()
    if membership.period.lower >= today:
        membership.delete()
    else:
        membership.period = ended(membership.period, today - timedelta(days=1))
        membership.save(update_fields=["period"])
    log_change(
        "role.end", "membership", membership.id, role=membership.role, staff=membership.staff_id, now=True
    )


def close_logins(account: int | None) -> None:
    """Her sessions are gone, and no password, code, passkey or e-ID opens a new one."""
    if account is None:
        return
    with transaction.atomic(using="auth"):
        close_sessions(account)
        Authenticator.objects.filter(user=account).delete()
        SocialAccount.objects.filter(user=account).delete()
        user: Any = get_user_model().objects.get(pk=account)
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])


def close_sessions(account: int | None) -> None:
    """Wherever she is logged in."""
    close_other_sessions(account, "")


def close_other_sessions(account: int | None, this: str) -> None:
    """Wherever she is logged in, but here."""
    with transaction.atomic(using="auth"):
        others = UserSession.objects.filter(user=account).exclude(session_key=this)
        Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
        others.delete()


def close_all_sessions() -> None:
    """Everybody's, also those of persons in Min väg."""
    with transaction.atomic(using="auth"):
        UserSession.objects.all().delete()
        Session.objects.all().delete()
