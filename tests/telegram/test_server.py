"""The server in the eyes of three libraries that were made for the real Telegram."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.telegram.by_aiogram import Aiogram
from tests.telegram.by_grammy import Grammy
from tests.telegram.by_ptb import Ptb
from tests.telegram.script import PARTS, Client, comparable
from tests.telegram.server import TelegramServer

pytestmark = [
    # python-telegram-bot's own remark on its attribute retry_after
    pytest.mark.filterwarnings("ignore:Deprecated since version v22.2"),
    # aiohttp's remark on grammy's file names, which it quotes as little as the real Telegram wants
    pytest.mark.filterwarnings("ignore::aiohttp.multipart.BadContentDispositionHeader"),
]

CLIENTS: dict[str, Callable[[str, str], Client]] = {"aiogram": Aiogram, "python-telegram-bot": Ptb, "grammy": Grammy}
OUTCOMES = Path(__file__).parent / "outcomes"


async def _run(part: str, name: str) -> Any:
    async with TelegramServer() as server:
        client = CLIENTS[name](server.url, server.token)
        try:
            return comparable(await PARTS[part](server, client))
        finally:
            await client.close()
            assert server.complaints == []


def _short(value: Any) -> Any:
    """Long texts by their beginning and length, and of a message only what is set: for people to read."""
    if isinstance(value, dict):
        return {name: _short(each) for name, each in value.items() if each not in (False, 0, "", [], [0, 0])}
    if isinstance(value, list):
        return [_short(each) for each in value]
    return f"{value[:9]}…{len(value)}" if isinstance(value, str) and len(value) > 200 else value


def _written(outcomes: dict[str, Any]) -> str:
    """One line for a plain outcome, one for each item of a list."""
    lines: list[str] = []
    for step, outcome in outcomes.items():
        items = outcome if isinstance(outcome, list) and any(isinstance(each, dict) for each in outcome) else [outcome]
        lines += [f"{step}: {json.dumps(_short(each), ensure_ascii=False)}" for each in items]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("part", PARTS)
def test_three_libraries_see_the_same_telegram(part: str, update: bool) -> None:
    """aiogram, python-telegram-bot and grammy run one script; what they saw is the same data, and what is written."""
    seen = {name: asyncio.run(_run(part, name)) for name in CLIENTS}
    for name, outcomes in seen.items():
        for step, outcome in outcomes.items():
            assert outcome == seen["aiogram"][step], (name, step)
    golden = OUTCOMES / f"{part}.txt"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(_written(seen["aiogram"]))
    assert _written(seen["aiogram"]) == golden.read_text()
