"""The way in: personal links, the cookie, the first page."""

from __future__ import annotations

import pytest

from bot.channels.web.limits import Allowance, Limits
from bot.channels.web.services import InvitationState
from dialogs.messages import Happened
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse


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
    assert house.conversations.received == [("address-7", "arrived", Happened("arrived"))]


def test_the_page_speaks_the_persons_language() -> None:
    """The page's own words follow the language of the conversation."""
    house = FakeHouse()
    house.conversations.english.add("address-7")

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
        assert entered.cookies["shenbao_session"]["secure"]
        assert entered.cookies["shenbao_session"]["path"] == "/cluster/"
        assert (await browser.get("/cluster")).headers["Location"] == "/cluster/"
        assert (await browser.get("/cluster/healthz")).status == 200

    browse(house, _visit)


def test_guessing_links_is_slowed_down() -> None:
    """One network address may try few links in a row; a forged forwarding header does not help from outside a proxy."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        statuses = [(await browser.post(f"/i/guess{number}")).status for number in range(4)]
        assert statuses == [404, 404, 404, 429]
        assert (await browser.get("/i/guess")).status == 429
        assert (await browser.get("/i/guess", X_Forwarded_For="203.0.113.9")).status == 404
        assert (await browser.get("/")).status == 200

    browse(house, _visit, limits=Limits(entrance=Allowance(3, 0.001)))
