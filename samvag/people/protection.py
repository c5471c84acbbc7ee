"""What protected identity means here: one table of facts for the code, the database and the help page.

Source: domain reference 7.5 (and 2.1 for the home municipality). Fingerade personuppgifter stand nowhere: whoever has
them is in the register as anybody else, and is so here.
"""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samvag.people.terms import MARKED, OPEN, PROTECTED, PROTECTION

#: Letters to somebody whose address we may not know; as skatteverket.se says it on 2026-11-23.
POST_BY = ("Skatteverket", "Box 2820", "403 20 Göteborg")
HOW_TO_POST = _(
    "Lägg brevet i ett kuvert, klistra igen och skriv bara personnumret utanpå. Lägg det i ett ytterkuvert"
    " till Skatteverket, som skickar det vidare."
)

#: Fields of the card that could tell where somebody is. The home municipality is by whereabouts for those who are
#: protected in the register: the unit's own, and written nowhere.
REACHED_BY = ("phone", "email", "address")
WHERE_REGISTERED = ("home_municipality",)


class Treatment(NamedTuple):
    """What one value lets be. `forbidden` are the fields of the card that are neither stored nor kept."""

    code: str
    forbidden: tuple[str, ...]
    opens_by_part: bool
    found_by_others: bool
    named_in_lists: bool
    places_written: bool
    exported: bool
    counted: bool
    reported_by_name: bool
    shared_by_any_consent: bool
    messaged: bool

    @property
    def words(self) -> str:
        return str(dict(PROTECTION)[self.code])


def _closed(code: str, forbidden: tuple[str, ...]) -> Treatment:
    return Treatment(code, forbidden, *(False,) * 9)


TREATMENTS = {
    OPEN: Treatment(OPEN, (), *(True,) * 9),
    MARKED: _closed(MARKED, REACHED_BY),
    PROTECTED: _closed(PROTECTED, (*REACHED_BY, *WHERE_REGISTERED)),
}

#: What a page says of each fact when it holds, and when it does not.
SAID: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    "opens_by_part": (
        _("Vem öppnar personen"),
        _("Den som har eller täcker ärendet, chef och mottagare"),
        _("Bara namngivna som också har en del i ärendet; andra ser ett ärendenummer"),
    ),
    "found_by_others": (
        _("Hittas i sökning"),
        _("Ja, och på nummer i hela verksamheten"),
        _("Bara av namngivna; för andra svarar sökningen som om ingen fanns"),
    ),
    "named_in_lists": (_("Namn i listor, vecka och bevakning"), _("Ja"), _("Nej, ärendenumret i stället")),
    "places_written": (
        _("Skola, arbetsplats och mötesplats"),
        _("Skrivs i ärendet"),
        _("Skrivs inte; det som stod tas bort"),
    ),
    "exported": (_("Filer, exporter och massåtgärder"), _("Är med"), _("Är inte med")),
    "counted": (_("Statistik"), _("Räknas"), _("Räknas inte")),
    "reported_by_name": (
        _("Uppföljning Finsam"),
        _("Med namn om personen har sagt ja"),
        _("Bara kön och startår"),
    ),
    "shared_by_any_consent": (
        _("Andra verksamheter ser"),
        _("Det som ett samtycke öppnar"),
        _("Inget, om inte samtycket uttryckligen gäller trots skyddet"),
    ),
    "messaged": (_("Mejl och sms"), _("Ja, på personens säkraste sätt"), _("Aldrig")),
}


def treatment_of(protection: str) -> Treatment:
    """An unknown value is treated as the strictest one."""
    return TREATMENTS.get(protection, TREATMENTS[PROTECTED])


def name_in_lists(case: str, names: str = "c.given_name || ' ' || c.family_name") -> str:
    """SQL for how a person stands in a list: by name, or by the reference of `case`. The card is `c`."""
    reference = f"(SELECT z.reference FROM cases_case z WHERE z.id = {case})"
    return f"CASE c.protection WHEN '{OPEN}' THEN {names} ELSE coalesce({reference}, '') END"


def kept_out(protection: str) -> tuple[str, ...]:
    """Fields that the form of the card does not ask for."""
    treatment = treatment_of(protection)
    return treatment.forbidden if treatment.messaged else (*treatment.forbidden, "letters_home")


def kept_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """A card's facts without those that its protection forbids; and no letter goes straight home."""
    treatment = treatment_of(facts.get("protection", OPEN))
    kept = {**facts, **dict.fromkeys(treatment.forbidden, "")}
    return kept if treatment.messaged else {**kept, "letters_home": False}
