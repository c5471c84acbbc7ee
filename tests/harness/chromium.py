"""The browser that tests drive: Debian's chromium, or the one that SAMVAG_CHROMIUM names."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
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
    # Playwright's own loop runs in this thread from here on. Django would refuse its database because of it, and
    # opens other connections than before; those of before would be out of reach, and their database kept.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=list(CALM))
        yield browser
        browser.close()
