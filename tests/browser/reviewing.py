"""A review of the log in the demo, for the manual: what two colleagues read today, and what comes of it."""

from typing import Any

from django.db import connections
from playwright.sync_api import Browser

from samvag.agencies.models import Staff, Unit
from tests.browser.colleague import Colleague
from tests.browser.tour import MANAGER, UNIT, WORKER, shared_person
from tests.factories.reviewing import make_review

REVIEWER, REVIEWER_NAME, ITEMS, SEED = "vera.lind", "Vera Lind", 6, 3


class Reviewing:
    def __init__(self, browser: Browser, base: str, password: str, camera: Any) -> None:
        self.worker, self.manager, self.reviewer = (
            Colleague(browser, base, name, password, camera) for name in (WORKER, MANAGER, REVIEWER)
        )
        self.card = shared_person()
        reviewer, unit = Staff.objects.get(name=REVIEWER_NAME), Unit.objects.get(name=UNIT)
        self.who = reviewer, unit

    def goes(self) -> None:
        for one in (self.worker, self.manager, self.reviewer):
            one.logs_in()
        self.is_read()
        self.is_reviewed()
        for one in (self.worker, self.manager, self.reviewer):
            one.leaves()

    def is_read(self) -> None:
        for one in (self.worker, self.manager):
            one.opens("desk:start")
            one.opens("desk:person", self.card)

    def is_reviewed(self) -> None:
        self.reviewer.opens("rights:reviews")
        self.reviewer.looks("loggranskning")
        self.reviewer.opens("rights:review", self.drawn())
        self.reviewer.looks("loggranskning-lista")
        self.reviewer.follows("Sara Berg")
        self.reviewer.ticks("Fråga kollegan")
        self.reviewer.writes("Vad du kom fram till", "Vad gällde det när du öppnade sidan?")
        self.reviewer.looks("loggranskning-bedom")
        self.reviewer.presses("Spara", within="main")
        self.reviewer.sees("Sparat.", within="body")
        self.worker.opens("rights:asked")
        self.worker.looks("loggfragor")
        self.reviewer.opens("rights:review_report")
        self.reviewer.looks("loggranskning-rapport")

    def drawn(self) -> Any:
        """What was logged today, which a real draw waits with until tomorrow."""
        try:
            return make_review(*self.who, ITEMS, SEED)[0].review_id
        finally:
            connections.close_all()
