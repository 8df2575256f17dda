"""What a person sees of a chat with the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.telegram.state import Chat, Message, Telegram

Wanted = str | Callable[[Message], bool] | None


class Screen:
    """The bot's messages in one chat, and how far they were read."""

    def __init__(self, telegram: Telegram, chat: Chat) -> None:
        self.telegram = telegram
        self.chat = telegram.chats.setdefault(chat.id, chat)
        self._read = 0

    @property
    def id(self) -> int:
        """The chat's id; a person's is the same."""
        return self.chat.id

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
    def actions(self) -> list[str]:
        """What the bot was shown to be doing: typing, upload_document and so on."""
        return self.chat.actions

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
