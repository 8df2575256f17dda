"""Keyboards under messages, checked as Telegram checks them."""

from __future__ import annotations

from typing import Any

from tests.telegram.calls import Call
from tests.telegram.refusals import bad

BUTTON_LIMIT = 100
DATA_LIMIT = 64

# What a button does; exactly one of them.
_DOES = {
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
}
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_OTHER_MARKUPS = {"keyboard", "remove_keyboard", "force_reply"}


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not button.get("text"):
        raise bad('can\'t parse inline keyboard button: Field "text" must be non-empty')
    given = {name: value for name, value in button.items() if value is not None}
    if unknown := given.keys() - _DOES - _LOOKS:
        raise bad(f"can't parse inline keyboard button: unknown field {sorted(unknown)[0]}")
    if len(given.keys() & _DOES) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = given.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_LIMIT:
        raise bad("BUTTON_DATA_INVALID")
    return given


def inline_keyboard(call: Call) -> dict[str, Any]:
    """The field reply_markup of the message; empty where there is no inline keyboard.

    A keyboard of the other kind (in place of the phone's keys) does not become part of the message: it is returned
    under ``keys``, for the phone alone.
    """
    markup = call.value("reply_markup")
    if markup is None or markup == {}:
        return {}
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if _OTHER_MARKUPS & markup.keys():
        return {"keys": markup}
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('can\'t parse reply keyboard markup JSON object: field "inline_keyboard" must be an Array of Arrays')
    if sum(len(row) for row in rows) > BUTTON_LIMIT:
        raise bad("reply markup is too long")
    kept = [[_button(each) for each in row] for row in rows if row]
    return {"reply_markup": {"inline_keyboard": kept}} if kept else {}
