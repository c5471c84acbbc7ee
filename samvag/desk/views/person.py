"""A person's page, and what one can do from it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.access.roles import KEEPS_RIGHTS
from samvag.desk.paths import about
from samvag.desk.queries.person import Person, above, inside, person_of
from samvag.rights.queries.correction import corrections_of, lately
from samvag.ui.frame import Link
from samvag.ui.parts import show, wants_part


@dataclass(frozen=True, slots=True)
class Acts:
    """Where one does what, for the person's open case; without one only what can be read and printed."""

    card_id: UUID
    open: bool
    keeps_rights: bool = False

    def _to(self, *pairs: tuple[str, str]) -> list[Link]:
        return [Link(words, about(route, self.card_id)) for words, route in pairs if self.open]

    @property
    def first(self) -> Link:
        if not self.open:
            return Link(_("Öppna ärende"), about("cases:open", self.card_id))
        return Link(_("Ny kontakt"), about("cases:contact", self.card_id))

    @property
    def near(self) -> list[Link]:
        work = self._to(
            (_("Anteckning"), "cases:note"), (_("Steg"), "cases:step"), (_("Möte"), "cases:meeting")
        )
        return [*work, Link(_("Min plan"), about("desk:plan", self.card_id))]

    @property
    def more(self) -> list[Link]:
        return [*self._work(), *self._rights()]

    def _rights(self) -> list[Link]:
        correct = Link(_("Rätta en uppgift"), about("rights:correct", self.card_id))
        rights = Link(_("Rättigheter"), about("rights:person", self.card_id))
        return [correct, rights] if self.keeps_rights else [correct]

    def _work(self) -> list[Link]:
        return self._to(
            (_("Börja i en insats"), "cases:participation"), (_("Väntan, praktik, jobb eller studier"), "cases:spell"),
            (_("Samordna med andra"), "cases:coordination"), (_("Lämna över"), "cases:handover"),
            (_("Nytt samtycke"), "consents:give"), (_("Lägg till en bilaga"), "cases:attachment"),
            (_("Ändra uppgifter"), "people:card"), (_("Skydd"), "cases:protection"),
            (_("Avsluta ärendet"), "cases:close"),
        )  # fmt: skip

    @property
    def step(self) -> str:
        return about("cases:step", self.card_id) if self.open else ""

    @property
    def assign(self) -> str:
        return about("cases:assign", self.card_id) if self.open else ""

    @property
    def lasting(self) -> list[Link]:
        return self._to((_("Börja i en insats"), "cases:participation"), (_("Ny period"), "cases:spell"))

    @property
    def consents(self) -> list[Link]:
        return [Link(_("Alla samtycken"), about("consents:list", self.card_id))]

    @property
    def attachments(self) -> list[Link]:
        return self._to((_("Lägg till en bilaga"), "cases:attachment"))

    @property
    def card(self) -> list[Link]:
        return [Link(_("Ändra uppgifter"), about("people:card", self.card_id))]


#: Parts that ask for rows of their own, on which no correction is marked: six statements are enough for a page.
ASK_MORE = {"samtycken", "handlingar"}


@for_persons("GET")
def person(request: HttpRequest, card: UUID) -> HttpResponse:
    actor = request.actor
    found: Person = person_of(actor, card, request.GET)
    context = {
        "person": found,
        "inside": inside(actor, found, request.GET),
        "acts": Acts(card, found.subject.open, actor.has(*KEEPS_RIGHTS)),
    }
    told = corrections_of(actor, found.subject.person) if found.part not in ASK_MORE else []
    context["corrected"] = {one.row for one in told if not one.declined}
    if not wants_part(request):
        context["news"] = lately(told)
        context["above"] = above(actor, found)
    return show(request, "desk/person.html", context, part="part")
