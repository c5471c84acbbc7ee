"""What a verified identity opens: what the table says, and nothing without it."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.context import acting_as_service
from samvag.access.providers import Provider
from samvag.access.reading import rows
from samvag.agencies.eid.tokens import NotBelieved
from samvag.agencies.ending import end_now
from samvag.agencies.models import LoginRule, Membership, Staff
from samvag.audit.actions import log_change
from samvag.kernel.periods import period

ANY = "*"


def admit(provider: Provider, said: Mapping[str, Any], account: int | None) -> int:
    """The account of whoever this is. `account` is the one that the identity already belongs to."""
    with transaction.atomic(using="auth"), acting_as_service("setup"):
        rules = fitting(provider, said)
        staff = _known(account, rules) if account else _first_time(provider, said, rules)
        _give_and_take(provider, staff, rules)
        return int(staff.account or 0)


def may_connect(provider: Provider, said: Mapping[str, Any], account: int | None) -> None:
    """Somebody who is logged in lays an identity to her own login: if the table lets her in by it."""
    if account is None:
        raise NotBelieved(_("Logga in först, och koppla sedan legitimationen."))
    with acting_as_service("setup"):
        _known(account, fitting(provider, said))


def fitting(provider: Provider, said: Mapping[str, Any]) -> list[LoginRule]:
    """The rows of the table that what the broker said fits. Refused when there is none."""
    kept = LoginRule.objects.filter(provider=provider.id, ended_at=None).order_by("made_at", "id")
    found = [rule for rule in kept if fits(rule.pattern, said.get(rule.claim))]
    if not found:
        raise NotBelieved(_("Ingen har sagt att du ska släppas in här. Be verksamhetens administratör."))
    return found


def fits(pattern: str, value: object) -> bool:
    """`*` stands for anything; a claim of several values fits when one of them does."""
    values: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    words = [one for one in values if isinstance(one, str)]
    if ANY not in pattern:
        return pattern in words
    literal = pattern.replace("[", "[[]").replace("?", "[?]")
    return any(fnmatchcase(word, literal) for word in words)


def _known(account: int, rules: list[LoginRule]) -> Staff:
    staff = Staff.objects.filter(account=account, active=True).first()
    if staff is None:
        raise NotBelieved(_("Din inloggning är avslutad. Be verksamhetens administratör."))
    if not any(rule.role or rule.staff_id == staff.id for rule in rules):
        raise NotBelieved(_("Ingen har sagt att du ska släppas in här. Be verksamhetens administratör."))
    return staff


def _first_time(provider: Provider, said: Mapping[str, Any], rules: list[LoginRule]) -> Staff:
    """Somebody of the staff who has no login yet, or somebody new where a row says who may come."""
    named = {rule.staff_id for rule in rules if rule.staff_id}
    if len(named) > 1:
        raise NotBelieved(
            _("Legitimationen pekar på flera medarbetare. Be verksamhetens administratör rätta det.")
        )
    if named:
        staff = Staff.objects.select_for_update().get(id=named.pop())
        if staff.account:
            raise NotBelieved(
                _(
                    "Du har redan en inloggning. Logga in med den, och koppla legitimationen under Säker inloggning."
                )
            )
        if not staff.active:
            raise NotBelieved(_("Din inloggning är avslutad. Be verksamhetens administratör."))
    else:
        staff = Staff(name=str(said.get(provider.called) or "").strip()[:200] or _("Utan namn"))
        staff.save(force_insert=True)
        log_change("staff.add", "staff", staff.id, provider=provider.id)
    user = get_user_model().objects.create_user(f"eid-{uuid4()}")
    ((bound,),) = rows("SELECT agencies_bind(%(staff)s, %(login)s)", {"staff": staff.id, "login": user.pk})
    assert bound
    staff.account = user.pk
    log_change("login.bind", "staff", staff.id, provider=provider.id)
    return staff


def _give_and_take(provider: Provider, staff: Staff, rules: list[LoginRule]) -> None:
    """The roles that the table gives now; those that it gave before and gives no more end. Nobody gives herself one."""
    given = [rule for rule in rules if rule.role and rule.made_by_id != staff.id]
    held = Membership.objects.filter(staff=staff, period__contains=timezone.localdate())
    for membership in held.filter(by_rule__provider=provider.id).exclude(by_rule__in=given):
        end_now(membership)
    for rule in given:
        if not held.filter(unit=rule.unit_id, role=rule.role).exists():
            since = period(timezone.localdate())
            membership = Membership(
                staff=staff, unit_id=rule.unit_id, role=rule.role, period=since, by_rule=rule
            )
            membership.save(force_insert=True)
            log_change("role.give", "membership", membership.id, role=rule.role, staff=staff.id, rule=rule.id)
