"""An update as Telegram writes it becomes what somebody did; what is none says where, and nothing of what it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.telegram.hearing import event_of, menu
from bot.channels.telegram.incoming import NoUpdate, number_and_sender, written
from bot.channels.telegram.receiving import Unreadable, read
from bot.channels.telegram.service import webhook_paths
from bot.channels.telegram.texts import EN, MENU, ZH
from dialogs.commands.commanding import COMMANDS
from dialogs.turn.messages import Commanded, Said

WHO = {"id": 7, "is_bot": False, "first_name": "测试员"}
CHAT = {"id": 7, "type": "private", "first_name": "测试员"}


def message(**fields: Any) -> dict[str, Any]:
    """A message of somebody."""
    return {"message_id": 5, "date": 1_712_800_000, "from": WHO, "chat": CHAT, **fields}


def test_words_files_and_taps_are_told_apart() -> None:
    """What was typed, the largest size of a photo, a document with its album, a tap with the buttons it stood among."""
    typed = read(json.dumps({"update_id": 1, "message": message(text="否")}))
    assert (typed.what, typed.sender, typed.chat, typed.private, typed.text) == ("text", 7, 7, True, "否")
    sizes = [{"file_id": str(side), "file_unique_id": str(side), "width": side, "height": side} for side in (9, 90, 30)]
    photo = read(json.dumps({"update_id": 1, "message": message(photo=sizes, caption="厂区")})).media
    assert photo is not None
    assert (photo.file_id, photo.name, photo.caption) == ("90", "照片5.jpg", "厂区")
    file = {"file_id": "f", "file_unique_id": "u", "file_name": "表.pdf", "file_size": 9}
    media = read(json.dumps({"update_id": 1, "message": message(document=file, media_group_id="g")})).media
    assert media is not None
    assert (media.name, media.size, media.album) == ("表.pdf", 9, "g")
    markup = {"inline_keyboard": [[{"text": "是", "callback_data": "1:1:x"}]]}
    query = {"id": "q", "from": WHO, "chat_instance": "c", "data": "1:1:x", "message": message(reply_markup=markup)}
    tap = read(json.dumps({"update_id": 1, "callback_query": query}))
    assert tap.tap is not None
    assert (tap.what, tap.message_id, tap.tap.data, tap.tap.keys[0][0].label) == ("tap", 5, "1:1:x", "是")


def test_service_messages_are_passed_over() -> None:
    """A pinned message is nothing that somebody said to us, nor is an update of a kind that nobody knows yet."""
    assert read(json.dumps({"update_id": 1, "message": message(pinned_message=message(text="x"))})).what == "ignored"
    assert read(json.dumps({"update_id": 1, "something_new": {}})).what == "ignored"
    assert read(
        json.dumps({"update_id": 1, "message": message(contact={"phone_number": "1", "first_name": "x"})})
    ).what == ("unsupported")


def test_what_is_no_update_says_where_and_not_what() -> None:
    """The complaint names the place, and holds nothing of what a person wrote."""
    broken = message(text="秘密的话")
    del broken["date"]
    with pytest.raises(Unreadable) as refused:
        read(json.dumps({"update_id": 1, "message": broken}))
    assert str(refused.value) == "message.date missing"


@pytest.mark.parametrize("body", [None, [], {}, {"update_id": "1"}, {"update_id": True}, {"update_id": 2**63}])
def test_what_has_no_number_is_not_kept(body: object) -> None:
    """Anything without a usable number is no update."""
    with pytest.raises(NoUpdate):
        number_and_sender(body)


def test_the_sender_is_known_before_anything_is_understood() -> None:
    """Who caused an update is read from the plain JSON, for every kind that we ask for."""
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        assert number_and_sender({"update_id": 3, kind: {"from": WHO}}) == (3, "7")
    assert number_and_sender({"update_id": 3, "message": {"chat": {"id": -5}}}) == (3, "-5")
    assert number_and_sender({"update_id": 3, "message": "nonsense"}) == (3, "0")
    assert written({"a": "中"}) == '{"a":"中"}'


def test_commands_of_the_menu_are_commands() -> None:
    """What the menu offers is known to the machine, in both languages; other words stay words."""
    assert event_of("/progress") == Commanded("progress")
    assert event_of("/language_en@some_bot") == Commanded("language_en")
    assert event_of("/nothing") == Said("/nothing")
    assert event_of("否") == Said("否")
    assert set(MENU) - {"unlink"} <= set(COMMANDS)
    assert [name for name, _ in menu("en")] == [name for name, _ in menu("zh")]
    assert EN.keys() == ZH.keys()


def test_updates_arrive_with_and_without_the_public_prefix() -> None:
    """A proxy may pass the path on or cut its prefix off."""
    assert webhook_paths("https://a.example/telegram", "") == {"/telegram"}
    assert webhook_paths("https://a.example/app/telegram", "https://a.example/app") == {"/app/telegram", "/telegram"}
    assert webhook_paths("https://a.example", "") == {"/"}
