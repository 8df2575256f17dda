"""The whole form on a phone-sized page, and the same conversation piped through the terminal: one and the same file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from dialogs.definition.form import Form
from dialogs.turn.messages import Happened
from tests import forked
from tests.browser.conftest import Opener
from tests.browser.started import Program
from tests.browser.test_whole import answer_until, enter
from tests.county import ANSWERS, fill
from tests.databases import SQLITE_FIRST
from tests.talk import NOW, Talk

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("database_url")]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """A freshly installed shenbao."""
    with Program(tmp_path / "web") as started:
        yield started


def document(path: Path) -> bytes:
    """What stands in a Word file, without the dates that a ZIP carries."""
    with ZipFile(path) as parts:
        return parts.read("word/document.xml")


def by_terminal(form: Form, data: Path, target: Path) -> str:
    """The county's whole conversation, piped through `shenbao chat`; returns what the screen showed."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    lines = ["开始", *fill(talk), f"/file {target}"]
    environment = {**os.environ, "SHENBAO_DATA": str(data), "SHENBAO_NOW": NOW}
    piped = "\n".join(line.replace("\n", "\\\n") for line in lines) + "\n"
    done = forked.run("chat", environment=environment, typed=piped)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", SQLITE_FIRST)
def test_page_and_terminal_give_the_same_file(
    program: Program, opened: Opener, form: Form, screenshots: Path, tmp_path: Path
) -> None:
    """From C1 to S10 at 360 px and through a pipe: both end complete, with the same words in the same places."""
    watched = opened(program.link)
    enter(watched)
    watched.press("开始")
    answer_until(watched, form, "profile")
    for words in ANSWERS["profile"]:
        watched.say(words)
    cards = watched.page.locator(".file")
    expect(cards).to_have_count(2, timeout=20_000)  # they are made beside the chat
    watched.page.screenshot(path=screenshots / "county-complete.png")
    with watched.page.expect_download() as arriving:
        cards.filter(has_text="申报表").click()
    arriving.value.save_as(tmp_path / "web.docx")
    screen = by_terminal(form, tmp_path / "terminal", tmp_path / "terminal.docx")
    assert "还不是报送" in screen
    assert arriving.value.suggested_filename == "临西县轴承产业申报表.docx"
    assert document(tmp_path / "web.docx") == document(tmp_path / "terminal.docx")
