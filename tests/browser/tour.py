"""A tour of the demo, for the manual: the pages that the story does not come by."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from samvag.access.context import acting_as
from samvag.agencies.models import Staff, Unit
from samvag.cases.models import Assignment, CoordinationCase, Participation, Spell, Step
from samvag.people.models import Card
from tests.browser.colleague import Colleague

PHONE: Any = {"width": 390, "height": 844}
WORKER, MANAGER, ASSOCIATION = "sara.berg", "karin.akerlund", "bjorn.ahl"
WORKER_NAME, UNIT = "Sara Berg", "Arbetsmarknadsenheten Björkvik"


class Tour:
    def __init__(self, browser: Browser, base: str, password: str, camera: Any) -> None:
        self.camera = camera
        self.worker, self.manager, self.association = (
            Colleague(browser, base, name, password, camera) for name in (WORKER, MANAGER, ASSOCIATION)
        )
        self.card, self.longest = shared_person(), person_with_most_on_her_way()

    def goes(self) -> None:
        everybody = (self.worker, self.manager, self.association)
        for one in everybody:
            one.logs_in()
        self.today()
        self.the_way()
        self.days_work()
        self.interventions()
        self.unit()
        self.rights()
        self.figures()
        for one in everybody:
            one.leaves()

    def today(self) -> None:
        self.worker.opens("desk:start")
        self.worker.looks("idag-demo")
        self.in_the_dark("idag-mork")
        self.on_a_phone("desk:start", "idag-mobil")
        self.worker.opens("desk:start")
        self.worker.page.locator("main tbody tr").nth(2).get_by_role("link", name="Kontakt").click()
        self.worker.sees("Kontakt med", within="dialog")
        self.worker.looks("kontakt")
        self.on_a_phone("cases:contact", "kontakt-mobil", self.card)
        self.worker.opens("cases:week")
        self.worker.follows("Nästa")
        self.worker.sees(f"Vecka {next_week()}")
        self.worker.looks("veckan")
        self.worker.opens("people:register")
        self.worker.looks("registrera")

    def the_way(self) -> None:
        self.worker.opens("desk:person", self.longest)
        self.camera.part(self.worker.page, "vagen", ".sv-way")
        self.worker.opens("desk:person", self.card)
        self.worker.looks("personen")
        self.worker.opens(f"{reverse('desk:person', args=[self.card])}?del=samtycken")
        self.camera.part(self.worker.page, "personens-samtycken", "#del")
        self.on_a_phone("desk:person", "vagen-mobil", self.card)
        self.worker.opens("desk:plan", self.card)
        self.worker.looks("min-plan")

    def days_work(self) -> None:
        self.worker.opens("cases:step", self.card)
        self.worker.writes("Vad ska göras?", "Ringa om läkarintyget")
        self.worker.ticks("Extern kontakt")
        self.worker.looks("steg")
        self.worker.opens("cases:meeting", self.card)
        self.worker.writes("Vad gäller mötet?", "Träffa praktikplatsen")
        self.worker.looks("mote")
        self.worker.opens("cases:attachment", self.card)
        self.worker.looks("bilaga")
        self.worker.opens("cases:coordination", self.card)
        self.worker.looks("samordning")
        self.worker.opens("cases:handover", self.card)
        self.worker.looks("overlamning")

    def interventions(self) -> None:
        self.worker.opens("cases:participation", self.longest)
        self.worker.looks("insatser")
        self.worker.page.get_by_role("link", name="Uppgifter vid start").first.click()
        self.worker.sees("Vad lever personen på?")
        self.worker.looks("uppgifter")
        self.worker.opens("cases:spell", self.longest)
        self.worker.looks("perioder")

    def unit(self) -> None:
        self.manager.opens("desk:caseload")
        self.manager.looks("verksamheten-demo")
        self.manager.opens("agencies:absence")
        self.manager.looks("franvaro")
        self.manager.opens("agencies:staff")
        self.manager.looks("personal")
        self.manager.opens("agencies:directory")
        self.manager.looks("verksamheter")
        self.manager.opens("cases:inbox")
        self.manager.looks("overlamningar")

    def rights(self) -> None:
        self.manager.opens("rights:person", self.card)
        self.manager.page.get_by_role("button", name="Gör ett registerutdrag").click()
        self.manager.sees("Läs igenom, stryk, lämna ut")
        self.manager.follows("Anteckningar", exact=False)
        self.manager.looks("registerutdrag")
        self.manager.opens("rights:disposal")
        self.manager.looks("gallring")

    def figures(self) -> None:
        self.association.opens("desk:start")
        self.association.looks("forbundet")
        self.association.opens("followup:outcomes")
        self.association.looks("uppfoljning-forbundet")

    def in_the_dark(self, state: str) -> None:
        self.worker.page.emulate_media(color_scheme="dark")
        self.worker.looks(state)
        self.worker.page.emulate_media(color_scheme="light")

    def on_a_phone(self, route: str, state: str, *ids: object) -> None:
        page = self.worker.page
        before = page.viewport_size
        page.set_viewport_size(PHONE)
        self.worker.opens(route, *ids)
        self.worker.looks(state)
        assert before is not None
        page.set_viewport_size(before)


def next_week() -> str:
    return (timezone.localdate() + timedelta(weeks=1)).strftime("%V").lstrip("0")


def shared_person() -> UUID:
    """The worker's own person on whose way another unit works too, and with most on it: her card."""

    def joint(mine: list[UUID]) -> Iterator[UUID]:
        found = CoordinationCase.objects.filter(case__person__in=mine, coordination__closed_on=None)
        return busy(list(found.order_by("id").values_list("case__person", flat=True)))

    return busiest(joint)


def person_with_most_on_her_way() -> UUID:
    return busiest(busy)


def busy(people: list[UUID]) -> Iterator[UUID]:
    """Each person as often as there is something on her way; what lasts counts more."""
    for model, weight in ((Participation, 4), (Spell, 4), (Step, 1)):
        found = model.objects.filter(person__in=people).order_by("id")
        for person in found.values_list("person", flat=True):
            yield from [person] * weight


def busiest(of: Callable[[list[UUID]], Iterator[UUID]]) -> UUID:
    unit, staff = Unit.objects.get(name=UNIT), Staff.objects.get(name=WORKER_NAME)
    with acting_as(staff.pk, unit.pk):
        leads = Assignment.objects.filter(staff=staff, case__closed_on=None)
        counted = Counter(of(list(leads.values_list("case__person", flat=True))))
        return Card.objects.get(person=counted.most_common(1)[0][0], owner_unit=unit).id
