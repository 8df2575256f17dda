"""Signing one browser out ends what came of it, at once and on open pages; the page says what still works."""

from __future__ import annotations

import pytest
from aiohttp import ClientResponse

from bot.entering.access import links
from bot.entering.visiting import Devices, People
from bot.evidence.receiving import upload_link
from bot.house import House
from storage import invitations, people
from storage.invitations import hash_of
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser, browse
from tests.bot.web.everybody import invited
from tests.bot.web.listening import hear, hear_until_end
from tests.bot.web.more_fakes import PC, PHONE
from tests.bot.web.real import SILENT, Furnished, sign_in
from tests.bot.web.test_real_access import device_link


async def joined(browser: Browser, agent: str) -> str:
    """The session of one more device, by a link that this one makes."""
    path = await device_link(browser)
    return (await browser.another().post(path, User_Agent=agent)).cookies["shenbao_session"].value


async def family(browser: Browser, house: House) -> dict[str, str]:
    """A phone, a PC that it opened, a tablet that the PC opened, a laptop that came by itself: sessions by name.

    There is a Telegram account besides, which the PC opened.
    """
    phone = await sign_in(browser, house, PHONE)
    pc = await joined(browser.with_session(phone), PC)
    tablet = await joined(browser.with_session(pc), "Mozilla/5.0 (iPad)")
    path = await device_link(browser.with_session(pc))
    with house.database.write() as session:
        token = path.rpartition("/")[2]
        found = invitations.look(session, token)
        assert found is not None
        invitations.redeem(session, token, NOON, None)
        people.ensure(session, 1, "telegram", "4711", found.device)
        laptop = invitations.invite_known(session, people.person(session, 1), NOON, NOON.replace(year=2025))
    entered = await browser.another().post(f"/i/{laptop}", User_Agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0")
    return {"phone": phone, "pc": pc, "tablet": tablet, "laptop": entered.cookies["shenbao_session"].value}


async def signed_in(browser: Browser, sessions: dict[str, str]) -> list[str]:
    """Whose session still works."""
    return [
        name for name, token in sessions.items() if (await browser.with_session(token).get("/messages")).status == 200
    ]


def on_telegram(house: House) -> bool:
    """Whether the Telegram account is still bound."""
    with house.database.read() as session:
        return people.known(session, "telegram", "4711") is not None


async def out(browser: Browser, by: str, whom: str, **more: str) -> ClientResponse:
    """Let one session sign another out."""
    return await browser.with_session(by).post("/devices/out", {"device": hash_of(whom), **more})


def test_what_a_lost_device_opened_ends_with_it(house: House) -> None:
    """The PC goes, and the tablet and the Telegram account that it let in; open pages end at once, others stay."""

    async def _visit(browser: Browser) -> None:
        sessions = await family(browser, house)
        lines = {name: await browser.with_session(token).get("/events") for name, token in sessions.items()}
        for line in lines.values():
            await hear(line)
        assert (await out(browser, sessions["laptop"], sessions["pc"])).status == 303
        for name in ("pc", "tablet"):
            assert [each.kind for each in await hear_until_end(lines[name])] in ([], ["messages"])
        assert await signed_in(browser, sessions) == ["phone", "laptop"]
        assert not on_telegram(house)

    browse(Furnished(house), _visit, pace=SILENT)


def test_whoever_signs_out_another_stays(house: House) -> None:
    """The PC was opened by the phone, which is lost: the PC signs it out and goes on, with what it opened itself."""

    async def _visit(browser: Browser) -> None:
        sessions = await family(browser, house)
        await out(browser, sessions["pc"], sessions["phone"])
        assert await signed_in(browser, sessions) == ["pc", "tablet", "laptop"]
        assert on_telegram(house)

    browse(Furnished(house), _visit, pace=SILENT)


def test_signing_out_here_alone_leaves_the_others(house: House) -> None:
    """By a button of its own; without it what this browser opened ends with it."""

    async def _visit(browser: Browser) -> None:
        sessions = await family(browser, house)
        page = await (await browser.with_session(sessions["phone"]).get("/devices")).text()
        assert "只退出本机，由它打开的继续用" in page
        answer = await out(browser, sessions["phone"], sessions["phone"], alone="yes")
        assert await signed_in(browser, sessions) == ["pc", "tablet", "laptop"]
        said = await answer.text()
        assert all(words in said for words in ("仍然可以进入", "Windows 电脑 · Edge", "苹果平板", "Telegram"))
        answer = await out(browser, sessions["laptop"], sessions["laptop"])
        assert await signed_in(browser, sessions) == ["pc", "tablet"]
        await out(browser, sessions["pc"], sessions["pc"])
        assert await signed_in(browser, sessions) == []
        assert not on_telegram(house)

    browse(Furnished(house), _visit, pace=SILENT)


def test_a_browser_that_comes_again_is_still_the_same(house: House) -> None:
    """The tablet taps its link once more and has a new session: it ends with the PC all the same."""

    async def _visit(browser: Browser) -> None:
        phone = await sign_in(browser, house, PHONE)
        path = await device_link(browser)
        pc = (await browser.another().post(path, User_Agent=PC)).cookies["shenbao_session"].value
        again = (await browser.with_session(pc).post(path, User_Agent=PC)).cookies["shenbao_session"].value
        laptop = await joined(browser.with_session(again), "Mozilla/5.0 (X11; Linux x86_64)")
        assert await signed_in(browser, {"old": pc, "new": again}) == ["new"]
        await out(browser, phone, again)
        assert await signed_in(browser, {"phone": phone, "pc": again, "laptop": laptop}) == ["phone"]

    browse(Furnished(house), _visit, pace=SILENT)


def test_the_page_lists_what_still_works(house: House) -> None:
    """Devices and who opened them, unused links, upload links, Telegram, colleagues; after a sign-out what is left."""

    async def _visit(browser: Browser) -> None:
        sessions = await family(browser, house)
        await browser.with_session(sessions["phone"]).get("/")
        await browser.another().post(f"/i/{invited(house, ('digital',))}")
        invited(house, ())
        upload_link(house, 1, None)
        await device_link(browser.with_session(sessions["phone"]))
        page = await (await browser.with_session(sessions["phone"]).get("/devices")).text()
        listed = ("设备链接 1 条", "同事链接 1 条", "上传文件的链接 1 条", "Telegram，在那里", "请来一起填的人：园区")
        assert all(words in page for words in listed)
        assert "由“Windows 电脑 · Edge”生成的链接打开" in page
        assert "由“安卓手机 · 微信”生成的链接打开" in page
        assert page.count("由它打开的也一并退出") == 2
        await out(browser, sessions["phone"], sessions["pc"])
        page = await (await browser.with_session(sessions["phone"]).get("/devices")).text()
        assert not any(words in page for words in ("Windows", "iPad", *listed[:4]))
        assert all(words in page for words in ("Linux 电脑 · Firefox", listed[4]))
        assert [line.split()[1] for line in links(house) if "valid" in line] == []
        await browser.with_session(sessions["phone"]).post("/devices/others")
        assert len(Devices(house).of(1)) == 1

    browse(Furnished(house), _visit, pace=SILENT)


@pytest.mark.parametrize("session", ["", "x", "other"])
def test_nobody_signs_out_what_is_not_the_own(house: House, session: str) -> None:
    """A name of nobody, or of somebody else's session, ends nothing."""

    async def _visit(browser: Browser) -> None:
        other = await sign_in(browser, house)
        mine = await sign_in(browser.another(), house)
        visitor = People(house).find(mine)
        assert visitor is not None
        name = hash_of(other) if session == "other" else session
        assert Devices(house).sign_out(visitor, name) == frozenset()
        assert await signed_in(browser, {"other": other, "mine": mine}) == ["other", "mine"]

    browse(Furnished(house), _visit, pace=SILENT)
