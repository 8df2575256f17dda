"""`make screenshot`: README's picture, taken from the real program on a phone-sized page."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from dialogs.definition.loader import load
from tests.browser.conftest import chromium_program, launch
from tests.browser.started import Program
from tests.browser.test_whole import answer_until, enter
from tests.browser.watching import watch

TARGET = Path(__file__).parent / "browser" / "screenshot.png"


def main() -> int:
    """Talk up to the first contradiction and take the picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Program(Path(folder) / "data", anew=True) as program,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, chromium_program())
        watched = watch(browser, program.link, size=(360, 740), dark=False, person=None)
        enter(watched)
        watched.press("开始")
        answer_until(watched, load(), "companies")
        watched.say("141 150 152")
        watched.say("133 141 160")
        watched.page.screenshot(path=TARGET)
        browser.close()
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
