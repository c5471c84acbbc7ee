"""Keeping the table of whom e-ID lets in."""

import re
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.providers import Whom
from samvag.access.roles import Role
from samvag.agencies.eid import policy
from samvag.agencies.ending import end_now
from samvag.agencies.events import staff_changed
from samvag.agencies.models import LoginRule, Membership
from samvag.agencies.queries import colleagues
from samvag.audit.actions import log_change
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen

ANY = "*"
FEWEST = 3
"""Letters beside `*`: a pattern that is nearly nothing lets in nearly everybody."""


@transaction.atomic
def add_rule(
    provider: str, claim: str, pattern: str, *, by: Actor, staff: UUID | None = None, role: str = ""
) -> LoginRule:
    """Who the broker says has this value comes in: as one named colleague, or as anybody with a role."""
    require(policy.may_keep_rules(by, by.unit))
    require(policy.may_open(by, role))
    _refuse_nonsense(provider, claim, pattern, staff, role, by)
    rule = LoginRule(
        unit_id=by.unit,
        provider=provider,
        claim=claim,
        pattern=pattern,
        staff_id=staff,
        role=role,
        made_by_id=by.staff,
    )
    try:
        with transaction.atomic():
            rule.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Det värdet släpper redan in någon.")) from error
    log_change(
        "login_rule.add", "login_rule", rule.id, provider=provider, claim=claim, staff=staff, role=role
    )
    return rule


@transaction.atomic
def end_rule(rule_id: UUID, *, by: Actor) -> None:
    """At once, with the roles that it gave."""
    require(policy.may_keep_rules(by, by.unit))
    rule = LoginRule.objects.select_for_update().filter(id=rule_id, unit=by.unit, ended_at=None).first()
    if rule is None:
        raise Unseen
    rule.ended_at = timezone.now()
    rule.save(update_fields=["ended_at"])
    for membership in Membership.objects.filter(by_rule=rule, period__contains=timezone.localdate()):
        end_now(membership)
    log_change("login_rule.end", "login_rule", rule.id)
    staff_changed.announce(unit=by.unit)


def _refuse_nonsense(
    provider: str, claim: str, pattern: str, staff: UUID | None, role: str, by: Actor
) -> None:
    known = settings.EID.get(provider)
    if known is None or known.whom is not Whom.STAFF:
        raise Refused(_("Den legitimeringstjänsten finns inte."))
    if not re.fullmatch(r"[A-Za-z0-9_.:/-]{1,60}", claim):
        raise Refused(_("Uppgiftens namn får bara ha bokstäver, siffror och tecknen _ . : / -"))
    if bool(staff) == bool(role) or (role and role not in set(Role)):
        raise Refused(_("Välj en medarbetare eller en roll."))
    if staff and staff not in {one for one, _name in colleagues(by)}:
        raise Refused(_("Välj någon som har en roll i er verksamhet."))
    if staff and ANY in pattern:
        raise Refused(_("För en medarbetare måste hela värdet stå: annars kommer flera in som samma."))
    if len(pattern.replace(ANY, "").strip()) < FEWEST:
        raise Refused(_("Skriv minst tre tecken utöver *: annars kommer nästan alla in."))
