"""A page under watch: what it says on the console, which hosts it speaks to, whether it fits the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from bot.channels.web.site import COOKIE


@dataclass
class Watched:
    """A page and what it did wrong. ``forgiven`` are words of console errors that the test itself provokes."""

    page: Page
    host: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)
    others: list[Watched] = field(default_factory=list)

    @property
    def box(self) -> Locator:
        """Where one types."""
        return self.page.locator("#words")

    @property
    def notice(self) -> Locator:
        """What the page says about itself, above the messages."""
        return self.page.locator("#notice")

    @property
    def messages(self) -> Locator:
        """The confirmed messages, in their order."""
        return self.page.locator("#log .message")

    def to_end(self) -> None:
        """Scroll to the last message."""
        self.page.locator("#scroller").evaluate("all => { all.scrollTop = all.scrollHeight; }")

    def beside(self) -> Watched:
        """A second tab of the same browser, with the same page."""
        self.others.append(_watched(self.page.context, self.page.url))
        return self.others[-1]

    def texts(self) -> list[str]:
        """What was said, without the words for screen readers."""
        found: list[str] = self.page.locator("#log .words").evaluate_all(
            "all => all.map(each => [...each.childNodes].slice(1).map(part => part.textContent).join(''))"
        )
        return found

    def say(self, text: str) -> None:
        """Type and send, and wait until the server has confirmed it."""
        before = self.messages.count()
        self.box.fill(text)
        self.page.get_by_role("button", name="发送", exact=True).click()
        expect(self.page.locator("#unsent .message")).to_have_count(0)
        expect(self.messages.nth(before)).to_be_visible()

    def press(self, label: str) -> None:
        """Press a button under the latest keyboard, and wait for the answer."""
        before = self.messages.count()
        self.page.locator(".keyboard:not(.old)").get_by_role("button", name=label).click()
        expect(self.messages.nth(before)).to_be_attached()
        expect(self.page.locator("#unsent .message")).to_have_count(0)

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep errors and warnings."""
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def note_request(self, request: Request) -> None:
        """Keep requests to other hosts."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.elsewhere.append(request.url)

    def check(self) -> None:
        """Nothing on the console, no other host, no sideways scrolling; in other tabs neither."""
        for other in self.others:
            other.check()
        unforgiven = [error for error in self.errors if not any(words in error for words in self.forgiven)]
        assert unforgiven == []
        assert self.elsewhere == []
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert self.page.evaluate(
            "[...document.querySelectorAll('#scroller')].every(each => each.scrollWidth <= each.clientWidth)"
        )


def watch(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int],
    dark: bool = False,
    person: int | None = None,
    before: str | None = None,
    clock: bool = False,
    **more: Any,
) -> Watched:
    """Open a page in a browser of its own; ``person`` is signed in at the fake house.

    ``before`` is a script that runs before the page's own, ``clock`` lets the test put the time forward; ``more`` is
    for the browser's context.
    """
    width, height = size
    touch = width < 600
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        color_scheme="dark" if dark else "light",
        has_touch=touch,
        is_mobile=touch,
        device_scale_factor=2 if touch else 1,
        **more,
    )
    context.set_default_timeout(10_000)
    if person is not None:
        context.add_cookies([{"name": COOKIE, "value": f"session-of-{person}", "url": url}])
    if before is not None:
        context.add_init_script(before)
    if clock:
        context.clock.install()
    return _watched(context, url)


def _watched(context: BrowserContext, url: str) -> Watched:
    page = context.new_page()
    watched = Watched(page, urlsplit(url).netloc)
    page.on("console", watched.note_console)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("request", watched.note_request)
    page.goto(url)
    return watched
