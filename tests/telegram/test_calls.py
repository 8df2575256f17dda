"""Requests written by hand: every form that Telegram takes, and the nonsense that it does not."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.telegram.calls import UPLOAD_LIMIT
from tests.telegram.pictures import png
from tests.telegram.raw import Raw
from tests.telegram.server import TelegramServer

KEYBOARD = '{"inline_keyboard": [[{"text": "是", "callback_data": "a"}]]}'


def answered(method: str, given: dict[str, Any], verb: str = "POST") -> dict[str, Any]:
    """The answer to one request, to a server that one person has written to; complaints are under their name."""

    async def run() -> dict[str, Any]:
        async with TelegramServer() as server, Raw(server) as bot:
            server.user(1).start()
            answer: dict[str, Any] = (await bot.http.request(verb, f"/{method}", **given)).json()
            return {**answer, "complaints": server.complaints}

    return asyncio.run(run())


@pytest.mark.parametrize(
    "given",
    [
        {"params": {"chat_id": 1, "text": "你好", "reply_markup": KEYBOARD}},
        {"data": {"chat_id": 1, "text": "你好", "reply_markup": KEYBOARD}},
        {"json": {"chat_id": "1", "text": "你好", "reply_markup": KEYBOARD}},
        {
            "json": {
                "chat_id": 1,
                "text": "你好",
                "reply_markup": {"inline_keyboard": [[{"text": "是", "callback_data": "a"}]]},
            }
        },
        {"files": {"chat_id": (None, "1"), "text": (None, "你好"), "reply_markup": (None, KEYBOARD)}},
    ],
    ids=["query", "form", "JSON with strings", "JSON", "multipart"],
)
def test_a_call_can_be_written_in_every_form(given: dict[str, Any]) -> None:
    """Query string, form, JSON and multipart say the same; without a body a GET does as well."""
    for verb in ("POST", "GET") if "params" in given else ("POST",):
        answer = answered("sendMessage", given, verb)
        assert answer["result"]["text"] == "你好"
        assert answer["result"]["reply_markup"]["inline_keyboard"][0][0] == {"text": "是", "callback_data": "a"}
        assert answer["complaints"] == []


def test_a_method_may_be_spelled_in_any_case() -> None:
    """As on the real server."""
    assert answered("SENDmessage", {"json": {"chat_id": 1, "text": "x"}})["ok"]


@pytest.mark.parametrize(
    ("method", "given", "description", "complaint"),
    [
        ("sendMessages", {}, "Not Found", "unknown method sendMessages"),
        ("sendMessage", {"chat_id": 1, "txet": "x"}, "Bad Request: sendMessage: unknown parameter txet", "="),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "message_thread_id": 3},
            "Bad Request: sendMessage: this test server does not do message_thread_id",
            "=",
        ),
        (
            "getUpdates",
            {"allowed_updates": ["mesage"]},
            "Bad Request: unknown kinds in allowed_updates: ['mesage']",
            "=",
        ),
        ("sendMessage", {"chat_id": 1, "text": "x", "parse_mode": "MarkdownV2"}, "this test server does not do", ""),
        ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty", ""),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found", ""),
        ("sendMessage", {"chat_id": 1, "text": 5}, 'field "text" must be of type String', ""),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object", ""),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": []}, "object expected as reply markup", ""),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_parameters": {"message_id": 5}},
            "to be replied not found",
            "",
        ),
        ("sendDocument", {"chat_id": 1}, "there is no document in the request", ""),
        ("sendDocument", {"chat_id": 1, "document": "attach://x"}, "there is no x in the request", ""),
        ("sendDocument", {"chat_id": 1, "document": "https://x.cn/a"}, "wrong file identifier/HTTP URL specified", ""),
        ("sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo", "media": "x"}]}, "must include 2-10 items", ""),
        ("sendChatAction", {"chat_id": 1, "action": "dancing"}, "wrong parameter action in request", ""),
        ("setMyCommands", {"commands": [{"command": "开始", "description": "x"}]}, "BOT_COMMAND_INVALID", ""),
        ("leaveChat", {"chat_id": 1}, "can't be changed in private chats", ""),
        ("editMessageText", {"chat_id": 1, "message_id": 101, "text": "x"}, "message can't be edited", ""),
    ],
)
def test_nonsense_is_refused(method: str, given: dict[str, Any], description: str, complaint: str) -> None:
    """In Telegram's words; what no bot should ever send is kept as a complaint as well."""
    answer = answered(method, {"json": given})
    assert not answer["ok"]
    assert description in answer["description"]
    expected = description.removeprefix("Bad Request: ") if complaint == "=" else complaint
    assert answer["complaints"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    "button",
    [
        {"text": "x"},
        {"text": "", "callback_data": "a"},
        {"text": "x", "callback_data": ""},
        {"text": "x", "callback_data": "a", "url": "https://example.com"},
        {"text": "x", "callback_data": "a", "colour": "red"},
    ],
)
def test_a_button_does_exactly_one_thing(button: dict[str, Any]) -> None:
    """A button without a label, without an effect, or with two is refused."""
    given = {"json": {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}}
    assert answered("sendMessage", given)["error_code"] == 400


def test_a_wrong_token_is_unauthorised_and_a_malformed_one_not_found() -> None:
    """401 and 404, for calls and for downloads."""

    async def run() -> None:
        async with TelegramServer() as server, httpx.AsyncClient(base_url=server.url, trust_env=False) as http:
            assert (await http.get("/bot1:wrong/getMe")).json()["error_code"] == 401
            assert (await http.get("/botwrong/getMe")).json()["error_code"] == 404
            assert (await http.get("/file/bot1:wrong/documents/file_0.docx")).status_code == 401
            assert (await http.get(f"/file/bot{server.token}/documents/file_0.docx")).status_code == 404
            assert (await http.get("/robots.txt")).status_code == 404

    asyncio.run(run())


def test_a_file_over_fifty_megabytes_cannot_be_sent() -> None:
    """413, as from the real server."""
    large = {"files": {"chat_id": (None, "1"), "document": ("a.zip", b"0" * (UPLOAD_LIMIT + 1))}}
    assert answered("sendDocument", large)["error_code"] == 413


def test_a_photo_must_be_a_picture_of_reasonable_shape() -> None:
    """Not a stripe, and not a document."""
    stripe = {"files": {"chat_id": (None, "1"), "photo": ("a.png", png(4200, 200))}}
    assert answered("sendPhoto", stripe)["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    word = {"files": {"chat_id": (None, "1"), "photo": ("a.png", b"PK\x03\x04")}}
    assert answered("sendPhoto", word)["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


def test_a_mistake_of_the_server_itself_is_not_hidden() -> None:
    """A call that the server cannot handle is a 500 and a complaint, so that no test goes on believing."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as bot:
            server.user(1).start()
            answer = await bot.http.post("/sendMessage", json={"chat_id": 1, "text": "x", "reply_parameters": [5]})
            assert answer.status_code == 500
            assert server.complaints[0].startswith("the server itself failed at sendMessage")

    asyncio.run(run())
