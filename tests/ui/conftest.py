"""One browser for the tests of the pages' looks."""

import os
import shutil
from collections.abc import Iterator

import pytest
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("SAMVAG_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium (apt-get install chromium, or SAMVAG_CHROMIUM=/a/browser)")
    # Playwright's own loop runs in this thread from here on, and Django would refuse its database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CALM))
        yield browser
        browser.close()
