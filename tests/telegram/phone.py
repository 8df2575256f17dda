"""A person's telephone: what it does to the bot, and what it shows."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from tests.telegram.refusals import BLOCKED, DEACTIVATED
from tests.telegram.state import Chat, Message, Tap, Telegram
from tests.telegram.texts import said, split

Wanted = str | Callable[[Message], bool] | None


class Phone:
    """One person and the private chat with the bot."""

    def __init__(self, telegram: Telegram, user: dict[str, Any]) -> None:
        self.telegram = telegram
        self.user = user
        about = {name: user[name] for name in ("id", "first_name", "last_name", "username") if name in user}
        self.chat = telegram.chats.setdefault(user["id"], Chat({**about, "type": "private"}))
        self._read = 0

    @property
    def id(self) -> int:
        """The person's id, which is the chat's too."""
        return int(self.user["id"])

    # ------------------------------------------------------------------------------------------------ to the bot

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Type a text."""
        fields = said(text)
        if reply_to is not None:
            fields["reply_to_message"] = {k: v for k, v in reply_to.raw.items() if k != "reply_to_message"}
        return self.post(fields)

    def say_long(self, text: str) -> list[Message]:
        """Paste a text of any length; it goes out in pieces, as from a real app."""
        return [self.say(each) for each in split(text)]

    def start(self, payload: str = "") -> Message:
        """Open the bot by its link and press 开始."""
        if self.chat.shut == BLOCKED:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def post(self, fields: dict[str, Any]) -> Message:
        """Send a message made of these fields."""
        if self.chat.shut:
            raise RuntimeError("who blocked the bot cannot write to it; start() or unblock() first")
        self.chat.reachable = True
        message = self.telegram.message(self.chat, self.user, fields)
        self.telegram.updates.add("message", message.raw, ("chat", self.id))
        return message

    def edit(self, message: Message, text: str) -> None:
        """Change a text, or a caption, that was sent before."""
        name = "text" if "text" in message.raw else "caption"
        drop = ("text", "entities") if name == "text" else ("caption", "caption_entities")
        message.change({**said(text, name), "edit_date": self.telegram.date()}, drop=drop)
        self.telegram.updates.add("edited_message", message.raw, ("chat", self.id))

    def tap(self, message: Message, which: str | int = 0, *, data: str | None = None) -> Tap:
        """Press a button, by label or place; ``data`` presses one that is no longer shown."""
        pressed = data if data is not None else message.button(which).get("callback_data")
        if pressed is None:
            raise LookupError(f"{which!r} is a link, not a button for the bot")
        tap = Tap(str(secrets.randbits(62)), self.chat, self.telegram.now())
        self.telegram.taps[tap.query_id] = tap
        body = {
            "id": tap.query_id,
            "from": self.user,
            "message": message.raw,
            "chat_instance": self.chat.instance,
            "data": pressed,
        }
        self.telegram.updates.add("callback_query", body, ("query", self.id))
        return tap

    def block(self) -> None:
        """Stop the bot."""
        self._membership("member", "kicked")
        self.chat.shut = BLOCKED

    def unblock(self) -> None:
        """Let the bot write again."""
        self.chat.shut = ""
        self._membership("kicked", "member")

    def delete_account(self) -> None:
        """Leave Telegram; the bot is not told."""
        self.chat.shut = DEACTIVATED

    def _membership(self, before: str, after: str) -> None:
        def status(name: str) -> dict[str, Any]:
            until = {"until_date": 0} if name == "kicked" else {}
            return {"status": name, "user": self.telegram.bot, **until}

        body = {
            "chat": self.chat.about,
            "from": self.user,
            "date": self.telegram.date(),
            "old_chat_member": status(before),
            "new_chat_member": status(after),
        }
        self.telegram.updates.add("my_chat_member", body, ("member", self.id))

    async def burst(self, texts: Sequence[str], spacing: float = 0.001) -> list[Message]:
        """Type faster than anybody can."""
        sent = []
        for text in texts:
            sent.append(self.say(text))
            await asyncio.sleep(spacing)
        return sent

    # --------------------------------------------------------------------------------------------- from the bot

    @property
    def inbox(self) -> list[Message]:
        """All messages of the bot that are still there, as they are now."""
        bot = self.telegram.bot["id"]
        return [each for each in self.chat.messages.values() if each.raw["from"]["id"] == bot and not each.deleted]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return self.inbox[-1]

    @property
    def unread(self) -> list[Message]:
        """What came or changed after that which was last waited for."""
        return self.chat.news[self._read :]

    async def wait_for(self, wanted: Wanted = None, *, within: float = 10.0) -> Message:
        """The next new or changed message that holds the words (or fits the test); those before it count as read."""
        try:
            async with asyncio.timeout(within):
                while (message := self._next(wanted)) is None:
                    await self.chat.rung()
                return message
        except TimeoutError:
            raise AssertionError(f"no {wanted!r} within {within} s; unread: {self.unread}") from None

    def _next(self, wanted: Wanted) -> Message | None:
        for place, message in enumerate(self.unread):
            if wanted is None or (wanted in message.text if isinstance(wanted, str) else wanted(message)):
                self._read += place + 1
                return message
        return None

    async def quiet(self, seconds: float = 0.3) -> list[Message]:
        """Wait until nothing has come for so long; what is unread, which is then read."""
        while True:
            before = len(self.chat.news)
            await asyncio.sleep(seconds)
            if len(self.chat.news) == before:
                unread = self.unread
                self._read = before
                return unread
