"""The browser that tests drive: Debian's chromium, or the one that SAMVAG_CHROMIUM names."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

CALM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no chromium (apt-get install chromium, or SAMVAG_CHROMIUM=/a/browser)"


def path() -> str | None:
    return os.environ.get("SAMVAG_CHROMIUM") or shutil.which("chromium")


@contextmanager
def launched() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread from here on, and Django would refuse its database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=list(CALM))
        yield browser
        browser.close()
