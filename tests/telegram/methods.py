"""The methods about messages in text, buttons and the bot itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram.calls import Call
from tests.telegram.markup import inline_keyboard
from tests.telegram.refusals import NOT_MODIFIED, QUERY_TOO_OLD, bad
from tests.telegram.state import QUERY_LIFE, Chat, Message, Telegram
from tests.telegram.texts import caption_of, text_of, units

Method = Callable[[Telegram, Call], Any | Awaitable[Any]]

ANSWER_LIMIT = 200
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def _answered(call: Call, chat: Chat) -> dict[str, Any]:
    """The message that this one answers."""
    given = call.value("reply_parameters") or {}
    replied = int(given.get("message_id") or call.integer("reply_to_message_id"))
    if not replied:
        return {}
    message = chat.messages.get(replied)
    if message is not None and not message.deleted:
        return {"reply_to_message": {k: v for k, v in message.raw.items() if k != "reply_to_message"}}
    if given.get("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def send(telegram: Telegram, call: Call, fields: dict[str, Any]) -> Message:
    """Put one message of the bot into a chat; all checks of the content are done."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    fields = {**fields, **inline_keyboard(call), **_answered(call, chat)}
    telegram.traffic.admit(chat.id)
    return deliver(telegram, call, chat, fields)


def deliver(telegram: Telegram, call: Call, chat: Chat, fields: dict[str, Any]) -> Message:
    """Put a message that was let through into the chat."""
    keys = fields.pop("keys", None)
    if call.flag("protect_content"):
        fields["has_protected_content"] = True
    message = telegram.message(chat, telegram.bot, fields, silent=call.flag("disable_notification"))
    message.keys = keys
    telegram.traffic.record(chat.id, call.method, message.id)
    chat.tell(message)
    return message


def send_message(telegram: Telegram, call: Call) -> Any:
    """Send a text."""
    return send(telegram, call, text_of(call)).raw


def _own(telegram: Telegram, call: Call, chat: Chat) -> Message:
    message = chat.messages.get(call.integer("message_id"))
    if message is None or message.deleted:
        raise bad("message to edit not found")
    if message.raw["from"]["id"] != telegram.bot["id"]:
        raise bad("message can't be edited")
    return message


def _edit(telegram: Telegram, call: Call, fields: dict[str, Any], *replaced: str) -> Any:
    """Change a message; the fields named are replaced or, where nothing new is given, dropped."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    message = _own(telegram, call, chat)
    names = (*replaced, "reply_markup")
    fields = {**fields, **inline_keyboard(call)}
    if "keys" in fields:
        raise bad("inline keyboard expected")
    if {name: message.raw[name] for name in names if name in message.raw} == fields:
        raise bad(NOT_MODIFIED)
    telegram.traffic.admit(chat.id)
    message.change({**fields, "edit_date": telegram.date()}, drop=names)
    telegram.traffic.record(chat.id, call.method, message.id)
    chat.tell(message)
    return message.raw


def edit_text(telegram: Telegram, call: Call) -> Any:
    """Change the text and the buttons."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    if "text" not in _own(telegram, call, chat).raw:
        raise bad("there is no text in the message to edit")
    return _edit(telegram, call, text_of(call), "text", "entities", "link_preview_options")


def edit_caption(telegram: Telegram, call: Call) -> Any:
    """Change the caption under a file and the buttons."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    if "text" in _own(telegram, call, chat).raw:
        raise bad("there is no caption in the message to edit")
    return _edit(telegram, call, caption_of(call), "caption", "caption_entities")


def edit_markup(telegram: Telegram, call: Call) -> Any:
    """Change the buttons alone."""
    return _edit(telegram, call, {})


def delete_message(telegram: Telegram, call: Call) -> bool:
    """Take a message away, within two days."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    message = chat.messages.get(call.integer("message_id"))
    if message is None or message.deleted:
        raise bad("message to delete not found")
    if telegram.now() - message.raw["date"] > 2 * 86400:
        raise bad("message can't be deleted for everyone")
    message.deleted = True
    chat.ring()
    return True


def answer_callback(telegram: Telegram, call: Call) -> bool:
    """Answer a tap, in time."""
    tap = telegram.taps.get(call.text("callback_query_id"))
    if tap is None or telegram.now() - tap.at > QUERY_LIFE:
        raise bad(QUERY_TOO_OLD)
    text = call.text("text")
    if units(text) > ANSWER_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    tap.answers.append({"text": text, "show_alert": call.flag("show_alert"), "url": call.text("url")})
    tap.chat.ring()
    return True


def chat_action(telegram: Telegram, call: Call) -> bool:
    """Show that the bot is at work."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    if call.text("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chat.actions.append(call.text("action"))
    chat.ring()
    return True


def get_me(telegram: Telegram, call: Call) -> Any:
    """Who the bot is."""
    return {
        **telegram.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback,
    "sendChatAction": chat_action,
}
