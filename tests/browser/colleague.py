"""Somebody of the staff with a browser of her own: she opens, follows, presses, writes, and says what she sees."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from samvag.agencies.accounts import current_code
from tests.browser.looking import HEIGHT, WIDE, complaints

Look = Callable[[Page, str], None]
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


GIVEN: dict[str, str] = {}


def code_of(username: str) -> str:
    """What her code app would show, when it shows another than she has used: a code opens once.

    The connection is given back at once: within the browser's loop it is its own.
    """
    try:
        while (code := current_code(username, least_left=8)) == GIVEN.get(username):
            time.sleep(1)
    finally:
        connections.close_all()
    GIVEN[username] = code
    return code


class Colleague:
    """`look` is what is done with a state that is named: tests look for faults, the manual takes its picture."""

    def __init__(self, browser: Browser, base: str, username: str, password: str, look: Look) -> None:
        self.username, self.password, self._look = username, password, look
        size: Any = {"width": WIDE, "height": HEIGHT}
        self.context = browser.new_context(
            base_url=base, locale="sv-SE", viewport=size, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.broken = complaints(self.page)

    def looks(self, state: str) -> None:
        assert self.broken == [], state
        self._look(self.page, state)

    def logs_in(self, *, looking: bool = False) -> None:
        self.enters(looking=looking)
        expect(self.page.locator(".sv-nav")).to_be_visible()

    def enters(self, *, looking: bool = False) -> None:
        """With several units one is asked for which; with one she is in."""
        self.opens("account_login")
        if looking:
            self.looks("logga-in")
        self.writes("Användarnamn", self.username)
        self.writes("Lösenord", self.password)
        self.presses("Fortsätt")
        expect(self.field("Kod")).to_be_visible()
        if looking:
            self.looks("koden")
        self.writes("Kod", code_of(self.username))
        self.presses("Logga in")
        self.sees("Du är inloggad")

    def opens(self, route: str, *ids: object) -> int:
        """The answer's status. `route` is a name, or an address that was seen before."""
        answer = self.page.goto(route if route.startswith(("/", "http")) else reverse(route, args=ids))
        assert answer is not None
        return answer.status

    def follows(self, name: str, within: str = "main", exact: bool = True) -> None:
        self.page.locator(within).get_by_role("link", name=name, exact=exact).first.click()

    def goes_to(self, name: str) -> None:
        """By the navigation at the top."""
        self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def presses(self, name: str, within: str = "body") -> None:
        self.page.locator(within).get_by_role("button", name=name, exact=True).first.click()

    def presses_menu(self, menu: str, name: str) -> None:
        self.page.locator("main summary", has_text=menu).first.click()
        self.follows(name)

    def field(self, label: str) -> Locator:
        """What is optional says so in its label."""
        named = re.compile(rf"^\s*{re.escape(label)}\s*(\(valfritt\))?\s*$")
        return self.page.locator("body").get_by_label(named).first

    def writes(self, label: str, words: str) -> None:
        self.field(label).fill(words)

    def picks(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def ticks(self, *labels: str) -> None:
        """By the words beside the box, which are as good to press."""
        for label in labels:
            self.page.locator(f"label:text-is('{label}')").first.click()

    def hands_in(self, label: str, file: Path) -> None:
        self.field(label).set_input_files(file)

    def searches(self, words: str) -> None:
        box = self.page.get_by_role("searchbox").first
        box.fill(words)
        box.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.page.wait_for_load_state()

    def sees(self, words: str, within: str = "main") -> None:
        expect(self.page.locator(within).get_by_text(words).locator("visible=true").first).to_be_visible()

    def sees_no(self, words: str, within: str = "main") -> None:
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible()
        expect(self.page.locator(within).get_by_text(words)).to_have_count(0)

    def lines(self, selector: str) -> list[str]:
        return [" ".join(line.split()) for line in self.page.locator(selector).all_inner_texts()]

    def leaves(self) -> None:
        self.context.close()
