"""How sure it is who has logged in, and how sure it must be before data of a category is shown or written.

The levels are those of the European e-ID regulation. The Swedish quality mark's LoA 2, 3 and 4 are low, substantial and
high.
"""

from enum import IntEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samvag.kernel.categories import LABELS as CATEGORIES
from samvag.kernel.categories import Category


class Level(IntEnum):
    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


LABELS = {
    Level.LOW: _("låg: bara lösenord"),
    Level.SUBSTANTIAL: _("väsentlig: lösenord och kod, eller e-legitimation"),
    Level.HIGH: _("hög: nyckel, eller e-legitimation på tjänstekort"),
}
WORDS = {"low": Level.LOW, "substantial": Level.SUBSTANTIAL, "high": Level.HIGH}

#: What each way of logging in is worth. An e-ID says its own level.
BY_WAY = {
    "password": Level.LOW,
    "recovery_codes": Level.SUBSTANTIAL,
    "totp": Level.SUBSTANTIAL,
    "webauthn": Level.HIGH,
}

#: What each category demands.
DEMANDED = {
    Category.CONTACT: Level.LOW,
    Category.LIVELIHOOD: Level.LOW,
    Category.EDUCATION: Level.LOW,
    Category.WORK: Level.LOW,
    Category.HEALTH: Level.SUBSTANTIAL,
    Category.DISABILITY: Level.SUBSTANTIAL,
    Category.SOCIAL: Level.SUBSTANTIAL,
    Category.HOUSING: Level.LOW,
    Category.ECONOMY: Level.SUBSTANTIAL,
    Category.PLANNING: Level.LOW,
    Category.ABSENCE: Level.LOW,
    Category.GRADES: Level.LOW,
    Category.ASSESSMENT: Level.SUBSTANTIAL,
}


def level_of(value: object) -> Level:
    """What a session says; nothing said, or something else, is the lowest."""
    try:
        return Level(value)  # type: ignore[arg-type]
    except ValueError:
        return Level.LOW


def beyond(level: Level) -> list[Category]:
    """The categories that are neither shown nor written at that level."""
    return [category for category, least in DEMANDED.items() if least > level]


def what_is_missing(level: Level) -> str:
    """Said on every page alike, whether or not there is anything to show; empty when the login is sure enough."""
    closed = beyond(level)
    if not closed:
        return ""
    return gettext(
        "Din inloggning räcker inte för uppgifter om %(what)s. De visas inte, vare sig det finns några eller inte."
        " Logga ut, och in igen med kod ur kodappen, med nyckel eller med e-legitimation."
    ) % {"what": ", ".join(str(CATEGORIES[one]).lower() for one in closed)}
