"""A real browser for the tests marked `browser`, and a live site with a database of its own."""

import os
import shutil

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LEFT_OUT = pytest.StashKey[int]()


def find_chromium() -> str | None:
    """The Chromium of this machine: $CHROMIUM, else one of the usual names on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(config, items):
    """Leave the browser tests out where there is no Chromium; `pytest_terminal_summary` says so."""
    if find_chromium():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    config.stash[LEFT_OUT] = len(left_out)
    items[:] = [item for item in items if not item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter, config):
    if not find_chromium():
        terminalreporter.write_line(
            "The browser tests were left out: there is no Chromium on this machine. "
            "Install it (Debian: apt install chromium) or name it in CHROMIUM.",
            yellow=True,
        )


@pytest.fixture(scope="session")
def chromium():
    """The path of the Chromium; only tests marked `browser` may ask, because only they are left out without one."""
    return find_chromium()


@pytest.fixture(scope="session")
def browser(chromium):
    """One headless Chromium per test worker. Open pages with `browser.new_context(...)` or use `new_page`."""
    # Playwright's synchronous interface runs an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # From here on Django keeps the connections of that loop apart; one left open before would be out of reach.
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _live_server(request):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def live_site(committed_db, _live_server, settings):
    """The address of a running site on a copy of the test database: what this test commits, the site shows."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    settings.SITE_URL = _live_server.url
    return _live_server.url
