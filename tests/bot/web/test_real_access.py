"""Devices, links and the audit over the real house: real storage, and a clock that can move."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

from bot.channels.web.server import Pace
from bot.entering.access import audit, links, shut_out
from bot.entering.visiting import Devices
from bot.evidence.receiving import upload_link
from bot.house import House
from dialogs.turn.messages import Said
from storage import invitations, people, web_sessions
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser, browse
from tests.bot.web.listening import Heard, hear, hear_until_end
from tests.bot.web.more_fakes import PC, PHONE
from tests.bot.web.real import PDF, SILENT, Furnished, file, later, path_of, said, sign_in


async def device_link(browser: Browser) -> str:
    """The path of a link for another device."""
    page = await (await browser.post("/devices/link")).text()
    found = re.search(r"http://127\.0\.0\.1:8080(/i/[\w-]+)", page)
    assert found is not None
    return found[1]


def test_a_second_device_is_the_same_person(house: House) -> None:
    """A link from the phone brings the PC into the same conversation, once, and there again."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        path = await device_link(browser)
        assert (await browser.post(path, User_Agent=PHONE)).status == 303  # on the phone itself: nothing is used up
        pc = browser.another()
        for _ in range(2):
            assert (await pc.post(path, User_Agent=PC)).status == 303
        assert [each["mine"] for each in (await (await pc.get("/messages")).json())["messages"]]
        assert (await pc.another().post(path)).status == 410

    browse(Furnished(house), _visit)
    assert sorted(each.agent for each in Devices(house).of(1)) == sorted([PHONE, PC])


def test_what_is_said_on_one_device_is_heard_on_the_other(house: House) -> None:
    """Both have the whole conversation, in order, as it is said."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        line = await browser.get("/events")
        assert await hear(line) == Heard("retry", 3000)
        opening = await hear(line)
        assert opening is not None
        new = await said(browser, "say-00000001", after=opening.id, text="开始")
        heard = await hear(line)
        assert heard is not None
        assert heard.data["messages"] == new

    browse(Furnished(house), _visit, pace=SILENT)


def test_the_pc_is_shut_out_by_the_phone(house: House) -> None:
    """Its line ends at once, its page reads that the session ended; the phone sees one device fewer."""

    async def _visit(browser: Browser) -> None:
        phone = await sign_in(browser, house)
        path = await device_link(browser)
        pc = browser.another()
        token = (await pc.post(path, User_Agent=PC)).cookies["shenbao_session"].value
        line = await pc.get("/events")
        await hear(line)
        back = browser.with_session(phone)
        page = await (await back.get("/devices")).text()
        assert "Windows 电脑 · Edge" in page
        assert "安卓手机 · 微信" in page
        name = invitations.hash_of(token)
        assert (await back.post("/devices/out", {"device": name})).status == 303
        assert [each.kind for each in await hear_until_end(line)] in ([], ["messages"])
        shut = browser.with_session(token)
        assert (await shut.get("/messages")).status == 401
        assert "登录已失效" in await (await shut.get("/")).text()
        assert "Windows" not in await (await back.get("/devices")).text()

    browse(Furnished(house), _visit, pace=SILENT)


def test_a_link_for_another_device_is_good_for_minutes(house: House) -> None:
    """Afterwards it says that it has expired."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        path = await device_link(browser)
        later(house, minutes=10)
        answer = await browser.another().post(path)
        assert answer.status == 410
        assert "已过期" in await answer.text()

    browse(Furnished(house), _visit)


def test_tapping_again_renews_the_session_and_adds_no_device(house: House) -> None:
    """The link in one's messages, tapped months later, gives the same browser a new session in place of the old one.

    Also when that had come to its end.
    """
    path = path_of(house)

    async def _visit(browser: Browser) -> None:
        first = (await browser.post(path)).cookies["shenbao_session"].value
        later(house, days=80)
        second = (await browser.post(path)).cookies["shenbao_session"].value
        assert first != second
        later(house, days=80)
        assert (await browser.get("/messages")).status == 200
        later(house, days=20)
        assert (await browser.get("/messages")).status == 401
        assert (await browser.get(path)).status == 200
        assert (await browser.post(path)).status == 303
        assert (await browser.get("/messages")).status == 200
        assert len(Devices(house).of(1)) == 1

    browse(Furnished(house), _visit)


