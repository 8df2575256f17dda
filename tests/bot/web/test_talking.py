"""The conversation as JSON and its files: what comes in, what goes out, who may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.channels.web.server import LARGEST_BODY
from bot.work.limits import Allowance, Limits
from dialogs.turn.messages import UNSAID, Chose, Said
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse

WORDS = {"id": "abcdefgh1", "after": 0, "text": "118.4 131.62 146.9"}
PRESS = {"id": "abcdefgh2", "after": 0, "revision": 12, "numbers": [1, 3], "field": "smes"}


def test_typed_words_and_pressed_buttons_arrive_as_events() -> None:
    """The words as typed, the buttons with their keyboard and field, under the page's own id."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        assert (await browser.say(WORDS)).status == 200
        assert (await browser.say(PRESS | {"field": None})).status == 200

    browse(house, _visit, person=7)
    assert house.conversations.received == [
        (7, "say:abcdefgh1", Said("118.4 131.62 146.9", UNSAID)),
        (7, "say:abcdefgh2", Chose(12, (1, 3), None)),
    ]


def test_the_answer_holds_what_is_new_to_the_page() -> None:
    """A reply to words brings them back with their sequence, then what was said to them; nothing that is known."""
    house = FakeHouse()
    house.conversations.add(7, "你好")

    async def _visit(browser: Browser) -> None:
        answer = await (await browser.say(WORDS | {"after": 1})).json()
        assert [each["sequence"] for each in answer["messages"]] == [2, 3]
        mine, reply = answer["messages"]
        assert mine["mine"]
        assert reply["buttons"] == [
            {"label": "① 是", "group": "", "revision": 1, "number": 1, "field": "smes"},
            {"label": "② 否", "group": "", "revision": 1, "number": 2, "field": None},
        ]
        assert reply["commands"] == ["稍后", "返回", "?"]
        assert reply["file"] is None

    browse(house, _visit, person=7)


def test_the_same_words_sent_twice_count_once() -> None:
    """A repetition under the same id, after a lost answer, is answered alike and not handled again."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        first = await (await browser.say(WORDS)).json()
        second = await (await browser.say(WORDS)).json()
        assert first == second
        assert len(first["messages"]) == 2

    browse(house, _visit, person=7)
    assert len(house.conversations.received) == 1


def test_a_long_conversation_comes_in_pieces() -> None:
    """First the latest messages, then the earlier ones before them, and what is new after them."""
    house = FakeHouse()
    for number in range(1, 451):
        house.conversations.add(7, f"第 {number} 条")

    async def _sequences(browser: Browser, path: str) -> tuple[list[int], bool]:
        answer = await (await browser.get(path)).json()
        return [each["sequence"] for each in answer["messages"]], answer["more"]

    async def _visit(browser: Browser) -> None:
        assert await _sequences(browser, "/messages") == (list(range(251, 451)), True)
        assert await _sequences(browser, "/messages?before=251") == (list(range(51, 251)), True)
        assert await _sequences(browser, "/messages?before=51") == (list(range(1, 51)), False)
        assert await _sequences(browser, "/messages?after=448") == ([449, 450], False)
        assert await _sequences(browser, "/messages?after=450") == ([], False)

    browse(house, _visit, person=7)


@pytest.mark.parametrize("path", ["/messages", "/messages?after=0", "/files/f1"])
def test_strangers_get_no_data(path: str) -> None:
    """Without a session that holds there is nothing to read, whatever the cookie says."""

    async def _visit(browser: Browser) -> None:
        answer = await browser.get(path, Cookie="shenbao_session=forged")
        assert answer.status == 401

    browse(FakeHouse(), _visit)


def test_strangers_cannot_speak() -> None:
    """Nothing is taken in without a session."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        assert (await browser.say(WORDS)).status == 401

    browse(house, _visit)
    assert house.conversations.received == []


