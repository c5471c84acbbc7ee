"""What only whoever keeps the installation may do: make associations, agencies, units, and first logins."""

import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.context import acting_as_service
from samvag.access.roles import Role
from samvag.agencies.accounts import create_account
from samvag.agencies.ending import close_all_sessions, close_sessions
from samvag.agencies.first import handed_over
from samvag.agencies.models import Agency, Association, Membership, Staff, Unit
from samvag.agencies.terms import AGENCY_KINDS
from samvag.codes.files import load_system
from samvag.kernel.errors import Refused
from samvag.kernel.periods import period
from samvag.kernel.security import tell

BINDS = {"CIVIL": "AVTAL", "EMPLOYER": "AVTAL"}


def set_up_unit(association: str, agency: str, kind: str, name: str, short: str, branch: str) -> None:
    """The association and agency are made when they are not there. Refused when the unit is."""
    if kind not in dict(AGENCY_KINDS):
        raise Refused(
            _("Okänd sorts huvudman: %(kind)s. Välj bland %(kinds)s.")
            % _among("kind", kind, dict(AGENCY_KINDS))
        )
    branches = load_system("referrer_org_type").by_code
    if branch not in branches:
        raise Refused(
            _("Okänd kod: %(branch)s. Välj bland %(branchs)s.") % _among("branch", branch, branches)
        )
    with acting_as_service("setup"):
        under, _made = Association.objects.get_or_create(name=association)
        owner, _made = Agency.objects.get_or_create(association=under, name=agency, defaults={"kind": kind})
        if Unit.objects.filter(agency=owner, name=name).exists():
            raise Refused(_("Verksamheten %(name)s finns redan.") % {"name": name})
        Unit(agency=owner, name=name, short=short, branch=branch, secrecy_regime=BINDS.get(kind, "OSL")).save(
            force_insert=True
        )


def set_up_staff(name: str, unit: str, roles: list[str], username: str | None) -> str:
    """Returns the first password; empty without a login. The second factor is chosen at the first login."""
    for role in roles:
        if role not in set(Role):
            raise Refused(_("Okänd roll: %(role)s. Välj bland %(roles)s.") % _among("role", role, list(Role)))
    password = secrets.token_urlsafe(12) if username else ""
    with transaction.atomic(using="auth"), acting_as_service("setup"):
        here = list(Unit.objects.filter(name__iexact=unit)) or list(Unit.objects.filter(short__iexact=unit))
        if len(here) != 1:
            raise Refused(_("Det ska finnas precis en verksamhet som heter %(name)s.") % {"name": unit})
        account = create_account(username, password) if username else None
        if account:
            handed_over(_user(pk=account))
        staff = Staff(name=name, account=account)
        staff.save(force_insert=True)
        for role in roles:
            since = period(timezone.localdate())
            Membership(staff=staff, unit=here[0], role=role, period=since).save(force_insert=True)
    return password


def hand_over_password(username: str, *, factors: bool = False) -> str:
    """In place of one that is forgotten: as at the first login. With `factors` the code app and the keys are lost
    too, and are chosen anew. Whoever is logged in with the old ones is out."""
    password = secrets.token_urlsafe(12)
    with transaction.atomic(using="auth"):
        user = _user(username=username)
        user.set_password(password)
        user.save(update_fields=["password"])
        handed_over(user)
        if factors:
            Authenticator.objects.filter(user=user).delete()
        close_sessions(user.pk)
    tell("password.handed_over", account=user.pk, factors=factors)
    return password


def log_out(username: str) -> None:
    """Wherever somebody of the staff is logged in; without a name everybody, wherever."""
    if username:
        close_sessions(_user(username=username).pk)
    else:
        close_all_sessions()
    tell("login.ended", account=(username and _user(username=username).pk) or "all")


def _user(**which: Any) -> Any:
    user = get_user_model().objects.filter(**which, is_active=True).first()
    if user is None:
        raise Refused(_("Det finns ingen inloggning %(name)s.") % {"name": which.get("username", "")})
    return user


def _among(name: str, given: str, known) -> dict[str, str]:
    return {name: given, f"{name}s": ", ".join(known)}
