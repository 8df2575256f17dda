"""Two processes on one database: a page that is open at one is woken by what is said through the other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.started import Program
from tests.browser.test_whole import enter

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("database_url")]

AT_ONCE = 3.0
"""Seconds: pages look by themselves every five."""
ROUNDS = 4


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[list[Program]]:
    """Two processes of one installation."""
    with ExitStack() as stack:
        yield [stack.enter_context(Program(tmp_path / "data")) for _ in range(2)]


def test_what_one_process_answers_stands_on_the_page_of_the_other_at_once(
    programs: list[Program], opened: Opener
) -> None:
    """The same person speaks through the second process; the page at the first shows question and answer by itself."""
    here, there = programs
    watched = opened(here.link)
    enter(watched)
    watched.press("开始")
    took = []
    for number in range(1, ROUNDS + 1):
        saying = {"id": f"elsewhere_{number}", "after": 1, "text": f"改 1.8 {number}"}
        origin = there.url.rstrip("/")
        said = watched.page.context.request.post(f"{there.url}say", data=saying, headers={"Origin": origin})
        assert said.ok, said.text()
        begun = time.monotonic()
        expect(watched.messages.filter(has_text=f"改 1.8 {number}")).to_have_count(1)
        took.append(time.monotonic() - begun)
    assert sorted(took)[ROUNDS // 2 - 1] < AT_ONCE, took