def test_a_page_of_somebody_else_is_refused() -> None:
    """Where a browser changed hands, a page still open neither reads nor writes for the new person."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        assert (await browser.say(WORDS, X_Conversation="8")).status == 409
        assert (await browser.get("/messages", X_Conversation="8")).status == 409
        assert (await browser.get("/messages", X_Conversation="7")).status == 200

    browse(house, _visit, person=7)
    assert house.conversations.received == []


@pytest.mark.parametrize(
    "body",
    [
        5,
        [],
        "text",
        {},
        {"id": "abcdefgh1", "after": 0},
        WORDS | {"id": "short"},
        WORDS | {"id": "with space 1"},
        WORDS | {"id": 12345678},
        WORDS | {"text": 5},
        WORDS | {"text": "x" * 60_001},
        WORDS | {"after": -1},
        WORDS | {"after": True},
        WORDS | {"after": "1"},
        WORDS | {"more": 1},
        PRESS | {"numbers": "1"},
        PRESS | {"numbers": [1.5]},
        PRESS | {"numbers": [True]},
        PRESS | {"numbers": [1] * 101},
        PRESS | {"revision": None},
        PRESS | {"field": 3},
        PRESS | {"field": "x" * 65},
        PRESS | {"text": "both"},
    ],
)
def test_what_no_page_sends_is_refused(body: Any) -> None:
    """Everything else than words or buttons in the agreed form is a bad request and never reaches the conversation."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        answer = await browser.say(body)
        assert answer.status == 400
        assert "error" in await answer.json()

    browse(house, _visit, person=7)
    assert house.conversations.received == []


def test_bodies_are_bounded_and_must_be_json() -> None:
    """More than 256 kB is cut off; broken or endless JSON, or what says it is something else, is refused."""

    async def _visit(browser: Browser) -> None:
        json = {"Content_Type": "application/json"}
        assert (await browser.post("/say", b" " * (LARGEST_BODY + 1), **json)).status == 413
        assert (await browser.post("/say", b"{", **json)).status == 400
        assert (await browser.post("/say", b"\xff\xfe", **json)).status == 400
        assert (await browser.post("/say", b"[" * 100_000, **json)).status == 400
        assert (await browser.post("/say", b"{}", Content_Type="text/plain")).status == 415

    browse(FakeHouse(), _visit, person=7)


@pytest.mark.parametrize("query", ["after=x", "after=-1", "before=1.5", "after=", "before=９", "after=" + "9" * 16])
def test_bad_places_in_the_conversation_are_refused(query: str) -> None:
    """A sequence is a plain whole number."""

    async def _visit(browser: Browser) -> None:
        assert (await browser.get(f"/messages?{query}")).status == 400

    browse(FakeHouse(), _visit, person=7)


def test_a_busy_house_asks_to_come_back() -> None:
    """Where the storage has no turn free, nothing is acknowledged, and the page tries again."""
    house = FakeHouse()
    house.conversations.busy = True

    async def _visit(browser: Browser) -> None:
        answer = await browser.say(WORDS)
        assert answer.status == 503
        assert answer.headers["Retry-After"] == "2"

    browse(house, _visit, person=7)


def test_a_file_comes_with_its_chinese_name(tmp_path: Path) -> None:
    """A document is downloaded under its own name, with its type, and is kept by no cache."""
    house = FakeHouse()
    file = house.give_file(tmp_path, 7)

    async def _visit(browser: Browser) -> None:
        answer = await browser.get(f"/files/{file}")
        assert await answer.read() == b"PK words"
        assert answer.headers["Content-Type"] == "application/test"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="shenbao.docx"; ')
        assert answer.content_disposition is not None
        assert answer.content_disposition.filename == "清河县羊绒申报表（草稿）.docx"

    browse(house, _visit, person=7)


def test_a_file_of_somebody_else_does_not_exist(tmp_path: Path) -> None:
    """Another person's id and an invented one are answered alike."""
    house = FakeHouse()
    file = house.give_file(tmp_path, 7)

    async def _visit(browser: Browser) -> None:
        for path in (f"/files/{file}", "/files/invented", "/files/..%2Fdocument"):
            answer = await browser.get(path)
            assert answer.status == 404
            assert "没有这个页面" in await answer.text()

    browse(house, _visit, person=8)


def test_one_session_cannot_flood_the_house() -> None:
    """A session that asks too fast is told to slow down; another one is not touched by that."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        statuses = [(await browser.get("/messages")).status for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert (await browser.signed_in_as(8).get("/messages")).status == 200

    browse(house, _visit, person=7, limits=Limits(session=Allowance(2, 0.001)))
