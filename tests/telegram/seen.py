"""What aiogram and python-telegram-bot understood, as plain data: their objects have fields of the same names.

What is random (ids of files and of queries) is kept under ``id`` and ``query`` alone, for the script to use and drop.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import Any

LATELY = 60.0


def fresh(date: datetime | None) -> bool:
    """Whether a library read a date as the present."""
    return date is not None and abs((datetime.now(UTC) - date).total_seconds()) < LATELY


def digest(data: bytes) -> dict[str, Any]:
    """What came down."""
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _plain(value: Any) -> str:
    """An enumeration's value, or the string it is."""
    return str(getattr(value, "value", value))


def _file(name: str, file: Any) -> dict[str, Any]:
    return {"file": name, "unique": file.file_unique_id, "size": file.file_size, "id": file.file_id}


def _entities(message: Any) -> list[list[Any]]:
    found = message.entities or message.caption_entities or ()
    return [[_plain(each.type), each.offset, each.length] for each in found]


def _buttons(message: Any) -> list[list[list[str]]]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return [[[each.text, each.callback_data] for each in row] for row in rows]


def _content(message: Any) -> dict[str, Any]:
    if message.document:
        return _file(message.document.file_name, message.document)
    if message.photo:
        whole = message.photo[-1]
        return {**_file("", whole), "width": whole.width, "height": whole.height, "sizes": len(message.photo)}
    kinds = {"voice": message.voice, "video": message.video, "sticker": message.sticker, "location": message.location}
    return {"kind": next((kind for kind, value in kinds.items() if value), "text")}


def message(seen: Any) -> dict[str, Any]:
    """A message as aiogram or python-telegram-bot understood it; their fields have the same names."""
    return {
        "message": seen.message_id,
        "chat": [seen.chat.id, _plain(seen.chat.type)],
        "from": [seen.from_user.id, seen.from_user.first_name, seen.from_user.is_bot],
        "now": fresh(seen.date),
        "edited": seen.edit_date is not None,
        "text": seen.text or seen.caption or "",
        "entities": _entities(seen),
        "buttons": _buttons(seen),
        "album": seen.media_group_id is not None,
        "answers": seen.reply_to_message.message_id if seen.reply_to_message else 0,
        "moved": [seen.migrate_to_chat_id or 0, seen.migrate_from_chat_id or 0],
        "joined": [each.id for each in seen.new_chat_members or ()],
        **_content(seen),
    }


def update(seen: Any) -> dict[str, Any]:
    """An update as aiogram or python-telegram-bot understood it."""
    head: dict[str, Any] = {"update": seen.update_id}
    if seen.callback_query:
        query = seen.callback_query
        whole = message(query.message)
        return {**head, "tap": query.data, "query": query.id, "by": query.from_user.id, "on": whole}
    if seen.my_chat_member:
        change = seen.my_chat_member
        states = [_plain(each.status) for each in (change.old_chat_member, change.new_chat_member)]
        return {**head, "bot": states, "chat": change.chat.id, "by": change.from_user.id, "now": fresh(change.date)}
    name = "edited_message" if seen.edited_message else "message"
    return {**head, "came": name, **message(getattr(seen, name))}


def refusal(code: int, description: str, *, retry: int = 0, moved: int = 0) -> dict[str, Any]:
    """An error answer; the libraries keep more or less of its words, and their own where it says what to do."""
    words = re.sub(r"^(bad request|forbidden|conflict|unauthorized|not found)(: )?", "", description.lower())
    return {"refused": code, "why": "" if retry or moved else words, "retry": retry, "moved": moved}
