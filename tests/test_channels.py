"""The same conversation by every channel: the same words out, the same answers kept, the same Word file."""

from __future__ import annotations

import asyncio
import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.channels.console import chat
from bot.house import House, build
from bot.settings import Settings
from bot.views.message import Message
from bot.work.limits import Allowance, Limits
from dialogs.definition.form import Form
from dialogs.turn.messages import Happened
from tests.bot.telegram.living import NOON, living
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import Furnished, path_of, said
from tests.county import fill
from tests.databases import KINDS
from tests.storage import cluster
from tests.talk import Talk

NAME = "县级联系人"


@dataclass(frozen=True)
class Outcome:
    """What a conversation came to: what the machine said, what was kept, and the Word file that the person got."""

    replies: list[str]
    answers: dict[str, tuple[str | None, str | None, str]]
    paper: bytes


@pytest.fixture(scope="module")
def typed(form: Form) -> list[str]:
    """Everything that a county types, from the first word on; the last answer brings the Word files."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    return ["检查", "开始", *fill(talk)]


def by_terminal(data: Path, database_url: str, typed: list[str]) -> Outcome:
    """Piped into the terminal; the file is written by its own command."""
    house = build(Settings(data=data, now=NOON, database_url=database_url))
    paper, screen = data / "form.docx", io.StringIO()
    lines = "".join(each.replace("\n", "\\\n") + "\n" for each in [*typed, f"/file {paper}"])
    chat(house, NAME, io.StringIO(lines), screen)
    return outcome(house, paper.read_bytes())


def by_web(data: Path, database_url: str, typed: list[str]) -> Outcome:
    """Typed into the page, and the file fetched as the page does."""
    house = build(Settings(data=data, now=NOON, database_url=database_url))
    fetched: list[bytes] = []

    async def visit(browser: Browser) -> None:
        await browser.post(path_of(house))
        await browser.get("/")
        messages: list[dict[str, Any]] = [{"sequence": 1}]
        for number, words in enumerate(typed):
            last = messages[-1]["sequence"]
            messages += await said(browser, f"typed-{number:06d}", text=words, after=last, seen=last)
        await asyncio.to_thread(papers_made, house)
        answer = await browser.get(f"/messages?after={messages[-1]['sequence']}")
        messages += (await answer.json())["messages"]
        file = next(each["file"] for each in messages[1:] if each["file"] and "汇总表" not in each["file"]["name"])
        fetched.append(await (await browser.get(f"/files/{file['id']}")).read())

    browse(Furnished(house), visit, limits=Limits(session=Allowance(1000, 1000)))
    return outcome(house, fetched[0])


def by_telegram(data: Path, database_url: str, typed: list[str]) -> Outcome:
    """Typed into the chat, each message once its question is there; the file comes as a document."""

    async def told() -> Outcome:
        async with living(data, database_url=database_url) as alive:
            phone = await alive.contact(7, NAME)
            for words in typed:
                phone.say(words)
                await alive.settled(7)
            await asyncio.to_thread(papers_made, alive.house)
            document = await phone.wait_for(lambda each: each.name.endswith("申报表.docx"), within=120)
            await alive.settled(7)
            shown = "\n".join(message.text for message in phone.inbox)
            found = outcome(alive.house, document.data)
            missing = [reply for reply in found.replies if reply not in shown]
            assert missing == []
            return found

    return asyncio.run(told())


def papers_made(house: House) -> None:
    """Wait until both documents are handed over: they are made beside the conversation."""
    delivered = 'SELECT count(*) FROM outbox WHERE reply LIKE \'{"_":"Deliver"%\''
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with house.database.read() as session:
            if session.connection().execute(text(delivered)).scalar() == 2:
                return
        time.sleep(0.05)
    raise AssertionError("the documents were not made")


def outcome(house: House, paper: bytes) -> Outcome:
    """Look at what a house holds after one conversation."""
    with house.database.read() as session:
        address = session.connection().execute(text("SELECT max(address_id) FROM conversation")).scalar_one()
        rows = session.connection().execute(text("SELECT slot, value, blank, words FROM answer ORDER BY slot")).all()
    messages: list[Message] = []
    while found := house.history.messages(address, after=messages[-1].sequence if messages else -1):
        messages += found
    replies = [message.text for message in messages if not message.mine]
    return Outcome(replies, {slot: (value, blank, words) for slot, value, blank, words in rows}, paper)


CHANNELS: dict[str, Callable[[Path, str, list[str]], Outcome]] = {
    "terminal": by_terminal,
    "web": by_web,
    "telegram": by_telegram,
}


@pytest.fixture(scope="module", params=KINDS)
def outcomes(
    request: pytest.FixtureRequest, typed: list[str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Outcome]:
    """The whole form by every channel, on either database."""

    def told(name: str) -> Outcome:
        url = "" if request.param == "sqlite" else cluster.make(request.getfixturevalue("server"), name, "migrated")
        return CHANNELS[name](tmp_path_factory.mktemp(name) / "data", url, typed)

    return {name: told(name) for name in CHANNELS}


def test_every_channel_keeps_the_same_answers(outcomes: dict[str, Outcome]) -> None:
    """Values, blanks and the words as said are the same, whichever way they came."""
    assert len(outcomes["terminal"].answers) > 200
    assert outcomes["web"].answers == outcomes["terminal"].answers
    assert outcomes["telegram"].answers == outcomes["terminal"].answers


def test_every_channel_says_the_same(outcomes: dict[str, Outcome]) -> None:
    """Every reply has the same words, in the same order."""
    assert len(outcomes["terminal"].replies) > 200
    assert outcomes["web"].replies == outcomes["terminal"].replies
    assert outcomes["telegram"].replies == outcomes["terminal"].replies


def test_every_channel_hands_over_the_same_word_file(outcomes: dict[str, Outcome]) -> None:
    """Part by part the documents hold the same bytes."""
    terminal, web, telegram = (parts(outcomes[name].paper) for name in CHANNELS)
    assert "word/document.xml" in terminal
    assert web == terminal
    assert telegram == terminal


def parts(docx: bytes) -> dict[str, bytes]:
    """The files in a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
