"""What surrounds every page: navigation by role, the unit, the search, and the banner of made-up figures."""

from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import EVERYBODY, KEEPS_UNIT, WHOLE_UNIT, WITH_PERSONS, Role
from samvag.desk.paths import there
from samvag.desk.queries.made_up import is_made_up
from samvag.ui.frame import EMPTY, Choice, Frame, Link

NAVIGATION = (
    (gettext_noop("Idag"), "desk:start", EVERYBODY),
    (gettext_noop("Veckan"), "cases:week", WITH_PERSONS),
    (gettext_noop("Verksamheten"), "desk:caseload", WHOLE_UNIT),
    (gettext_noop("Överlämningar"), "cases:inbox", WHOLE_UNIT),
    (gettext_noop("Listor in"), "intake:lists", WITH_PERSONS),
    (gettext_noop("Uppföljning"), "followup:outcomes", EVERYBODY),
    (gettext_noop("Verksamheter"), "agencies:directory", EVERYBODY),
    (gettext_noop("Personal"), "agencies:staff", KEEPS_UNIT),
)
USER = ((gettext_noop("Inloggning och säkerhet"), "mfa_index"),)


@lru_cache(maxsize=256)
def _links(roles: frozenset[Role], language: str) -> tuple[tuple[str, str], ...]:
    found = ((_(label), there(route)) for label, route, opens in NAVIGATION if not roles.isdisjoint(opens))
    return tuple((label, href) for label, href in found if href)


def navigation(actor: Actor, path: str) -> tuple[Link, ...]:
    """Only pages that the roles open; the longest address that the reader stands under is the current one."""
    links = _links(actor.roles, get_language() or "sv")
    under = [href for _label, href in links if path == href or (href != "/" and path.startswith(href))]
    current = max(under, key=len, default="")
    return tuple(Link(label, href, href == current) for label, href in links)


def page_frame(request: HttpRequest) -> Frame:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return EMPTY
    places = actor.places if len(actor.places) > 1 else ()
    return Frame(
        navigation=navigation(actor, request.path),
        unit=actor.unit_name,
        units=tuple(Choice(str(place.unit), place.name, place.unit == actor.unit) for place in places),
        unit_action=there("agencies:choose_unit"),
        user=actor.name,
        user_links=tuple(Link(_(label), there(route)) for label, route in USER if there(route)),
        logout=there("account_logout"),
        search=there("people:search") if actor.meets_persons else "",
        search_label=_("Sök person på namn eller nummer"),
        banner=_("Påhittade personer och siffror") if is_made_up(actor) else "",
    )
