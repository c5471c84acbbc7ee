"""Going through addresses as somebody, without the login that the story tests: the session says who."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext

from tests.browser.looking import HEIGHT, NARROW, WIDE, complaints, faults
from tests.harness.pages import of_person, signed_in

LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"
#: What one unfolds is looked at too.
OPEN_ALL = """() => {
    const folded = document.querySelectorAll("main details");
    folded.forEach(one => { one.open = true; });
    return folded.length;
}"""
#: Pages of others, files and places within the page are not followed.
ELSEWHERE = ("http", "mailto:", "tel:", "#", "/static/")


class Visitor:
    """Somebody of the staff who acts for a unit, or a person in Min väg; else somebody who has not logged in."""

    def __init__(
        self,
        browser: Browser,
        base: str,
        staff: Any = None,
        unit: Any = None,
        person: Any = None,
        language: str = "",
    ) -> None:
        size: Any = {"width": WIDE, "height": HEIGHT}
        self.context: BrowserContext = browser.new_context(
            base_url=base, locale="sv-SE", viewport=size, reduced_motion="reduce"
        )
        if staff is not None or person is not None:
            client = signed_in(staff, unit) if person is None else of_person(person)
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base}])
        if language:
            chosen: Any = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": base}
            self.context.add_cookies([chosen])
        self.page = self.context.new_page()
        self.broken = complaints(self.page)
        self.met: dict[str, str] = {}
        """Address of a link for each kind of page that links lead to."""

    def visits(self, paths: Iterable[str], expected: int = 200) -> list[str]:
        """What is wrong with the pages, a line each; links are remembered."""
        return [fault for path in paths for fault in self._visit(path, expected)]

    def _visit(self, path: str, expected: int) -> Iterator[str]:
        answer = self.page.goto(path)
        if answer is None or answer.status != expected:
            yield f"{path}: answered {answer and answer.status}"
            return
        yield from faults(self.page)
        if self.page.evaluate(OPEN_ALL):
            yield from (f"opened: {fault}" for fault in faults(self.page, widths=(WIDE, NARROW)))
        yield from (f"{path}: {self.broken.pop()}" for _one in self.broken[:])
        for link in self.page.evaluate(LINKS):
            self.met.setdefault(kind_of(link, path), link)

    def dead_links(self) -> list[str]:
        """Links of which nothing comes for the one who was shown them."""
        found = []
        for kind, link in sorted(self.met.items()):
            if kind:
                status = self.context.request.get(link).status
                found += [f"{link} ({kind}): answered {status}"] if status >= 400 else []
        return found

    def leaves(self) -> None:
        self.context.close()


def kind_of(link: str, path: str) -> str:
    """The page's name and which questions it is asked; empty for what is not followed."""
    if link.startswith(ELSEWHERE):
        return ""
    parts = urlsplit(link)
    try:
        name = resolve(parts.path or urlsplit(path).path).view_name
    except Resolver404:
        return link
    asked = sorted(one.partition("=")[0] for one in parts.query.split("&"))
    return f"{name} {' '.join(asked)}"
