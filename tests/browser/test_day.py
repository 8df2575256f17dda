"""A day of an official: poor signal, a colleague, the office PC, the boss's paper, corrections, the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dialogs.definition.form import Form
from tests.browser.conftest import Opener
from tests.browser.started import Program
from tests.browser.test_whole import answer, answer_until, asked, enter
from tests.browser.watching import Watched
from tests.databases import SQLITE_FIRST

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.usefixtures("database_url")]

_LINK = re.compile(r"http://\S+/i/\S+")
_LATER_MS = 60_000
"""What LibreOffice makes comes when it is ready."""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """A freshly installed shenbao."""
    with Program(tmp_path / "data") as started:
        yield started


def without_signal(watched: Watched, form: Form) -> None:
    """Answer a question while the network is off: it waits on the phone and is saved when the signal is back."""
    context = watched.page.context
    watched.forgiven += ["Failed to load resource", "net::ERR", "ERR_INTERNET_DISCONNECTED"]
    context.set_offline(True)
    watched.box.fill("118.40 131.62 146.90")
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.locator("#unsent .message")).to_have_count(1)
    context.set_offline(False)
    expect(watched.page.locator("#unsent .message")).to_have_count(0, timeout=_LATER_MS)
    expect(watched.messages.last).to_contain_text(form.by_name["county_share"].label)


def colleague(contact: Watched, opened: Opener) -> Watched:
    """Ask a colleague for section four; the colleague opens the link on another phone."""
    contact.say("请园区填第四部分")
    other = opened(_LINK.findall(contact.texts()[-1])[0])
    enter(other)
    return other


def office_pc(contact: Watched, opened: Opener, screenshots: Path) -> Watched:
    """Make a link for the office PC on the phone, and open it there."""
    page = contact.page
    page.get_by_role("button", name="目录").click()
    page.get_by_role("link", name="设备").click()
    page.get_by_role("button", name="生成链接和二维码").click()
    expect(page.locator("svg").first).to_be_visible()
    page.screenshot(path=screenshots / "day-qr.png")
    pc = opened(_LINK.findall(page.content())[0].split('"')[0].split("<")[0], size=(1280, 800))
    enter(pc)
    return pc


@pytest.mark.parametrize("kind", SQLITE_FIRST)
def test_a_day_of_an_official(program: Program, opened: Opener, form: Form, screenshots: Path) -> None:
    """Section two with the network off and on, section four handed over, the PC, the paper, corrections, the pages."""
    contact = opened(program.link)
    enter(contact)
    contact.say("改 2.1")
    without_signal(contact, form)
    answer_until(contact, form, "rd_spending")
    other = colleague(contact, opened)
    assert asked(other, form).name == "cloud_smes"
    answer(other, form.by_name["cloud_smes"])
    expect(contact.page.get_by_text("园区 填了 4.1")).to_be_visible()
    pc = office_pc(contact, opened, screenshots)
    expect(pc.messages.last).to_be_visible()
    pc.say("审阅稿")
    expect(pc.page.get_by_text("领导审阅稿.pdf").first).to_be_visible(timeout=_LATER_MS)
    pc.say("改 2.12 20 26 33\n改 2.15 1 2 3\n改 2.16 1 2 2")
    expect(pc.page.locator("#log")).to_contain_text("记下 2.16")
    pc.say("看页面")
    expect(pc.page.locator("#log img").first).to_be_visible(timeout=_LATER_MS)
    pc.page.screenshot(path=screenshots / "day-pc.png")
    other.page.screenshot(path=screenshots / "day-colleague.png")
