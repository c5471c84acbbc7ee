"""What surrounds every page: navigation by role, the unit, the search, and the banner of made-up figures."""

from functools import lru_cache

from django.http import HttpRequest
from django.urls import resolve
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import Role
from samvag.desk.paths import there
from samvag.desk.queries.made_up import is_made_up
from samvag.ui.frame import EMPTY, Choice, Frame, Link

NAVIGATION = (
    (gettext_noop("Idag"), "desk:start"),
    (gettext_noop("Veckan"), "cases:week"),
    (gettext_noop("Vår verksamhet"), "desk:caseload"),
    (gettext_noop("Överlämningar"), "cases:inbox"),
    (gettext_noop("Listor in"), "intake:lists"),
    (gettext_noop("Uppföljning"), "followup:outcomes"),
    (gettext_noop("Verksamheter"), "agencies:directory"),
    (gettext_noop("Personal"), "agencies:staff"),
    (gettext_noop("Rättigheter"), "rights:hub"),
    (gettext_noop("Loggranskning"), "rights:reviews"),
)
USER = (
    (gettext_noop("Det du kan ångra"), "desk:undo"),
    (gettext_noop("Inloggning och säkerhet"), "mfa_index"),
    (gettext_noop("Vem ser vad"), "desk:who_sees"),
    (gettext_noop("Frågor om min läsning"), "rights:asked"),
)


@lru_cache(maxsize=256)
def _links(roles: frozenset[Role], language: str) -> tuple[tuple[str, str], ...]:
    """What the roles open. Who may open a page is said at its view and nowhere else."""
    found = ((_(label), there(route)) for label, route in NAVIGATION)
    return tuple((label, href) for label, href in found if href and opens(href, roles))


def opens(href: str, roles: frozenset[Role]) -> bool:
    """A package's own page says nothing, and judges by itself."""
    opened = getattr(resolve(href).func, "opens_to", roles)
    return not roles.isdisjoint(opened)


def _own_links(roles: frozenset[Role]) -> list[tuple[str, str]]:
    found = [(label, there(route)) for label, route in USER]
    return [(label, href) for label, href in found if href and opens(href, roles)]


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
        user_links=tuple(Link(_(label), href) for label, href in _own_links(actor.roles)),
        logout=there("account_logout"),
        drafts=there("drafts:draft"),
        search=there("people:search") if actor.meets_persons else "",
        search_label=_("Sök person på namn eller nummer"),
        banner=_("Påhittade personer och siffror") if is_made_up(actor) else "",
    )
