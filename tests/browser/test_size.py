"""The first visit over a phone's line: how many bytes it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, expect

from bot.channels.web.site import COOKIE
from dialogs.definition.form import Form
from tests.browser import samples
from tests.browser.serving import Serving

pytestmark = pytest.mark.browser

_LARGEST = 100 * 1000


@dataclass
class Line:
    """What came over the line: bytes with their headers, and what they were when unpacked."""

    wire: dict[str, int] = field(default_factory=dict)
    plain: dict[str, int] = field(default_factory=dict)

    def listen(self, chromium: CDPSession) -> None:
        """Count from now on."""
        chromium.on("Network.loadingFinished", lambda event: self._finished(event))
        chromium.on("Network.dataReceived", lambda event: self._received(event))
        chromium.send("Network.enable")

    def _finished(self, event: dict[str, Any]) -> None:
        self.wire[event["requestId"]] = event["encodedDataLength"]

    def _received(self, event: dict[str, Any]) -> None:
        self.plain[event["requestId"]] = self.plain.get(event["requestId"], 0) + event["dataLength"]


def test_the_first_visit_takes_less_than_100_kb(chromium: Browser, serving: Serving, form: Form) -> None:
    """Page, styles, scripts, icon, messages and contents, with all headers; unpacked it is not twice as much."""
    samples.converse(serving.house, 7, form)
    serving.house.overviews.change(**samples.overview(form))
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([{"name": COOKIE, "value": "session-of-7", "url": serving.url}])
    page = context.new_page()
    line = Line()
    line.listen(context.new_cdp_session(page))
    page.goto(serving.url)
    expect(page.locator("#panel .question").first).to_be_visible()
    expect(page.locator("#log .message")).to_have_count(9)
    page.wait_for_load_state("networkidle", timeout=3000)
    context.close()
    wire, plain = sum(line.wire.values()), sum(line.plain.values())
    assert len(line.wire) > 25
    assert 20_000 < wire < _LARGEST, f"{wire} bytes in {len(line.wire)} answers"
    assert plain < 2 * _LARGEST, f"{plain} bytes unpacked"
