"""The update that says what has become of the bot in a chat."""

from __future__ import annotations

from typing import Any

from tests.telegram.state import Chat, Telegram


def membership(telegram: Telegram, chat: Chat, by: dict[str, Any], before: str, after: str) -> None:
    """Tell the bot that somebody let it in, blocked it or put it out."""

    def status(name: str) -> dict[str, Any]:
        until = {"until_date": 0} if name == "kicked" else {}
        return {"status": name, "user": telegram.bot, **until}

    body = {
        "chat": chat.about,
        "from": by,
        "date": telegram.date(),
        "old_chat_member": status(before),
        "new_chat_member": status(after),
    }
    telegram.updates.add("my_chat_member", body, ("member", chat.id))
