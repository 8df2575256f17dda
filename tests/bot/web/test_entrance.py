"""The way in: personal links, the cookie, the first page."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.channels.web.taps import Taps
from bot.entering.visitor import InvitationState
from bot.work.limits import Allowance, Limits
from dialogs.turn.messages import Happened
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse
from tests.bot.web.more_fakes import PC


def test_a_stranger_is_told_to_open_the_personal_link() -> None:
    """Without a session the first page says how to get in, and no conversation is opened."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        answer = await browser.get("/")
        page = await answer.text()
        assert answer.status == 200
        assert "请打开您的个人链接" in page
        assert "<script" not in page

    browse(house, _visit)
    assert house.conversations.received == []


def test_looking_at_a_link_does_not_use_it_up() -> None:
    """A messenger's preview fetches a link several times; the button still works afterwards."""
    house = FakeHouse()
    house.people.invite("token", 7)

    async def _visit(browser: Browser) -> None:
        for _ in range(3):
            answer = await browser.get("/i/token", User_Agent="WeChat preview")
            assert answer.status == 200
            assert "进入" in await answer.text()
            assert "Set-Cookie" not in answer.headers
        entered = await browser.post("/i/token", User_Agent="phone")
        assert entered.status == 303
        assert entered.headers["Location"] == "/"
        cookie = entered.cookies["shenbao_session"]
        assert cookie.value == "session-of-7"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["secure"]

    browse(house, _visit)
    assert house.people.agents == ["phone"]


def test_a_second_tap_of_the_same_person_goes_in_again() -> None:
    """The link in one's messages stays a way in for the browser that used it."""
    house = FakeHouse()
    house.people.invite("token", 7, "spent")

    async def _visit(browser: Browser) -> None:
        assert "进入" in await (await browser.get("/i/token")).text()
        assert (await browser.post("/i/token")).status == 303

    browse(house, _visit, person=7)


@pytest.mark.parametrize("person", [None, 8])
def test_a_used_link_lets_nobody_else_in(person: int | None) -> None:
    """Whoever comes by a used link, signed in or not, is refused and gets no session."""
    house = FakeHouse()
    house.people.invite("token", 7, "spent")

    async def _visit(browser: Browser) -> None:
        answer = await browser.post("/i/token")
        assert answer.status == 410
        assert "此链接已用过" in await answer.text()
        assert "Set-Cookie" not in answer.headers

    browse(house, _visit, person=person)


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [("expired", 410, "此链接已过期"), ("revoked", 410, "此链接已停用"), ("unknown", 404, "链接不完整或有误")],
)
def test_a_link_that_does_not_hold_says_why(state: InvitationState, status: int, words: str) -> None:
    """Expired, withdrawn and mistyped links are told apart, on looking and on tapping, without a button."""
    house = FakeHouse()
    house.people.invite("token", 7, state)

    async def _visit(browser: Browser) -> None:
        for answer in (await browser.get("/i/token"), await browser.post("/i/token")):
            page = await answer.text()
            assert answer.status == status
            assert words in page
            assert "<button" not in page

    browse(house, _visit)


def test_the_first_visit_opens_the_conversation_once() -> None:
    """An empty conversation is begun by the machine; later visits find it as it is."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        for _ in range(2):
            answer = await browser.get("/")
            assert answer.status == 200
            assert 'lang="zh-CN"' in await answer.text()

    browse(house, _visit, person=7)
    assert house.conversations.received == [(7, "arrived", Happened("arrived"))]


def test_the_page_speaks_the_persons_language() -> None:
    """The page's own words follow the language of the conversation."""
    house = FakeHouse()
    house.conversations.english.add(7)

    async def _visit(browser: Browser) -> None:
        page = await (await browser.get("/")).text()
        assert 'lang="en"' in page
        assert "Application assistant" in page

    browse(house, _visit, person=7)


def test_a_secure_site_with_a_path_keeps_to_both() -> None:
    """Under an https address with a path, cookies are Secure and everything stays below the path."""
    house = FakeHouse(public_url="https://xian.example/cluster/")
    house.people.invite("token", 7)

    async def _visit(browser: Browser) -> None:
        for path in ("/cluster/i/token", "/i/token"):
            page = await (await browser.get(path)).text()
            assert 'action="/cluster/i/token"' in page
            assert 'href="/cluster/static/' in page
        entered = await browser.post("/cluster/i/token", Origin="https://xian.example")
        assert entered.headers["Location"] == "/cluster/"
        cookie = entered.cookies["__Host-shenbao_session_cluster"]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert entered.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert (await browser.get("/cluster")).headers["Location"] == "/cluster/"
        assert (await browser.get("/cluster/healthz")).status == 200

    browse(house, _visit)


