"""By keyboard alone, in the real program: from the personal link through whole sections of the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from dialogs.definition.form import Field, Form, Kind, Shape
from tests.browser.conftest import Opener
from tests.browser.started import Program
from tests.browser.test_whole import asked
from tests.browser.watching import Watched
from tests.county import ANSWERS

pytestmark = pytest.mark.browser

_MOST_STEPS = 40


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """A freshly installed shenbao."""
    with Program(tmp_path / "data") as started:
        yield started


def walk(watched: Watched, place: Locator, key: str = "Tab") -> None:
    """Press the key until the cursor is there, and see that it shows."""
    for _ in range(_MOST_STEPS):
        if place.count() and place.evaluate("each => each === document.activeElement"):
            outline = place.evaluate("each => getComputedStyle(each).outlineStyle")
            assert outline == "solid"
            return
        watched.page.keyboard.press(key)
    raise AssertionError(f"{place} cannot be reached")


def answer(watched: Watched, field: Field) -> None:
    """Choices by walking back to their button, rows in their cells, everything else in the box."""
    keyboard = watched.page.keyboard
    for words in ANSWERS[field.name]:
        before = watched.messages.count()
        choices = [choice.label for choice in field.choices if choice.label == words]
        if choices and field.kind is Kind.CHOICE:
            live = watched.page.locator(".keyboard:not(.old)")
            walk(watched, live.get_by_role("button", name=choices[0]), "Shift+Tab")
        elif field.shape is Shape.YEARLY and " " in words:
            cells = watched.page.locator(".cells input")
            walk(watched, cells.first, "Shift+Tab")
            for number, figure in enumerate(words.split(" ")):
                keyboard.press("Enter") if number else None
                keyboard.type(figure)
        else:
            walk(watched, watched.box)
            keyboard.type(words)
        keyboard.press("Enter")
        expect(watched.messages.nth(before + 1)).to_be_attached()
        expect(watched.page.locator("#unsent .message")).to_have_count(0)


def test_sections_are_filled_without_a_mouse(program: Program, opened: Opener, form: Form, screenshots: Path) -> None:
    """Section 一 and the first rows of 二: every button and cell can be reached, the cursor shows and is never lost."""
    watched = opened(program.link, size=(1280, 800))
    walk(watched, watched.page.get_by_role("button", name="进入"))
    watched.page.keyboard.press("Enter")
    expect(watched.box).to_be_focused()
    walk(watched, watched.page.locator(".keyboard").get_by_role("button", name="开始"), "Shift+Tab")
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("#log strong").last).to_be_visible()
    watched.page.keyboard.press("Shift+Tab")
    walk(watched, watched.box)
    watched.page.keyboard.type("改 1.8")
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("#log strong").last).to_contain_text("1.8")
    done: list[str] = []
    while (field := asked(watched, form)).name != "sme_share":
        answer(watched, field)
        done.append(field.name)
        assert watched.page.evaluate("() => document.activeElement !== document.body")
    assert {"area", "industry_type", "water_benchmark", "output", "county_share"} <= set(done)
    watched.page.screenshot(path=screenshots / "keyboard-second-section.png")
