"""A new coordinator on a phone: invites three counties, sees two lag, writes to them, counts, moves the date, looks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import forked
from tests.browser.conftest import Opener
from tests.browser.started import NOW, Program
from tests.browser.test_whole import enter
from tests.browser.watching import Watched
from tests.databases import SQLITE_FIRST

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("database_url")]

LINK = re.compile(r"http://\S+/i/[A-Za-z0-9_-]+")
PEOPLE = "清河县 张三 13800001111\n威县 李四\n临西县 王五 13900002222"
WORDS = "请抓紧填，4月20日前填完，有困难回一句"
SOON_MS = 20_000


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """A freshly installed shenbao."""
    with Program(tmp_path / "data") as started:
        yield started


def coordinator(program: Program, data: Path, opened: Opener) -> Watched:
    """王科长 of 邢台市, who comes in by the link that the shell gave out."""
    url = program.url.rstrip("/")
    told = {**os.environ, "SHENBAO_DATA": str(data), "SHENBAO_NOW": NOW, "SHENBAO_PUBLIC_URL": url}
    said = forked.run("invite", "--role", "city", "--region", "邢台市", "--name", "王科长", environment=told)
    found = LINK.search(said.stdout)
    assert found is not None, said
    desk = opened(found[0])
    desk.page.get_by_role("button").first.click()
    expect(desk.messages.first).to_contain_text("邢台市的申报协调台")
    return desk


def latest(desk: Watched, words: str) -> None:
    """Wait until the coordinator is told this."""
    expect(desk.messages.filter(has_text=words).last).to_be_visible(timeout=SOON_MS)


@pytest.mark.parametrize("kind", SQLITE_FIRST)
def test_a_coordinators_first_day(program: Program, tmp_path: Path, opened: Opener, screenshots: Path) -> None:
    """From three invitations to who hears of a moved date; the page of the region fits a phone, its numbers lead."""
    desk = coordinator(program, tmp_path / "data", opened)
    desk.say("邀请")
    desk.say(PEOPLE)
    desk.press("做这 3 条链接")
    counties = [opened(link) for link in LINK.findall("\n".join(desk.texts()))]
    for county in counties:
        enter(county)
    counties[0].press("开始")
    counties[0].press("否")
    desk.say("多少家")
    latest(desk, "未联系 15，考虑中 2，填报中 1。")
    write_to_those_who_lag(desk, counties, screenshots)
    desk.say("截止日期 4月23日")
    latest(desk, "会通知 3 人：张三、李四、王五")
    desk.page.screenshot(path=screenshots / "desk-date.png")
    desk.press("改为 2024年4月23日")
    latest(desk, "县里会收到通知")
    look_at_the_page(desk, screenshots)


def write_to_those_who_lag(desk: Watched, counties: list[Watched], screenshots: Path) -> None:
    """进度 leads to the two who lag; they get it, one answers, and the coordinator reads it with the county's name."""
    desk.say("进度")
    desk.page.screenshot(path=screenshots / "desk-progress.png")
    desk.press("考虑中（2）")
    desk.press("给他们群发")
    desk.say(WORDS)
    latest(desk, "发给 2 个县的 2 人：威县 ")
    desk.to_end()
    desk.page.screenshot(path=screenshots / "desk-preview.png")
    desk.press("发送（2 人）")
    latest(desk, "威县 李四　已发")
    for county in counties[1:]:
        expect(county.messages.filter(has_text=WORDS)).to_be_visible(timeout=SOON_MS)
    assert WORDS not in "\n".join(counties[0].texts())
    counties[1].say("回复 下周交")
    latest(desk, "威县 李四：下周交")
    desk.say("群发进度")
    latest(desk, "威县 李四　已看到")
    desk.to_end()
    desk.page.screenshot(path=screenshots / "desk-report.png")


def look_at_the_page(desk: Watched, screenshots: Path) -> None:
    """The page without script: chips with numbers open their lists, words filter, the picture has two versions."""
    page, home = desk.page, desk.page.url
    desk.say("图片")
    latest(desk, "进度图")
    page.goto(f"{home.rstrip('/')}/desk")
    page.screenshot(path=screenshots / "desk-page.png", full_page=True)
    page.get_by_role("link", name="填报中 1", exact=True).click()
    expect(page.locator(".entrants li")).to_have_count(1)
    expect(page.locator(".entrants li")).to_contain_text("清河县")
    page.get_by_role("searchbox").fill("考虑中")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".entrants li")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.screenshot(path=screenshots / "desk-filtered.png", full_page=True)
    for names, name in (("1", "desk-picture.png"), ("0", "desk-picture-plain.png")):
        picture = page.request.get(f"{home.rstrip('/')}/desk/picture?names={names}")
        assert picture.headers["content-type"] == "image/png"
        (screenshots / name).write_bytes(picture.body())
    assert page.request.get(f"{home.rstrip('/')}/desk/table").body()[:2] == b"PK"
    page.goto(home)
