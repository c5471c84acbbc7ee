"""Every component and every kind of page in a real browser: no accessibility fault, nothing wider than the screen."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.ui.gallery.render import render

pytestmark = pytest.mark.browser

PAGES = ("today", "person", "person-large", "form", "pieces", "ways", "login", "code", "fault", "confirm")
WIDTHS = (1440, 768, 320)
ZOOMED = 720  # what is left of 1440 at 200 %


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("gallery")
    assert sorted(render(folder)) == sorted(PAGES)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(browser: Browser, address: str, width: int, scheme: Any = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="sv-SE")
    page.goto(address)
    return page


def too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_at_any_width(browser: Browser, gallery: str, name: str, scheme: str) -> None:
    for width in WIDTHS:
        page = opened(browser, f"{gallery}/{name}.html", width, scheme)
        assert faults(page) == [], width
        assert too_wide(page) == 0, width
        page.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen_at_twice_the_size(
    browser: Browser, gallery: str, name: str
) -> None:
    page = opened(browser, f"{gallery}/{name}.html", ZOOMED)
    assert too_wide(page) == 0
    page.close()


@pytest.mark.parametrize(("width", "shown"), [(1440, "wide"), (768, "medium"), (320, "narrow")])
def test_one_picture_of_the_way_is_shown(browser: Browser, gallery: str, width: int, shown: str) -> None:
    page = opened(browser, f"{gallery}/person.html", width)
    for name in ("wide", "medium", "narrow"):
        assert page.locator(f".sv-way__{name}").is_visible() == (name == shown)
    page.close()


def test_the_browser_sets_no_text_wider_than_we_measured(browser: Browser, gallery: str) -> None:
    """Our table of Inter's widths against the browser's own, for every line in every picture."""
    from samvag.ui.pictures import text

    page = opened(browser, f"{gallery}/ways.html", 1440)
    page.evaluate("document.fonts.ready")
    measured = page.evaluate(
        """() => [...document.querySelectorAll('.sv-way__wide text')].filter(t => !t.querySelector('tspan')).map(t => {
            const style = getComputedStyle(t);
            return [t.textContent, parseFloat(style.fontSize), style.fontWeight, t.getComputedTextLength()];
        })"""
    )
    assert len(measured) > 200
    for words, size, weight, length in measured:
        ours = text.width(words, size, text.BOLD if weight == "600" else text.REGULAR)
        assert length <= ours + 0.5, words
        assert ours - length < 2 + 0.06 * ours, words
    page.close()


def test_beads_can_be_reached_by_keyboard_and_show_it(browser: Browser, gallery: str) -> None:
    page = opened(browser, f"{gallery}/person.html", 1440)
    link = page.locator(".sv-way__wide a.w-link").first
    link.focus()
    assert link.get_attribute("aria-label") == "Uppsökt, Kontakt, 2\u00a0jan\u00a02025"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Första möte")
    page.close()


def test_the_summary_of_faults_is_read_first(browser: Browser, gallery: str) -> None:
    page = opened(browser, f"{gallery}/form.html", 1440)
    assert page.evaluate("document.activeElement.className") == "sv-faults"
    page.close()
