"""Ours: the whole channel over a real house; updates, answers and replies are on the disk before they are heard of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from bot.channels.telegram.pacing import UNPACED, Rates
from bot.channels.telegram.service import Telegram
from bot.house import House, build
from bot.settings import Settings
from bot.work.limits import Allowance
from storage import people
from tests.bench.bots.questions import NAMES, SECRET, TOKEN

_PEOPLE = 4_000
_OPEN = "contact_phone"


def attach(app: web.Application, api: str, folder: Path, name: str) -> None:
    """Let the channel live with this application, everybody known to it already."""
    settings = Settings(
        data=folder,
        telegram_token=SecretStr(TOKEN),
        telegram_api_url=api,
        telegram_webhook_url="http://127.0.0.1/hook",
        telegram_webhook_secret=SecretStr(SECRET),
    )
    house = build(settings)
    house = house if name == "whole" else with_three_questions(house)
    with house.database.write() as session:
        for number in range(_PEOPLE):
            person = people.register(session, "测试员", "county", "", house.settings.clock())
            people.ensure(session, person.id, "telegram", str(number))
    Telegram(house, Rates() if name == "paced" else UNPACED, Allowance(10_000, 10_000)).attach(app)


def with_three_questions(house: House) -> House:
    """The same house with a form of three plain questions, and one that stays open: a form that is done is printed."""
    fields = tuple(field for field in house.form.fields if field.name in (*NAMES, _OPEN))
    form = replace(house.form, fields=fields, rules=(), evidence=(), remarks=(), introduction=("三个问题。",))
    conversations = replace(house.conversations, form=form)
    return replace(house, form=form, conversations=conversations, history=replace(house.history, form=form))
