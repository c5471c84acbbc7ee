"""A person on her phone in Min väg, and somebody of the other unit in a browser of her own.

The same story is told by the test, which looks for faults in every state, and by the manual, which takes its pictures.
"""

import time
from typing import Any

from django.conf import settings
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser

from samvag.access.roles import Role
from samvag.agencies.models import Unit
from samvag.cases.actions.work import write_note
from samvag.my_way.actions.asking import ask
from samvag.people.models import Card
from tests.browser.colleague import Colleague, Look
from tests.factories.agencies import make_staff
from tests.factories.people import make_case
from tests.factories.proving import prove
from tests.factories.sharing import begin_together, in_days, join_in, make_consent
from tests.harness.acting import acting
from tests.harness.pages import signed_in
from tests.outbox.gateway import Gateway

PHONE: Any = {"width": 390, "height": 844}
NUMBER, MOBILE = "196501022773", "070-174 06 05"
NOTE = "Vill helst ha möten på eftermiddagen."
SHARED = "Att de får berätta för varandra"
SECONDS = 30


class World:
    """She is known at two units that work together with her consent, and is asked about one thing more."""

    def __init__(self, unit: Unit, other: Unit) -> None:
        self.unit, self.other = unit, other
        self.worker = make_staff(unit, name="Anna Lind")
        self.colleague = make_staff(other, name="Bea Björk")
        recipient = make_staff(other, Role.RECIPIENT, name="Rut Ros")
        safe = {"safe_channel": "SMS", "phone": MOBILE}
        named = {"given_name": "Leila", "family_name": "Påhitt"}
        case = make_case(self.worker, NUMBER, card={**named, **safe})
        begin_together(self.worker, case, other, categories=["planning", "health", "work"])
        join_in(recipient, self.colleague, **{**named, **safe})
        make_consent(self.worker, case, kind="SURVEY_CONTACT")
        for worker in (self.worker, self.colleague):
            prove(worker, case.person_id)
        with acting(self.worker, unit) as by:
            write_note(case.id, NOTE, by=by)
            terms = {"purpose": "Visa andra hur det kan gå.", "until": in_days(100)}
            ask(case.person_id, "PHOTO_MEDIA", by=by, **terms)
            self.card = Card.objects.get(person=case.person_id, owner_unit=unit.pk).id
        with acting(self.colleague, other):
            self.other_card = Card.objects.get(person=case.person_id, owner_unit=other.pk).id


class HerWay:
    """`look` is what is done with a state that is named."""

    def __init__(self, browser: Browser, base: str, world: World, gateway: Gateway, look: Look) -> None:
        self.world, self.gateway = world, gateway
        self.she = Colleague(browser, base, "", "", look)
        self.she.page.set_viewport_size(PHONE)
        self.other = browser.new_context(base_url=base)
        key = signed_in(world.colleague, world.other).cookies[settings.SESSION_COOKIE_NAME].value
        connections.close_all()  # within the browser's loop they are its own
        self.other.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base}])

    def tells(self) -> None:
        assert self.other_reads()
        self.logs_in()
        self.answers()
        self.sees_who_has_looked()
        self.narrows()
        assert self.other_reads()
        self.takes_back()
        assert not self.other_reads()
        self.gives_again()
        assert self.other_reads()
        self.says_how_she_is_reached()
        self.reads_easy_swedish()
        self.leaves()

    def other_reads(self) -> bool:
        page = self.other.new_page()
        answer = page.goto(reverse("desk:person", args=[self.world.other_card]))
        assert answer is not None
        assert answer.status == 200
        words = page.content()
        page.close()
        return NOTE in words

    def looks(self, state: str) -> None:
        self.she.looks(state)
        self.she.page.set_viewport_size(PHONE)

    def logs_in(self) -> None:
        self.she.opens("my_way:login")
        self.looks("min-vag-logga-in")
        self.she.writes("Ditt personnummer", NUMBER)
        self.she.presses("Skicka en kod till mig")
        self.she.sees("Den gäller i 10 minuter.")
        self.looks("min-vag-koden")
        self.she.writes("Koden", self.code())
        self.she.presses("Logga in")
        self.she.sees("Här bestämmer du.")
        self.looks("min-vag")

    def code(self) -> str:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if any("Din kod" in text for _to, text in self.gateway.sent):
                return self.gateway.code_to("0701740605")
            time.sleep(0.1)
        raise AssertionError("no code came")

    def answers(self) -> None:
        self.she.follows("Läs och svara")
        self.she.sees("Visa andra hur det kan gå.")
        self.looks("min-vag-fragan")
        self.she.presses("Nej, det vill jag inte")
        self.she.sees("Du har sagt nej.")
        self.looks("min-vag-samtycken")

    def sees_who_has_looked(self) -> None:
        self.she.goes_to("Vem har tittat?")
        self.she.sees(self.world.other.name)
        self.looks("min-vag-tittat")

    def narrows(self) -> None:
        self.opens_what_is_shared()
        self.looks("min-vag-andra-dig")
        self.she.ticks("Bara det här: din hälsa")
        self.she.presses("Ta tillbaka")
        self.she.sees("Klart. Det gäller från nu.")

    def takes_back(self) -> None:
        self.opens_what_is_shared()
        self.she.ticks("Allt")
        self.she.presses("Ta tillbaka")
        self.she.sees("Klart. Det gäller från nu.")

    def gives_again(self) -> None:
        self.she.page.get_by_role("link", name=SHARED).first.click()
        self.she.follows("Säg ja igen")
        self.looks("min-vag-igen")
        self.she.presses("Ja, det vill jag")
        self.she.sees("Tack. Du har sagt ja igen.")

    def opens_what_is_shared(self) -> None:
        self.she.goes_to("Mina ja och nej")
        self.she.page.locator("section", has_text=SHARED).get_by_role("link").click()
        self.she.sees("Vill du ändra dig?")

    def says_how_she_is_reached(self) -> None:
        """Her code went by the units' cards, so that she cannot choose for all of them."""
        self.she.goes_to("Så når ni mig")
        self.she.sees("Logga in med e-legitimation för att ändra det här.")

    def reads_easy_swedish(self) -> None:
        self.she.goes_to("Början")
        self.she.presses("Lätt svenska")
        self.she.sees("Se vilka som har läst om dig.")
        assert self.she.page.locator("html").get_attribute("lang") == "sv-simple"
        self.looks("min-vag-latt")
        self.she.presses("English")
        self.she.sees("Here you decide.")
        self.she.presses("Svenska")
        self.she.sees("Här bestämmer du.")

    def leaves(self) -> None:
        self.she.presses("Logga ut")
        self.she.sees("Skicka en kod till mig")
        self.other.close()
        self.she.leaves()
