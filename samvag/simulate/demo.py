"""`samvag demo`: Samordningsförbundet Demo with its made-up people, whole or not at all."""

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.agencies.accounts import published_code
from samvag.agencies.models import Association
from samvag.gaps.keeping import evaluate_all
from samvag.kernel.errors import Refused
from samvag.simulate import places
from samvag.simulate.country import people
from samvag.simulate.filling import fill
from samvag.simulate.handing_over import hand_over
from samvag.simulate.joining import join
from samvag.simulate.proving import prove
from samvag.simulate.setting_up import PASSWORD, set_up

PEOPLE = 300
SHOWN = ("sara.berg", "karin.akerlund", "maria.noren", "anna.melin", "pia.sten", "bjorn.ahl")


def has_association() -> bool:
    return Association.objects.exists()


def make_demo() -> None:
    """Only in an empty database: made-up people are never mixed with real ones."""
    if has_association():
        raise Refused(_("Databasen har redan ett förbund, så demon läggs inte in. Inget är ändrat."))
    with transaction.atomic(), transaction.atomic(using="auth"):
        ground = set_up()
        lives = people(PEOPLE, timezone.localdate())
        cases = fill(ground, lives)
        join(ground, lives, cases)
        hand_over(ground, lives, cases)
        prove(ground)
        evaluate_all(timezone.localdate())


def fill_when_empty() -> None:
    if not has_association():
        make_demo()


def greeting() -> Iterable[str]:
    """The demo's logins, for whoever starts it."""
    if not Association.objects.filter(made_up=True).exists():
        return
    titles = {one.username: f"{one.title}, {unit_name(one)}" for one in places.staff()}
    yield _(
        "Påhittade inloggningar (lösenord %(password)s, koden byts var 30:e sekund: samvag demo code NAMN):"
    ) % {"password": PASSWORD}
    for username in SHOWN:
        with suppress(Refused):  # a login that somebody has taken away: the service is served all the same
            yield f"  {username:<18} {published_code(username)}  {titles[username]}"


def unit_name(one: places.StaffPlan) -> str:
    names = {plan.key: plan.name for plan in places.units()}
    return names[one.roles[0][0]]
