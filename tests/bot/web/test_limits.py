"""Whoever is too fast is told when to go on: coming in, asking, sending, having documents made."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientResponse

from bot.channels.web.listening import listen
from bot.channels.web.pages import shown_wait
from bot.channels.web.server import Pace, make_app
from bot.house import House
from bot.turns.fulfilling import DOCUMENTS, DOCUMENTS_FROM_ADDRESS
from bot.work.limits import Allowance, ByPersonAndAddress, Limiter, Limits
from dialogs.saying.replies import Told
from renderers.chat import phrase
from renderers.i18n import language
from tests.bot.printing import HeldJobs, Press
from tests.bot.test_rendering import ask, contact, held, jobs, press, replies, say
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse
from tests.bot.web.real import PDF, SILENT, Furnished, file, path_of, sign_in
from tests.bot.web.test_proxy import listening
from tests.ports import free_port

__all__ = ["held", "jobs", "press"]

ONE, SLOW = Allowance(1, 1), Allowance(1, 0.2)


async def told(answer: ClientResponse) -> str:
    """What somebody is told who is too fast: the sentence; the header says the same."""
    assert answer.status == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 5
    return str((await answer.json())["text"])


def test_the_sentence_says_when_to_go_on(house: House) -> None:
    """On the page and to its script, in both languages; after that time it goes on."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        assert (await browser.get("/messages")).status == 200
        page = await browser.get("/devices")
        assert (page.status, page.headers["Retry-After"]) == (429, "1")
        assert "请 1 秒 后再试。" in await page.text()
        english = {"Accept": "application/json", "Accept_Language": "en"}
        assert await told(await browser.get("/messages", **english)) == "That was too fast. Please go on in 1 s."
        await asyncio.sleep(1)
        assert (await browser.get("/messages")).status == 200

    browse(Furnished(house), _visit, pace=SILENT, limits=Limits(session=ONE))


@pytest.mark.parametrize(("seconds", "shown"), [(1, "1 秒"), (99, "99 秒"), (100, "2 分钟"), (601, "11 分钟")])
def test_long_waits_are_minutes(seconds: int, shown: str) -> None:
    """Rounded up."""
    assert shown_wait(seconds, "zh") == shown


def test_asking_counts_by_person_and_by_address(house: House) -> None:
    """Two devices of one person share; an address with many people has a limit of its own."""

    async def _by_person(browser: Browser) -> None:
        first = await sign_in(browser, house)
        path = (await (await browser.post("/devices/link")).text()).partition("8080/i/")[2][:32]
        second = (await browser.another().post(f"/i/{path}")).cookies["shenbao_session"].value
        assert (await browser.with_session(first).get("/messages", Accept="application/json")).status == 200
        await told(await browser.with_session(second).get("/messages", Accept="application/json"))

    async def _by_address(browser: Browser) -> None:
        sessions = [await sign_in(browser.another(), house) for _ in range(2)]
        answers = [await browser.with_session(each).get("/messages", Accept="application/json") for each in sessions]
        assert answers[0].status == 200
        await told(answers[1])

    browse(Furnished(house), _by_person, pace=SILENT, limits=Limits(session=Allowance(2, 0.2)))
    browse(Furnished(house), _by_address, pace=SILENT, limits=Limits(asking=SLOW))


