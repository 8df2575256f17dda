"""Where a person is signed in: seen, signed out, joined by another device."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.channels.web.browsers import describe
from bot.channels.web.pages import picture_of, shown_size
from bot.channels.web.server import Pace
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse
from tests.bot.web.listening import Heard, hear, hear_until_end
from tests.bot.web.more_fakes import PC, PHONE


def test_a_person_sees_the_own_devices() -> None:
    """Each in plain words with its times in China, this one first and marked, without script."""

    async def _visit(browser: Browser) -> None:
        answer = await browser.get("/devices")
        page = await answer.text()
        assert answer.status == 200
        assert "<script" not in page
        assert page.index("安卓手机 · 微信") < page.index("本机") < page.index("Windows 电脑 · Edge")
        assert "2026-11-23 15:00" in page
        assert page.count("最近使用") == 2

    browse(FakeHouse(), _visit, person=7)


def test_a_lost_device_is_signed_out_from_another() -> None:
    """Its open page ends at once, and its next request reads that the session has ended; this device goes on."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        lost = browser.signed_in_as("7-pc")
        line = await lost.get("/events")
        await hear(line)
        assert "页面开着" in await (await browser.get("/devices")).text()
        answer = await browser.post("/devices/out", {"device": "session-of-7-pc"})
        assert (answer.status, answer.headers["Location"]) == (303, "/devices")
        assert await hear_until_end(line) == []
        assert (await lost.get("/events")).status == 401
        assert "登录已失效" in await (await lost.get("/")).text()
        assert "Windows" not in await (await browser.get("/devices")).text()

    browse(house, _visit, person=7, pace=Pace(look=3600))


def test_all_others_are_signed_out() -> None:
    """One button ends every other device, and its pages, and no one else's."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        lines = [await browser.signed_in_as(who).get("/events") for who in ("7-pc", 7, 8)]
        for line in lines:
            await hear(line)
        assert (await browser.post("/devices/others")).status == 303
        assert await hear_until_end(lines[0]) == []
        for address, line in ((7, lines[1]), (8, lines[2])):
            house.conversations.add(address, "还在")
            assert isinstance(await hear(line), Heard)

    browse(house, _visit, person=7, pace=Pace(look=3600))
    assert house.people.over == {"session-of-7-pc"}


def test_signing_out_here_forgets_the_session() -> None:
    """The browser loses its cookie, and a page says that it is out."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        answer = await browser.post("/devices/out", {"device": "session-of-7"})
        assert answer.status == 200
        assert "已退出登录" in await answer.text()
        cookie = answer.cookies["shenbao_session"]
        assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", "0", "/")

    browse(house, _visit, person=7)
    assert house.people.over == {"session-of-7"}


@pytest.mark.parametrize("device", ["session-of-8", "", "x" * 10_000, "session-of-7-gone"])
def test_nobody_signs_others_out(device: str) -> None:
    """A name that is none of the own devices changes nothing."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        assert (await browser.post("/devices/out", {"device": device})).status == 303

    browse(house, _visit, person=7)
    assert house.people.over == set()


@pytest.mark.parametrize("path", ["/devices/out", "/devices/others", "/devices/link"])
def test_strangers_and_other_sites_do_nothing_with_devices(path: str) -> None:
    """401 without a session, 403 from another site, and nothing happens."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        form = {"device": "session-of-7"}
        assert (await browser.post(path, form, Origin="https://evil.example")).status == 403
        assert (await browser.another().post(path, form)).status == 401

    browse(house, _visit, person=7)
    assert (house.people.over, house.devices.made) == (set(), 0)


def test_a_link_for_the_office_pc() -> None:
    """Below the public address, as words and as a picture, every time a new one; no style stands in the page."""
    house = FakeHouse(public_url="https://xian.example/cluster")

    async def _visit(browser: Browser) -> None:
        page = await (await browser.get("/cluster/devices")).text()
        assert 'action="/cluster/devices/link"' in page
        for number in (1, 2):
            answer = await browser.post("/cluster/devices/link", Origin="https://xian.example")
            page = await answer.text()
            assert answer.status == 200
            assert f"https://xian.example/cluster/i/device-7-{number}" in page
            assert "十分钟" in page
            assert "<svg" in page
            assert "style=" not in page
            assert 'href="/cluster/devices"' in page

    browse(house, _visit, person=7)


def test_the_picture_says_the_link() -> None:
    """Dark modules on a white ground with the four modules of margin that cameras need; larger for a longer link."""
    root = ElementTree.fromstring(picture_of("https://xian.example/i/" + "t" * 32))  # noqa: S314 - our own
    assert root.attrib["class"] == "qr"
    modules = int(root.attrib["viewBox"].split()[2]) - 8
    assert (modules - 17) % 4 == 0
    ground, code = root.iter("path")
    assert (ground.attrib["fill"], code.attrib["stroke"]) == ("#fff", "#000")
    assert re.match(r"M4 4\.5h7", code.attrib["d"])


@pytest.mark.parametrize(
    ("agent", "chinese", "english"),
    [
        (PHONE, "安卓手机 · 微信", "Android phone · WeChat"),
        (PC, "Windows 电脑 · Edge", "Windows PC · Edge"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Version/17.0 Mobile/15E148 Safari/604",
            "苹果手机 · Safari",
            "iPhone · Safari",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/81.0 wxwork/4.1 MicroMessenger/7.0",
            "Windows 电脑 · 企业微信",
            "Windows PC · WeCom",
        ),
        (
            "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 ArkWeb/4.1 Mobile",
            "鸿蒙手机 · 华为浏览器",
            "HarmonyOS phone · Huawei Browser",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
            "Linux 电脑 · Firefox",
            "Linux PC · Firefox",
        ),
        ("", "未知设备", "Unknown device"),
        ("<script>", "未知设备", "Unknown device"),
    ],
)
def test_devices_in_plain_words(agent: str, chinese: str, english: str) -> None:
    """The device and the program, guessed from how the browser calls itself."""
    assert describe(agent, "zh") == chinese
    assert describe(agent, "en") == english


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0\u00a0B"),
        (1023, "1023\u00a0B"),
        (45_000, "44\u00a0KB"),
        (200 << 20, "200\u00a0MB"),
        (3_355_443, "3.2\u00a0MB"),
    ],
)
def test_sizes_are_shown_as_people_read_them(size: int, shown: str) -> None:
    """Bytes, then kilobytes, then megabytes with one decimal where there is one."""
    assert shown_size(size) == shown
