"""The twelve rules of the gap watch with their defaults. Each number is a value that a unit may change."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

NOW, SOON, LATER = 1, 2, 3
URGENCIES = [(NOW, _("Gör nu")), (SOON, _("Snart")), (LATER, _("Planera in"))]

WORKING, CALENDAR = "WORKING", "CALENDAR"
COUNTINGS = [(WORKING, _("arbetsdagar")), (CALENDAR, _("dagar"))]

TO_MAIN, TO_MANAGER = "MAIN", "MANAGER"
SECOND_TO = [("", _("Ingen")), (TO_MAIN, _("Huvudkontakten")), (TO_MANAGER, _("Chefen"))]

#: From this postponement on, the gap is the manager's.
POSTPONED_TO_MANAGER = 3
#: At most so far ahead at a time.
LONGEST_POSTPONEMENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Act:
    """What one does about it: a button's words and the route of the page where one does it, which the page resolves.

    `takes` is how many of these its address takes: the person's card, the row that the gap is about, its moment.
    """

    label: Any
    route: str
    takes: int = 1

    def ids(self, card: UUID, subject: UUID | None, kind: str) -> tuple[UUID | str, ...]:
        """What the route is given. A participation's uppgifter are those at start when the gap does not say other."""
        given = (card, subject, kind or "ENTRY")[: self.takes]
        return tuple(one for one in given if one is not None)


@dataclass(frozen=True, slots=True)
class Rule:
    """`days` until it shows, `second_days` until its second level; `more` holds the rule's other numbers by name."""

    code: str
    name: str
    sentence: str
    silent: str
    days: int
    urgency: int
    act: Act
    counting: str = CALENDAR
    second_days: int | None = None
    second_to: str = ""
    due_days: int = 7
    rests: bool = False
    more: dict[str, Any] = field(default_factory=dict)


RULES = [
    Rule(
        "no_main_contact", gettext_noop("Ingen huvudkontakt"),
        gettext_noop("%(name)s har ingen huvudkontakt sedan %(days)s."), "",
        5, NOW, Act(_("Fördela"), "cases:assign"), WORKING,
    ),
    Rule(
        "main_contact_away", gettext_noop("Huvudkontakten borta utan ersättare"),
        gettext_noop("%(staff)s är borta från %(since)s och ingen ersätter för %(name)s."),
        gettext_noop("Ersättare är utsedd."),
        3, NOW, Act(_("Utse ersättare"), "cases:assign"), WORKING, more={"leave": 10},
    ),
    Rule(
        "no_step", gettext_noop("Inget nästa steg"),
        gettext_noop("%(name)s har inget nästa steg sedan %(days)s."),
        gettext_noop(
            "Det finns ett steg eller ett bokat möte framåt, en insats med kontakt inom 30 dagar,"
            " eller en väntan med ansvarig och datum."
        ),
        14, NOW, Act(_("Planera steg"), "cases:step"), more={"contact": 30},
    ),
    Rule(
        "step_overdue", gettext_noop("Försenat steg"),
        gettext_noop("Steget ”%(what)s” för %(name)s skulle ha varit klart %(since)s."), "",
        3, SOON, Act(_("Avsluta eller flytta"), "cases:step_end", 2), WORKING, 10, TO_MAIN, rests=True,
    ),
    Rule(
        "unanswered", gettext_noop("Överlämning utan svar"),
        gettext_noop("Överlämningen av %(name)s till %(unit)s har inte fått svar. Svar väntades %(due)s."), "",
        5, SOON, Act(_("Påminn"), "cases:handover"), WORKING, 10, TO_MANAGER, rests=True,
    ),
    Rule(
        "wait", gettext_noop("Väntan att se över"),
        gettext_noop("%(name)s väntar på %(what)s. Besked var lovat %(since)s."), "",
        5, SOON, Act(_("Se över väntan"), "cases:spell_change", 2), WORKING, rests=True, more={"review": 60},
    ),
    Rule(
        "no_contact", gettext_noop("Ingen kontakt"),
        gettext_noop("Ingen har haft kontakt med %(name)s på %(days)s."), gettext_noop("Personen har en paus."),
        30, SOON, Act(_("Skriv kontakt"), "cases:contact"), more={"wait": 60, "work": 90, "attempt": 7},
    ),
    Rule(
        "broken_chain", gettext_noop("Glapp efter insats"),
        gettext_noop("Insatsen för %(name)s tog slut %(since)s och inget har tagit vid."),
        gettext_noop("Avslut till arbete eller studier, flytt, avliden, eget val eller felregistrering."),
        14, NOW, Act(_("Planera vad som tar vid"), "cases:step"), more={"warning": 30},
    ),
    Rule(
        "consent_ending", gettext_noop("Samtycke går ut"),
        gettext_noop("Samtycket från %(name)s går ut %(since)s."), gettext_noop("Ärendet avslutas ändå."),
        30, LATER, Act(_("Fråga om nytt samtycke"), "consents:give"), due_days=30,
    ),
    Rule(
        "consent_withdrawn", gettext_noop("Samtycke återkallat, steg kvar"),
        gettext_noop("%(name)s har tagit tillbaka samtycket, men %(count)s hos andra är kvar."), "",
        0, NOW, Act(_("Avsluta stegen"), "desk:person"), due_days=1,
    ),
    Rule(
        "snapshot_missing", gettext_noop("Uppgifter vid start eller avslut saknas"),
        gettext_noop("Uppgifter vid start saknas för %(name)s."), "",
        14, LATER, Act(_("Fyll i uppgifterna"), "cases:uppgifter", 3), due_days=14,
    ),
    Rule(
        "follow_up", gettext_noop("Uppföljning efter avslut"),
        gettext_noop("Dags att följa upp %(name)s: %(months)s månader efter avslut %(ended)s."),
        gettext_noop("Inget samtycke till kontakt efter avslut, eller tre försök gjorda."),
        14, LATER, Act(_("Skriv kontakt"), "cases:contact"), due_days=44,
        more={"months": [3, 6, 12, 24], "after": 30, "attempts": 3},
    ),
]  # fmt: skip

BY_CODE = {rule.code: rule for rule in RULES}
RULE_NAMES = [(rule.code, _(rule.name)) for rule in RULES]

#: What a sentence says instead when the facts are another kind of the same rule.
VARIANTS = {
    ("no_step", "ours"): gettext_noop("%(name)s har inget nästa steg hos oss sedan %(days)s."),
    ("wait", "review"): gettext_noop("Väntan på %(what)s för %(name)s skulle ses över %(since)s."),
    ("no_contact", "ours"): gettext_noop("Ingen hos oss har haft kontakt med %(name)s på %(days)s."),
    ("no_contact", "never"): gettext_noop("Ingen har nått %(name)s sedan %(since)s."),
    ("no_contact", "never ours"): gettext_noop("Ingen hos oss har nått %(name)s sedan %(since)s."),
    ("broken_chain", "ours"): gettext_noop(
        "Insatsen för %(name)s tog slut %(since)s och inget har tagit vid hos oss."
    ),
    ("broken_chain", "warning"): gettext_noop(
        "Insatsen för %(name)s slutar %(since)s och inget är planerat efter."
    ),
    ("broken_chain", "warning ours"): gettext_noop(
        "Insatsen för %(name)s slutar %(since)s och inget är planerat efter hos oss."
    ),
    ("consent_ending", "ended"): gettext_noop("Samtycket från %(name)s gick ut %(since)s."),
    ("snapshot_missing", "EXIT"): gettext_noop("Uppgifter vid avslut saknas för %(name)s."),
}
