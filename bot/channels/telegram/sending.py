"""python-telegram-bot sends: the one place that knows it. Every request takes its turn with the pacer.

The bot's name is never asked at start: a line that is down must not keep the process from starting.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from telegram import BotCommand, InputMediaPhoto
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter, ExtBot

from bot.channels.telegram.keyboards import Keys
from bot.channels.telegram.outcomes import Refused, Undone
from bot.channels.telegram.pacing import Pacer, Priority
from bot.channels.telegram.transport import Transport, outcome

_CLOUD = "https://api.telegram.org"
_NO_PREVIEW = {"link_preview_options": '{"is_disabled":true}'}
_UNPACED = frozenset({"getMe", "setMyCommands"})
_OUTSIDE_THE_CHAT = frozenset({"answerCallbackQuery", "sendChatAction", "leaveChat"})
_HARMLESS = ("message is not modified", "query is too old", "query id is invalid", "message to edit not found")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn:
    """How a request takes its turn; ``taken`` where whoever asks has waited for it, and gives it back."""

    priority: Priority = Priority.REPLY
    taken: bool = False


class _Limiter(BaseRateLimiter[Turn]):
    """python-telegram-bot asks this before every request."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def initialize(self) -> None:
        """There is nothing to prepare."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Turn | None,
    ) -> Any:
        """Wait for the turn, then send."""
        if endpoint in _UNPACED:
            return await callback(*args, **kwargs)
        turn = rate_limit_args or Turn()
        if turn.taken:
            return await callback(*args, **kwargs)
        await self._pacer.turn(turn.priority, None if endpoint in _OUTSIDE_THE_CHAT else data.get("chat_id"))
        try:
            return await callback(*args, **kwargs)
        finally:
            self._pacer.over()


TAKEN = Turn(taken=True)


class Sender:
    """The sending side of one bot. Everything here raises an ``Outcome`` where it does not end well."""

    def __init__(self, token: str, pacer: Pacer, api_url: str = "", proxy: str = "") -> None:
        self._pacer = pacer
        request = Transport(proxy)
        server = api_url or _CLOUD
        self._request = request
        self._bot: ExtBot[Turn] = ExtBot(
            token,
            base_url=f"{server}/bot",
            base_file_url=f"{server}/file/bot",
            request=request,
            get_updates_request=request,
            rate_limiter=_Limiter(pacer),
        )

    async def username(self) -> str:
        """What the bot is called, without ``@``."""
        return (await self._done(None, self._bot.get_me())).username or ""

    async def set_menu(self, commands: Sequence[tuple[str, str]], language: str) -> None:
        """The menu of commands; ``language`` is empty for everybody who has no menu in their own."""
        listed = [BotCommand(name, what) for name, what in commands]
        await self._done(None, self._bot.set_my_commands(listed, language_code=language or None))

    async def text(self, chat: int, text: str, keys: Keys, turn: Turn) -> int:
        """Send words; returns Telegram's number of the message."""
        request = self._bot.send_message(chat, text, rate_limit_args=turn, api_kwargs=_NO_PREVIEW | _markup(keys))
        return (await self._done(chat, request)).message_id

    async def document(self, chat: int, path: Path, name: str, caption: str, turn: Turn) -> int:
        """Send a file under a name."""
        content = await asyncio.to_thread(path.read_bytes)
        request = self._bot.send_document(chat, content, caption, filename=name, rate_limit_args=turn)
        return (await self._done(chat, request)).message_id

    async def pictures(self, chat: int, paths: Sequence[Path], caption: str, turn: Turn) -> int:
        """Send up to ten pictures as one album, the words under the first."""
        first, *others = [await asyncio.to_thread(path.read_bytes) for path in paths]
        if not others:
            request = self._bot.send_photo(chat, first, caption, rate_limit_args=turn)
            return (await self._done(chat, request)).message_id
        album = [InputMediaPhoto(first, caption), *(InputMediaPhoto(each) for each in others)]
        return (await self._done(chat, self._bot.send_media_group(chat, album, rate_limit_args=turn)))[0].message_id

    async def change_keys(self, chat: int, message: int, keys: Callable[[], Keys]) -> None:
        """Put other buttons under a message that was sent: those that are asked for when the turn has come."""
        await self._pacer.turn(Priority.EDIT, chat)
        try:
            shown = _markup(keys())
            request = self._bot.edit_message_reply_markup(chat, message, rate_limit_args=TAKEN, api_kwargs=shown)
            await self._done(chat, request)
        finally:
            self._pacer.over()

    async def change_text(self, chat: int, message: int, text: str, keys: Keys) -> None:
        """Let a message that was sent say something else."""
        turn, shown = Turn(Priority.EDIT), _NO_PREVIEW | _markup(keys)
        request = self._bot.edit_message_text(text, chat, message, rate_limit_args=turn, api_kwargs=shown)
        await self._done(chat, request)

    async def answer(self, query: str, text: str, *, alert: bool = False) -> None:
        """Answer a tap: the button stops turning."""
        request = self._bot.answer_callback_query(
            query, text or None, show_alert=alert, rate_limit_args=Turn(Priority.ANSWER)
        )
        await self._done(None, request)

    async def leave(self, chat: int) -> None:
        """Leave a group."""
        await self._done(chat, self._bot.leave_chat(chat, rate_limit_args=Turn(Priority.EDIT)))

    async def close(self) -> None:
        """Close the connections."""
        await self._request.shutdown()

    async def _done(self, chat: int | None, request: Coroutine[Any, Any, T]) -> T:
        try:
            return await request
        except RetryAfter as error:
            raise self._told_to_wait(chat, error) from None
        except TelegramError as error:
            raise outcome(error) from None

    def _told_to_wait(self, chat: int | None, error: RetryAfter) -> Undone:
        with warnings.catch_warnings():  # the library's, on what this will be in some later version; it is read as both
            warnings.simplefilter("ignore")
            after: Any = error.retry_after
        seconds = after.total_seconds() if isinstance(after, timedelta) else float(after)
        self._pacer.told_to_wait(chat, seconds)
        return Undone(seconds)


def harmless(refused: Refused) -> bool:
    """Whether a tap or a change only came too late."""
    return any(each in refused.why.lower() for each in _HARMLESS)


def _markup(keys: Keys) -> dict[str, str]:
    """The buttons as Telegram takes them; to make the library's own objects of them costs more than to send them."""
    if not keys:
        return {}
    rows = [[{"text": key.label, "callback_data": key.data} for key in row] for row in keys]
    return {"reply_markup": json.dumps({"inline_keyboard": rows}, ensure_ascii=False)}