def test_a_browser_is_noted_as_seen_now_and_then(house: House) -> None:
    """Not at every request: within five minutes nothing is written."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        for minutes, seen in ((4, 0), (2, 6), (4, 6), (1, 11)):
            later(house, minutes=minutes)
            assert (await browser.get("/messages")).status == 200
            assert Devices(house).of(1)[0].seen == NOON + timedelta(minutes=seen)

    browse(Furnished(house), _visit)


def test_the_audit_holds_no_secrets(house: House) -> None:
    """After links of all kinds, a refusal, a sign-out, a file: who did what, and nothing that would let anybody in."""
    secrets: list[str] = []

    async def _visit(browser: Browser) -> None:
        secrets.append(await sign_in(browser, house))
        await browser.post("/devices/others")
        secrets.append(await device_link(browser))
        secrets.append(upload_link(house, 1, None).rpartition("/")[2])
        await browser.post("/upload", file("秘密.pdf", PDF), X_Upload_Id="upload-0001")
        stranger = browser.another()
        await stranger.post(secrets[1])
        thief = browser.another()
        await thief.get(secrets[1], User_Agent=PC)
        await thief.get("/i/guess")

    browse(Furnished(house), _visit)
    lines = list(audit(house, 1))
    refused = [line for line in lines if "link refused" in line]
    assert [line.split()[4] for line in refused] == ["spent", "unknown"]
    assert any(line[:12] in refused[0] for line in links(house))
    assert "Windows 电脑" in refused[0]
    everything = "\n".join([*lines, *links(house)])
    assert not any(secret.removeprefix("/i/") in everything for secret in (*secrets, "秘密"))


def test_everything_stands_below_a_path(house: House) -> None:
    """Behind a proxy under a path, the pages lead nowhere else, with and without the path passed on."""
    house.settings.public_url = "https://xian.example/cluster"
    origin = {"Origin": "https://xian.example"}

    async def _visit(browser: Browser) -> None:
        path = path_of(house)
        entered = await browser.post(f"/cluster{path}", **origin)
        cookie = entered.cookies["__Host-shenbao_session_cluster"]
        session = browser.with_session(cookie.value)
        assert cookie["secure"]
        for prefix in ("/cluster", ""):
            assert (await session.get(f"{prefix}/")).status == 200
            for page in (
                await session.get(f"{prefix}/devices"),
                await session.post(f"{prefix}/devices/link", **origin),
                await session.get(
                    f"{prefix}{upload_link(house, 1, None).removeprefix('https://xian.example/cluster')}"
                ),
            ):
                text = await page.text()
                assert page.status == 200
                targets = re.findall(r'(?:href|action|src)="([^"#]+)"', text)
                assert targets
                assert all(target.startswith(("/cluster/", "https://xian.example/cluster/")) for target in targets)
            line = await session.get(f"{prefix}/events")
            assert await hear(line) == Heard("retry", 3000)
            assert (await session.get(f"{prefix}/overview")).status == 200
            await asyncio.sleep(0)

    browse(Furnished(house), _visit)


def test_a_person_who_is_shut_out_hears_no_more(house: House) -> None:
    """Within a look the open pages end."""

    async def _visit(browser: Browser) -> None:
        token = await sign_in(browser, house)
        line = await browser.get("/events")
        await hear(line)
        with house.database.write() as session:
            people.disable(session, 1, NOON)
        assert [each.kind for each in await hear_until_end(line)] in ([], ["messages"])
        with house.database.read() as session:
            assert web_sessions.standing(session, [invitations.hash_of(token)], NOON) == frozenset()

    browse(Furnished(house), _visit, pace=Pace(ping=3600, look=0.1))


def test_an_open_page_is_told_nothing_after_the_end(house: House) -> None:
    """However seldom the pages are looked at: what is said after the person was shut out does not reach the page."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        line = await browser.get("/events?after=0")
        assert [heard.kind for _ in range(2) if (heard := await hear(line))] == ["retry", "messages"]
        await asyncio.to_thread(shut_out, house, 1)
        await asyncio.to_thread(house.conversations.receive, 1, "elsewhere", Said("开始"))
        async with asyncio.timeout(5):
            assert await hear_until_end(line) == []
        for path in ("/messages", "/overview", "/events", "/files/x", "/help?field=area"):
            assert (await browser.get(path)).status == 401
        form = file("a.pdf", PDF)
        assert (await browser.post("/upload", form, X_Upload_Id="upload-77")).status == 401

    browse(Furnished(house), _visit, pace=SILENT)


def test_a_file_that_comes_after_the_end_is_not_kept(house: House) -> None:
    """The person is shut out while the bytes of the file come: by the page, and by an upload link."""

    async def _slow() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7'
        await asyncio.sleep(0.3)
        await asyncio.to_thread(shut_out, house, 1)
        yield b"\r\n--x--\r\n"

    async def _visit(browser: Browser) -> None:
        kind = {"Content_Type": "multipart/form-data; boundary=x"}
        await sign_in(browser, house)
        answer = await browser.post("/upload", _slow(), X_Upload_Id="upload-77", **kind)
        assert answer.status == 401
        with house.database.write() as session:
            people.readmit(session, 1)
        link = upload_link(house, 1, None).partition("/u/")[2]
        assert (await browser.post(f"/u/{link}", _slow(), **kind)).status == 410
        assert list(house.documents.folder.iterdir()) == []

    browse(Furnished(house), _visit, pace=SILENT)