def test_guessing_links_is_slowed_down() -> None:
    """One network address may try few links in a row, and a forged forwarding header does not help."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        statuses = [(await browser.post(f"/i/guess{number}")).status for number in range(4)]
        assert statuses == [404, 404, 404, 429]
        assert (await browser.get("/i/guess")).status == 429
        assert (await browser.get("/i/guess", X_Forwarded_For="203.0.113.9")).status == 429
        assert (await browser.get("/")).status == 200

    browse(house, _visit, limits=Limits(entrance=Allowance(3, 0.001)))


def test_behind_a_proxy_everybody_has_limits_of_their_own() -> None:
    """One browser's bad links shut nobody else out; what it writes into the header itself counts for nothing."""

    async def _visit(browser: Browser) -> None:
        for number in range(3):
            forged = f"198.51.100.{number}, 203.0.113.9"
            assert (await browser.get(f"/i/guess{number}", X_Forwarded_For=forged)).status == 404
        assert (await browser.get("/i/guess", X_Forwarded_For="203.0.113.9")).status == 429
        assert (await browser.get("/i/guess", X_Forwarded_For="203.0.113.9, 127.0.0.1")).status == 429
        assert (await browser.get("/i/guess", X_Forwarded_For="203.0.113.10")).status == 404

    browse(FakeHouse(proxies="127.0.0.1, 10.0.0.0/8"), _visit, limits=Limits(entrance=Allowance(3, 0.001)))


ROBOTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 13_2) AppleWebKit/605.1.15 MicroMessenger/8.0 Weixin-Preview",
    "Mozilla/5.0 (compatible; WeChatShareExtensionDetector)",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23 A",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
)


@pytest.mark.parametrize("robot", ROBOTS)
def test_robots_that_fetch_links_spend_nothing(robot: str) -> None:
    """Whatever fetches the address for a preview, with GET or HEAD, leaves the link as it was, and no trace."""
    house = FakeHouse()
    house.people.invite("token", 7)
    house.give_upload_link("files", 7)

    async def _visit(browser: Browser) -> None:
        for path in ("/i/token", "/u/files"):
            for answer in (await browser.get(path, User_Agent=robot), await browser.head(path, User_Agent=robot)):
                assert answer.status == 200
                assert "Set-Cookie" not in answer.headers
        assert house.people.states["token"] == "valid"
        assert (await browser.post("/i/token")).status == 303

    browse(house, _visit)
    assert house.audit.lines == []


def test_a_stolen_link_leaves_a_trace() -> None:
    """Whoever comes by a used link gets the page that says so; the audit says when, which link, on what device."""
    house = FakeHouse()
    house.people.invite("token", 7, "spent")

    async def _visit(browser: Browser) -> None:
        assert (await browser.get("/i/token", User_Agent=PC)).status == 410
        assert (await browser.head("/i/token", User_Agent=PC)).status == 410
        assert (await browser.post("/i/token", User_Agent=PC)).status == 410
        assert (await browser.get("/i/guess")).status == 404

    browse(house, _visit)
    assert house.audit.lines == [("link refused", "spent")] * 2 + [("link refused", "unknown")]
    assert house.audit.details[0]["device"] == "Windows 电脑 · Edge"
    assert len(str(house.audit.details[0]["link"])) == 12
    assert "token" not in str(house.audit.details)


def test_guessing_does_not_fill_the_audit() -> None:
    """One network address adds few lines."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        for number in range(6):
            await browser.get(f"/i/guess{number}")

    browse(house, _visit, limits=Limits(refusal=Allowance(2, 0.001)))
    assert len(house.audit.lines) == 2


def test_two_taps_on_the_button_are_one() -> None:
    """An impatient thumb posts the page twice, also while the first is under way: both get in, once."""
    house = FakeHouse()
    house.people.patience = 0.2
    house.people.invite("token", 7)

    async def _visit(browser: Browser) -> None:
        page = await (await browser.get("/i/token")).text()
        found = re.search(r'name="tap" value="([^"]+)"', page)
        assert found is not None
        form = {"tap": found[1]}
        first, second = await asyncio.gather(browser.post("/i/token", form), browser.another().post("/i/token", form))
        third = await browser.another().post("/i/token", form)
        assert [each.status for each in (first, second, third)] == [303] * 3
        assert len({each.cookies["shenbao_session"].value for each in (first, second, third)}) == 1
        assert (await browser.another().post("/i/token", {"tap": "other"})).status == 410

    browse(house, _visit)
    assert len(house.people.agents) == 1


def test_taps_are_forgotten_after_a_while() -> None:
    """The number of a page is good for a minute, and does not help with another link."""
    now = [0.0]
    taps = Taps(clock=lambda: now[0])
    begun: list[str] = []

    async def _begin() -> str:
        begun.append("")
        return str(len(begun))

    async def _run() -> list[str]:
        found = [await taps.once("page", "link", _begin) for _ in range(2)]
        found.append(await taps.once("page", "another link", _begin))
        found.extend([await taps.once("", "link", _begin) for _ in range(2)])
        now[0] = 61.0
        found.append(await taps.once("page", "link", _begin))
        return found

    assert asyncio.run(_run()) == ["1", "1", "2", "3", "4", "5"]


def test_a_signed_out_browser_is_told_so() -> None:
    """A page whose session has ended says that, and how to come back; a browser that never was in reads other words."""
    house = FakeHouse()
    house.people.over.add("session-of-7")

    async def _visit(browser: Browser) -> None:
        for path in ("/", "/devices"):
            answer = await browser.get(path)
            assert answer.status == 401
            assert "登录已失效" in await answer.text()
            assert "请打开您的个人链接" in await (await browser.another().get(path)).text()

    browse(house, _visit, person=7)
