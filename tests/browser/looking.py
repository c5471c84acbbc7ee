"""What is looked for in every state of every page: no accessibility fault, nothing wider than the screen, and every
column under its own head."""

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, MIDDLE, NARROW = 1440, 768, 320
WIDTHS = (WIDE, MIDDLE, NARROW)
#: An A4 page's text, in CSS pixels.
PAPER = 688
SCHEMES = ("light", "dark")
HEIGHT = 900
AXE = Axe().axe_script
RUN = "axe.run(document, {resultTypes: ['violations'], preload: false}).then(found => found.violations)"
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Tables in which a row has more or fewer cells than there are heads. A folded table's cells carry their own labels.
CROOKED = """[...document.querySelectorAll("table")].filter(table => {
    const shown = cell => cell.getClientRects().length;
    const wide = cells => [...cells].filter(shown).reduce((sum, cell) => sum + cell.colSpan, 0);
    const head = table.tHead?.rows[0];
    if (!head || !shown(table) || getComputedStyle(table.tHead).position === "absolute") return false;
    const rows = [...table.tBodies].flatMap(body => [...body.rows]).filter(shown);
    return rows.some(row => wide(row.cells) !== wide(head.cells));
}).map(table => table.tHead.innerText.replace(/\\s+/g, " "))"""


def faults(page: Page, widths: Iterable[int] = WIDTHS, schemes: Iterable[Any] = SCHEMES) -> list[str]:
    """Each as a line that says where, how wide, light or dark, and what. The page is not loaded anew."""
    page.evaluate(AXE)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        too_wide = overflow(page)
        found += [f"{page.url} {width}: {too_wide} px wider than the screen"] if too_wide else []
        found += crooked(page, f"{width}")
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(PAINTED)
            found += [f"{page.url} {width} {scheme}: {one}" for one in violations(page)]
    page.set_viewport_size({"width": PAPER, "height": HEIGHT})
    page.emulate_media(media="print", color_scheme="light")
    found += crooked(page, "on paper")
    restore(page)
    return found


def complaints(page: Page) -> list[str]:
    """Grows with what breaks in the page from now on, and with what its own content policy refuses."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None
    )
    return heard


def restore(page: Page) -> None:
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")


def crooked(page: Page, where: str) -> list[str]:
    return [f"{page.url} {where}: heads beside their columns: {heads}" for heads in page.evaluate(CROOKED)]


def overflow(page: Page) -> int:
    return int(page.evaluate(TOO_WIDE))


def violations(page: Page) -> list[str]:
    return [
        f"{one['id']}: {' '.join(node['html'].split())[:160]}"
        for one in page.evaluate(RUN)
        for node in one["nodes"]
    ]
