"""One Chromium for all browser tests of a process, and pages that are watched while a test uses them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.serving import Serving
from tests.browser.watching import Watched, watch

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PHONE = (360, 740)


def chromium_program() -> str:
    """The distribution's Chromium; Playwright downloads none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("no Chromium here: `.ci/system-packages test` installs it")
    return program


def launch(playwright: Playwright, program: str) -> Browser:
    """Start Chromium so that it speaks to nobody of its own accord."""
    return playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a file of tests.

    Not for the whole session: while it is open, no other test of this process could run an event loop.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium_program())
        yield browser
        browser.close()


@pytest.fixture
def serving() -> Iterator[Serving]:
    """A web chat over a fake house, on a free port."""
    with Serving() as started:
        yield started


Opener = Callable[..., Watched]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opener]:
    """Opens watched pages: a phone's unless another size is said. What they must not do is checked at the end."""
    pages: list[Watched] = []

    def opener(url: str, *, size: tuple[int, int] = _PHONE, **more: Any) -> Watched:
        pages.append(watch(chromium, url, size=size, **more))
        return pages[-1]

    yield opener
    for each in pages:
        each.check()
        each.page.context.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where pictures go, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
