"""News to open pages: what comes, when, and for how long."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientResponse

from bot.channels.web.audience import MOST_PAGES
from bot.channels.web.server import Pace
from bot.work.limits import Allowance, Limits
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse
from tests.bot.web.listening import Heard, hear, hear_until_end

NEVER = 3600.0
SILENT = Pace(ping=NEVER, look=NEVER)
"""Nothing comes of its own accord."""


async def awake(house: FakeHouse, browser: Browser, address: int = 7) -> ClientResponse:
    """A page that has heard the first message, and now waits for more."""
    if address not in house.conversations.said:
        house.conversations.add(address, "你好")
    line = await browser.get("/events")
    assert await hear(line) == Heard("retry", 3000)
    while (heard := await hear(line)) == Heard("ping"):
        pass
    assert heard is not None
    assert heard.sequences == [1]
    return line


def test_a_page_hears_at_once_what_was_said() -> None:
    """First what it does not have yet, then every message as it is stored, numbered, in the form of ``messages``."""
    house = FakeHouse()
    house.conversations.add(7, "一")
    house.conversations.add(7, "二")

    async def _visit(browser: Browser) -> None:
        line = await browser.get("/events?address=7&after=1", Accept="text/event-stream")
        assert line.status == 200
        assert line.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert line.headers["X-Accel-Buffering"] == "no"
        assert line.headers["Cache-Control"] == "no-store"
        assert await hear(line) == Heard("retry", 3000)
        first = await hear(line)
        assert first is not None
        assert (first.kind, first.sequences, first.id) == ("messages", [2], 2)
        await asyncio.to_thread(house.conversations.add, 7, "三\n\nevent: forged")
        second = await hear(line)
        assert second is not None
        assert (second.kind, second.sequences, second.id) == ("messages", [3], 3)
        assert second.data == await (await browser.get("/messages?after=2")).json()

    browse(house, _visit, person=7, pace=SILENT)


def test_what_an_answer_brought_is_not_told_again() -> None:
    """The page that said it has the words by the answer to that; another page of the same browser hears of them."""
    house = FakeHouse()
    house.conversations.add(7, "一")

    async def _visit(browser: Browser) -> None:
        lines = [await browser.get(f"/events?after=1&page={page}") for page in ("here", "there")]
        for line in lines:
            assert await hear(line) == Heard("retry", 3000)
        saying = {"id": "saying-0001", "after": 1, "text": "二"}
        said = await browser.say(saying, X_Page="here")
        assert [each["sequence"] for each in (await said.json())["messages"]] == [2, 3]
        other = await hear(lines[1])
        assert other is not None
        assert other.sequences == [2, 3]
        await asyncio.to_thread(house.conversations.add, 7, "四")
        own = await hear(lines[0])
        assert own is not None
        assert own.sequences == [4]

    browse(house, _visit, person=7, pace=SILENT)


def test_a_page_that_comes_back_hears_what_it_missed_once() -> None:
    """The browser's own note of the last message counts more than the address, which is as old as the page."""
    house = FakeHouse()
    for number in range(450):
        house.conversations.add(7, str(number))

    async def _visit(browser: Browser) -> None:
        line = await browser.get("/events?after=1", Last_Event_ID="30")
        assert await hear(line) == Heard("retry", 3000)
        pieces = [await hear(line) for _ in range(3)]
        assert [sequence for piece in pieces if piece is not None for sequence in piece.sequences] == list(
            range(31, 451)
        )

    browse(house, _visit, person=7, pace=SILENT)


def test_a_page_is_told_of_changes_by_others() -> None:
    """Who changed which answer, as it happens; nothing is fetched for that."""
    house = FakeHouse()
    figures = {"by": "李四", "id": "2.1", "label": "集群总产值", "value": "118.40", "at": "2026-11-23T09:00:00+00:00"}

    async def _visit(browser: Browser) -> None:
        line = await awake(house, browser)
        house.conversations.asked.clear()
        house.conversations.edit(7, **figures)
        house.conversations.edit(8, by="王五")
        assert await hear(line) == Heard("edited", figures)
        assert house.conversations.asked == []

    browse(house, _visit, person=7, pace=SILENT)


def test_a_message_that_changes_is_sent_again() -> None:
    """To the page that has it, with its new words; one that the page has not got yet comes as news anyway."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        line = await awake(house, browser, 7)
        house.conversations.add(7, "群发中")
        heard = await hear(line)
        assert heard is not None
        house.conversations.change(7, 9)
        house.conversations.change(7, heard.sequences[-1])
        changed = await hear(line)
        assert changed is not None
        assert (changed.kind, changed.sequences) == ("changed", heard.sequences)

    browse(house, _visit, person=7, pace=SILENT)


def test_what_another_process_stored_is_found() -> None:
    """News that nobody here told arrives with the next look, which is one question for all pages."""
    house = FakeHouse()
    house.conversations.quiet = True

    async def _visit(browser: Browser) -> None:
        lines = [await awake(house, browser.signed_in_as(person), person) for person in (7, 8)]
        lines.append(await awake(house, browser))
        house.conversations.asked.clear()
        house.conversations.add(7, "一")
        for line in (lines[0], lines[2]):
            heard = await hear(line)
            assert heard is not None
            assert heard.sequences == [2]
        await asyncio.sleep(0.25)
        assert house.conversations.asked.count(7) == 2
        assert 8 not in house.conversations.asked

    browse(house, _visit, person=7, pace=Pace(ping=NEVER, look=0.1))


def test_an_idle_page_is_pinged_without_questions() -> None:
    """A ping keeps the line; it asks the house nothing."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        line = await awake(house, browser)
        house.conversations.asked.clear()
        assert [await hear(line) for _ in range(3)] == [Heard("ping")] * 3
        assert house.conversations.asked == []

    browse(house, _visit, person=7, pace=Pace(ping=0.05, look=NEVER))


