"""Groups that somebody takes the bot into."""

from __future__ import annotations

from typing import Any

from tests.telegram.membership import membership
from tests.telegram.phone import Phone, quoted
from tests.telegram.refusals import KICKED
from tests.telegram.screen import Screen
from tests.telegram.state import Chat, Message, Telegram
from tests.telegram.texts import said


class Group(Screen):
    """A group chat. The bot hears what is meant for it: commands, mentions and answers (privacy mode)."""

    def __init__(self, telegram: Telegram, group_id: int, title: str, kind: str = "group") -> None:
        if group_id >= 0:
            raise ValueError("the id of a group is negative")
        super().__init__(telegram, Chat({"id": group_id, "type": kind, "title": title}))
        self.title = title

    def add_bot(self, by: Phone) -> None:
        """Take the bot in."""
        self.chat.reachable, self.chat.shut = True, ""
        membership(self.telegram, self.chat, by.user, "left", "member")
        self._post(by, {"new_chat_members": [self.telegram.bot]})

    def remove_bot(self, by: Phone) -> None:
        """Put the bot out."""
        self.chat.shut = KICKED
        membership(self.telegram, self.chat, by.user, "member", "kicked")

    def say(self, by: Phone, text: str, *, reply_to: Message | None = None) -> Message:
        """Somebody types in the group."""
        fields = {**said(text), **quoted(reply_to)}
        answered = reply_to is not None and reply_to.raw["from"]["id"] == self.telegram.bot["id"]
        heard = text.startswith("/") or f"@{self.telegram.bot['username']}" in text or answered
        return self._post(by, fields, heard=heard)

    def _post(self, by: Phone, fields: dict[str, Any], *, heard: bool = True) -> Message:
        message = self.telegram.message(self.chat, by.user, fields)
        if heard and not self.chat.shut:
            self.telegram.updates.add("message", message.raw, ("chat", self.id))
        return message

    def migrate(self, by: Phone) -> Group:
        """The group becomes a supergroup: another chat with another id, and the old one is gone."""
        upgraded = Group(self.telegram, self.id - 1_000_000_000_000, self.title, "supergroup")
        upgraded.chat.reachable = True
        self._post(by, {"migrate_to_chat_id": upgraded.id})
        self.chat.moved_to = upgraded.id
        upgraded._post(by, {"migrate_from_chat_id": self.id})
        return upgraded
