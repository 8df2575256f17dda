"""Looking at a page as people do: in light and dark, at several widths, and through axe-core for what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browser.node import MODULES

PHONE, TABLET, DESKTOP = (360, 740), (768, 1024), (1280, 800)
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async rules => (await axe.run({ runOnly: rules })).violations.flatMap(
    rule => rule.nodes.map(node => rule.id + ": " + node.target.join(" ") + " " + node.failureSummary))"""


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA on the page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text("utf-8"))
    found: list[str] = page.evaluate(_RUN, _RULES)
    return found


def look_at(page: Page, screenshots: Path, name: str, sizes: Iterable[tuple[int, int]], *, whole: bool = False) -> None:
    """Nothing sticks out and axe has nothing to say, in light and dark at these sizes; pictures are kept."""
    before = page.viewport_size
    for scheme in _SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no picture of a colour on its way
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=screenshots / f"{name}-{width}-{scheme}.png", full_page=whole)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (name, width)
        assert violations(page) == [], (name, scheme)
    if before is not None:
        page.set_viewport_size(before)