@pytest.mark.parametrize("limits", [Limits(upload=SLOW), Limits(sending=SLOW)], ids=["person", "address"])
def test_sending_counts_by_person_and_by_address(house: House, limits: Limits) -> None:
    """Of two files at once the second waits, and is taken after that."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)

        async def _send(number: int) -> ClientResponse:
            script = {"X_Upload_Id": f"upload-000{number}", "Accept": "application/json"}
            return await browser.post("/upload", file("a.pdf", PDF), **script)

        taken, refused = sorted(await asyncio.gather(_send(1), _send(2)), key=lambda answer: answer.status)
        assert (taken.status, refused.status) == (200, 429)
        assert "秒" in (await refused.json())["text"]
        await asyncio.sleep(int(refused.headers["Retry-After"]))
        assert (await _send(3)).status == 200

    browse(Furnished(house), _visit, pace=SILENT, limits=limits)


def test_coming_in_counts_by_link_and_by_address(house: House) -> None:
    """One link tried again and again waits alone; an address that tries many waits with all of them."""

    async def _by_link(browser: Browser) -> None:
        path = path_of(house)
        script = {"Accept": "application/json"}
        assert (await browser.get(path, **script)).status == 200
        await told(await browser.get(path, **script))
        assert (await browser.get(path_of(house), **script)).status == 200

    async def _by_address(browser: Browser) -> None:
        script = {"Accept": "application/json"}
        assert (await browser.get(path_of(house), **script)).status == 200
        await told(await browser.get(path_of(house), **script))

    browse(Furnished(house), _by_link, pace=SILENT, limits=Limits(link=ONE))
    browse(Furnished(house), _by_address, pace=SILENT, limits=Limits(entrance=ONE))


def test_documents_count_by_person(held: House, jobs: HeldJobs, press: Press) -> None:
    """Through all channels; what is there already does not count, and others are not held up."""
    address = contact(held)
    other = contact(held, "other")
    for version in range(int(DOCUMENTS.burst) + 1):
        say(held, address, f"改 1.8 {10 + version}")
        ask(held, address, "review")
        jobs.do_all()
    assert len(press.printed) == DOCUMENTS.burst
    refused = replies(held, address)[-1]
    assert isinstance(refused, Told)
    assert (refused.what, refused.figures["why"]) == ("failed", "too many")
    words = [phrase(held.form, refused, language(locale)).text for locale in ("zh", "en")]
    assert "秒后再要" in words[0]
    assert words[1] != words[0]
    ask(held, address, "summary")
    assert replies(held, address)[-1] == refused
    ask(held, other, "review")
    jobs.do_all()
    assert len(press.printed) == DOCUMENTS.burst + 1


def test_documents_count_by_network_address() -> None:
    """All who were last heard from one address wait together; others, and whoever is heard on none, do not."""
    clock = Clock()
    pace = ByPersonAndAddress(Allowance(5, 1), Allowance(3, 1 / 10), lambda: clock.now)
    for person, whence in ((1, "192.0.2.1"), (2, "192.0.2.1"), (3, "192.0.2.2"), (4, "")):
        pace.heard(person, whence)
    assert [pace.wait(person) for person in (1, 2, 1)] == [0, 0, 0]
    assert pace.wait(2) == 10
    assert [pace.wait(person) for person in (3, 4)] == [0, 0]
    pace.heard(2, "192.0.2.2")
    assert pace.wait(2) == 0
    clock.now = 10
    assert pace.wait(1) == 0


def test_words_on_the_page_say_from_where_they_come(house: House) -> None:
    """Somebody new behind an address that had its documents waits with the others."""
    pace = house.conversations.requested.pace
    for person in range(100, 100 + int(DOCUMENTS_FROM_ADDRESS.burst)):
        pace.heard(person, "127.0.0.1")
        pace.wait(person)

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        assert pace.wait(1) == 0
        assert (await browser.say({"id": "saying-0001", "after": 0, "text": "帮助"})).status == 200
        assert pace.wait(1) > 0

    browse(Furnished(house), _visit, pace=SILENT)


@dataclass
class Clock:
    """A clock that the test moves."""

    now: float = field(default=0.0)

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now


def test_whoever_waits_as_long_as_was_said_may_pass() -> None:
    """And a moment before, may not."""
    clock = Clock()
    limiter = Limiter(Allowance(2, 0.25), clock)
    assert [limiter.wait("a"), limiter.wait("a"), limiter.wait("a")] == [0, 0, 4]
    clock.now = 3.9
    assert limiter.wait("a") == pytest.approx(0.1)
    clock.now = 4
    assert limiter.wait("a") == 0


def test_headers_have_to_come_in_time() -> None:
    """A line that says nothing, and one that never ends its headers, are cut off; others are answered meanwhile."""

    async def _run() -> None:
        port, stop = free_port(), asyncio.Event()
        app = make_app(FakeHouse().services, pace=Pace(headers=1.5))
        serving = asyncio.create_task(listen(app, "127.0.0.1", port, 0.1, stop))
        await listening(port)
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        for _, writer in slow[1:]:
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        quick, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):  # the line stays, and its second request is answered after that time as well
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await quick.readuntil(b'ok"}')).startswith(b"HTTP/1.1 200")
            await asyncio.sleep(1.7)
        async with asyncio.timeout(5):
            for reader, _ in slow:
                with suppress(ConnectionResetError):
                    assert await reader.read() == b""
        stop.set()
        await serving

    asyncio.run(_run())