def test_a_session_that_ends_takes_its_pages_with_it() -> None:
    """Within a look the line of a revoked session ends, and coming back is refused; others go on."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        mine, other = await browser.get("/events"), await browser.signed_in_as("7-pc").get("/events")
        house.people.over.add("session-of-7")
        assert Heard("ping") in await hear_until_end(mine)
        assert (await browser.get("/events", Accept="text/event-stream")).status == 401
        assert await hear(other) == Heard("retry", 3000)
        assert await hear(other) == Heard("ping")

    browse(house, _visit, person=7, pace=Pace(ping=0.05, look=0.3))


def test_strangers_and_former_owners_hear_nothing() -> None:
    """401 without a session, 409 for the page of somebody who used the browser before, 400 for a broken place."""

    async def _visit(browser: Browser) -> None:
        assert (await browser.get("/events?address=8")).status == 409
        assert (await browser.get("/events?after=x")).status == 400
        assert (await browser.get("/events", Last_Event_ID="-1")).status == 400
        assert (await browser.head("/events")).status == 405
        assert (await browser.another().get("/events")).status == 401

    browse(FakeHouse(), _visit, person=7)


def test_one_session_has_few_lines() -> None:
    """One page too many closes the oldest, and tells it not to be in a hurry to come back."""

    async def _visit(browser: Browser) -> None:
        lines = [await browser.get("/events") for _ in range(MOST_PAGES)]
        await asyncio.sleep(0.1)
        lines.append(await browser.get("/events"))
        assert await hear_until_end(lines[0]) == [Heard("retry", 3000), Heard("retry", 60000)]
        for line in lines[1:]:
            assert await hear(line) == Heard("retry", 3000)
            assert not line.content.at_eof()

    browse(FakeHouse(), _visit, person=7, pace=SILENT)


def test_lines_have_their_own_allowance() -> None:
    """Opening lines again and again is slowed down, and takes nothing from the conversation's allowance."""

    async def _visit(browser: Browser) -> None:
        assert [(await browser.get("/events")).status for _ in range(3)] == [200, 200, 429]
        assert (await browser.get("/messages")).status == 200

    limits = Limits(session=Allowance(1, 0.001), events=Allowance(2, 0.001))
    browse(FakeHouse(), _visit, person=7, limits=limits, pace=SILENT)


def test_whoever_does_not_read_is_cut_off() -> None:
    """A page that takes nothing is given up after a while, whatever else is said; it can come back."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        line = await browser.get("/events")
        assert await hear(line) == Heard("retry", 3000)
        connection = line.connection
        assert connection is not None
        assert connection.transport is not None
        connection.transport.pause_reading()
        for _ in range(200):
            house.conversations.add(7, "长" * 60_000)
            await asyncio.sleep(0.01)
        sent = house.conversations.asked.count(7)
        await asyncio.sleep(0.5)
        assert sent < 190
        assert (await browser.get("/overview")).headers["ETag"] == 'W/"1-[]"'
        again = await browser.get("/events?after=199")
        await hear(again)
        assert (await hear(again)) is not None

    browse(house, _visit, person=7, pace=Pace(ping=0.1, patience=0.3, look=NEVER))


def test_a_page_that_left_is_noticed() -> None:
    """Who hung up no longer counts as here after the next look."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        line = await browser.get("/events")
        await hear(line)
        assert (await browser.get("/overview")).headers["ETag"] == 'W/"1-[7]"'
        line.close()
        here = ""
        for _ in range(50):
            await asyncio.sleep(0.2)
            here = (await browser.get("/overview")).headers["ETag"]
            if here == 'W/"1-[]"':
                break
        assert here == 'W/"1-[]"'

    browse(house, _visit, person=7, pace=Pace(ping=NEVER, look=0.1))


def test_a_look_that_fails_is_repeated() -> None:
    """The database refuses for a moment; the news are found by the look after that."""
    house = FakeHouse()
    house.conversations.quiet = True

    async def _visit(browser: Browser) -> None:
        line = await awake(house, browser)
        house.conversations.failures = 2
        house.conversations.add(7, "一")
        heard = await hear(line)
        assert heard is not None
        assert heard.sequences == [2]
        assert house.conversations.failures == 0

    browse(house, _visit, person=7, pace=Pace(ping=NEVER, look=0.05))


@pytest.mark.parametrize("pages", [1, 50])
def test_a_stop_ends_all_lines_at_once(pages: int) -> None:
    """Open pages do not keep the machine from stopping."""
    house = FakeHouse()
    took: list[float] = []

    async def _visit(browser: Browser) -> None:
        lines = [await browser.signed_in_as(person).get("/events") for person in range(pages)]
        for line in lines:
            await hear(line)
        took.append(asyncio.get_running_loop().time())
        await browser.stop()
        took.append(asyncio.get_running_loop().time())
        assert [await hear(line) for line in lines] == [None] * pages

    browse(house, _visit, person=7, pace=SILENT)
    assert took[1] - took[0] < 10  # a line ends by itself never
