"""Somebody who was shut out on a phone, a laptop, by a colleague's link and on Telegram gets nowhere from any of them.

The real program and its real commands, each in a process of its own, and a Telegram that both libraries take for the
real one.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, FormData

from bot.channels.telegram.pacing import UNPACED
from tests import forked
from tests.bot.telegram.living import story, telegram
from tests.bot.telegram.running import Program, environment
from tests.bot.web.more_fakes import PC, PHONE
from tests.telegram.phone import Phone
from tests.telegram.server import TelegramServer

pytestmark = pytest.mark.usefixtures("database_url")

ROUTES = ("/messages", "/events", "/overview", "/devices", "/help?field=area", "/files/none")


@dataclass
class Browser:
    """A browser before the running program."""

    line: ClientSession
    origin: str

    async def enter(self, link: str) -> int:
        """Press the button of a personal link; the status."""
        headers = {"Origin": self.origin}
        answer = await self.line.post(urlsplit(link).path, headers=headers, allow_redirects=False)
        if answer.status == 303:
            await self.line.get("/")
        return answer.status

    async def say(self, text: str) -> ClientResponse:
        """Type something."""
        said = {"id": f"say-{secrets.token_hex(6)}", "after": 0, "text": text}
        return await self.line.post("/say", json=said, headers={"Origin": self.origin})

    async def link_for(self, text: str) -> str:
        """The link for a colleague, that the conversation gives for these words."""
        await self.say(text)
        for _ in range(100):
            messages = (await (await self.line.get("/messages")).json())["messages"]
            found = re.findall(r"http://\S+/i/[\w-]+", "\n".join(each["text"] for each in messages))
            if found:
                return str(found[-1])
            await asyncio.sleep(0.1)
        raise AssertionError("no link came")

    async def device_link(self) -> str:
        """A link for another device."""
        page = await (await self.line.post("/devices/link", headers={"Origin": self.origin})).text()
        found = re.search(r"http://[^\s<\"]+/i/[\w-]+", page)
        assert found is not None
        return found[0]

    async def statuses(self) -> set[int]:
        """What every way to data answers."""
        found = {(await self.line.get(path)).status for path in ROUTES}
        found.add((await self.say("进度")).status)
        form = FormData()
        form.add_field("file", b"a text", filename="a.txt")
        headers = {"Origin": self.origin, "X-Upload-Id": f"upload-{secrets.token_hex(4)}"}
        found.add((await self.line.post("/upload", data=form, headers=headers)).status)
        return found | {(await self.line.post("/devices/link", headers={"Origin": self.origin})).status}


class Commands:
    """The operator at the same data as the running program."""

    def __init__(self, settings: dict[str, str]) -> None:
        self._settings = settings

    async def run(self, *command: str) -> str:
        """One command; what it prints."""
        ran = await asyncio.to_thread(forked.run, *command, environment=self._settings)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    async def link(self, *command: str) -> str:
        """The link that a command prints."""
        return next(line for line in (await self.run(*command)).split() if "/i/" in line)


@dataclass
class Everywhere:
    """Somebody on a phone, a laptop and Telegram, who helps a colleague besides; ``links`` let this person in."""

    phone: Browser
    laptop: Browser
    account: Phone
    colleague: Browser
    stranger: Browser
    links: tuple[str, ...]

    async def nowhere(self) -> None:
        """Nothing that this person has or knows leads to anything."""
        for each in (self.phone, self.laptop):
            assert await each.statuses() == {401}
            assert {await each.enter(link) for link in self.links} == {410}
            assert (await each.line.get("/")).status == 401
        assert {await self.stranger.enter(link) for link in self.links} == {410}

    async def close(self) -> None:
        """Close all browsers."""
        for each in (self.phone, self.laptop, self.colleague, self.stranger):
            await each.line.close()


def browser(origin: str, agent: str) -> Browser:
    """A browser that nobody is signed in in."""
    headers = {"User-Agent": agent}
    return Browser(ClientSession(origin, cookie_jar=CookieJar(unsafe=True), headers=headers), origin)


async def everywhere(server: TelegramServer, operator: Commands, origin: str) -> Everywhere:
    """Let somebody in by every way there is, one after the other."""
    phone, laptop, colleague, stranger = (browser(origin, agent) for agent in (PHONE, PC, PC, PC))
    own = await operator.link("invite", "--name", "张三")
    assert await phone.enter(own) == 303
    await phone.say("开始")
    assert await laptop.enter(await phone.device_link()) == 303
    assert await colleague.enter(await operator.link("invite", "--name", "李四")) == 303
    await colleague.say("开始")
    helping = await colleague.link_for("请张三填第四部分")
    assert await phone.enter(helping) == 303
    again, account = await operator.link("invite", "--again", "1"), server.user(7)
    account.start(again.rpartition("/")[2])
    await account.wait_for()
    links = (own, helping, again, await laptop.device_link())
    for each in (phone, laptop):
        assert await each.statuses() == {200, 404}
    return Everywhere(phone, laptop, account, colleague, stranger, links)


@story
async def test_whoever_is_shut_out_gets_nowhere(tmp_path: Path) -> None:
    """At once, on open pages, and after a restart; the colleague who worked with this person goes on."""
    data = tmp_path / "data"
    async with telegram(UNPACED) as server, Program(server, data, hook=False) as program:
        operator = Commands(environment(server, data, program.port, hook=False))
        person = await everywhere(server, operator, f"http://127.0.0.1:{program.port}")
        streams = [await each.line.get("/events?after=1000") for each in (person.phone, person.laptop)]
        told = await operator.run("shut-out", "1")
        assert all(words in told for words in ("sessions 2", "devices", "telegram 1", "still works: nothing"))
        async with asyncio.timeout(30):
            for stream in streams:
                await stream.content.read()
        before = len(person.account.inbox)
        person.account.say("进度")
        await person.account.wait_for("邀请链接")
        for link in person.links:
            person.account.start(link.rpartition("/")[2])
        await person.account.wait_for("收回")
        await person.nowhere()
        await program.end()
        await program.start()
        await person.nowhere()
        assert not [each for each in person.account.inbox[before:] if each.keys or "李四" in each.text]
        assert await person.colleague.statuses() == {200, 404}
        assert "shut out" in await operator.run("audit")
        assert not [link for link in person.links if link.rpartition("/")[2] in program.printed]
        await person.close()
