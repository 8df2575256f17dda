"""A real house as the web chat sees it, and a browser's first steps in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import FormData

from bot.channels.ports import Services
from bot.channels.web.server import Pace
from bot.entering.inviting import invite_person
from bot.house import House
from bot.serving import services
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser
from tests.bot.web.more_fakes import PHONE
from tests.drawn import pdf

SILENT = Pace(ping=3600, look=3600)
PDF = pdf("scan")


@dataclass(frozen=True)
class Furnished:
    """A real house as the web chat sees it."""

    house: House

    @property
    def services(self) -> Services:
        """What the web chat gets."""
        return services(self.house)


def path_of(house: House) -> str:
    """A fresh personal link's path."""
    return "/i/" + invite_person(house, name="张三", role="county", region="", days=7).rpartition("/")[2]


async def said(browser: Browser, key: str, **body: object) -> list[dict[str, Any]]:
    """Say something and return what is new."""
    answer = await browser.say({"id": key, "after": 1} | body)
    assert answer.status == 200
    found: list[dict[str, Any]] = (await answer.json())["messages"]
    return found


def later(house: House, **time: float) -> None:
    """Let time pass."""
    house.settings.now = (house.settings.now or NOON) + timedelta(**time)


async def sign_in(browser: Browser, house: House, agent: str = PHONE) -> str:
    """Come in by a fresh link and open the conversation; returns the session's token."""
    answer = await browser.post(path_of(house), User_Agent=agent)
    await browser.get("/")
    return answer.cookies["shenbao_session"].value


def file(name: str, content: bytes) -> FormData:
    """A form with one file."""
    data = FormData(quote_fields=False)
    data.add_field("file", content, filename=name, content_type="application/octet-stream")
    return data
