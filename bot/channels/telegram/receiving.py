"""aiogram receives: the one place that knows it. It fetches updates and files, and gives updates their types.

Updates come as plain JSON and are kept before anything looks into them; so one that no library understands stops
nothing. They get aiogram's types when their turn comes, and leave this module as ``Incoming``.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ContentType
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from aiohttp import ClientError, ClientSession
from pydantic import ValidationError

from bot.channels.telegram.files import TooLarge, Unfetched
from bot.channels.telegram.incoming import ALLOWED, Incoming, Key, Media, Tap

_PATIENCE = 25
"""Seconds that Telegram holds a request while nothing happens."""
_MARGIN = 15
_GONE = ("left", "kicked")
_SAID = ("voice", "video_note", "sticker", "location", "venue", "contact", "poll", "dice", "game", "story", "checklist")
"""What people send that is neither words nor files; everything else that is no message of theirs is passed over."""
_DOWNLOAD_SECONDS = 600


class Failed(Exception):
    """Telegram did not answer as it should; ``after``: how long to leave it alone; ``refused``: we are unknown."""

    def __init__(self, name: str, after: float = 0.0, *, refused: bool = False) -> None:
        super().__init__(name)
        self.after = after
        self.refused = refused


class _Updates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, without taking the answer's word for what an update is."""

    __returning__: ClassVar[Any] = list[dict[str, Any]]
    __api_method__: ClassVar[str] = "getUpdates"

    offset: int
    timeout: int
    allowed_updates: list[str]


class _Session(AiohttpSession):
    """aiogram's session with aiohttp's own proxy; aiogram's would need one more library for it."""

    def __init__(self, api: TelegramAPIServer, proxy: str) -> None:
        super().__init__(api=api)
        self._http_proxy = proxy or None

    async def create_session(self) -> ClientSession:
        if self._session is None or self._session.closed:
            connector = self._connector_type(**self._connector_init)
            self._session = ClientSession(connector=connector, proxy=self._http_proxy)
            self._should_reset_connector = False
        return self._session


class Receiver:
    """The receiving side of one bot."""

    def __init__(self, token: str, api_url: str = "", proxy: str = "") -> None:
        api = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
        self._own_server = bool(api_url)
        self._bot = Bot(token, session=_Session(api, proxy))

    async def fetch(self, offset: int, patience: int = _PATIENCE) -> list[dict[str, Any]]:
        """The next updates, from this number on; asking so says that all before it are kept. ``Failed``."""
        method = _Updates(offset=offset, timeout=patience, allowed_updates=list(ALLOWED))
        try:
            return await self._bot(method, request_timeout=patience + _MARGIN)
        except AiogramError as error:
            raise _failed(error) from None

    async def deliver_to(self, url: str, secret: str) -> None:
        """Let Telegram deliver updates to an address from now on. ``Failed``."""
        try:
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED))
        except AiogramError as error:
            raise _failed(error) from None

    async def deliver_nowhere(self) -> None:
        """Let updates wait to be fetched. ``Failed``."""
        try:
            await self._bot.delete_webhook()
        except AiogramError as error:
            raise _failed(error) from None

    async def pieces(self, file_id: str) -> AsyncIterator[bytes]:
        """A file, piece by piece. ``TooLarge``, ``Unfetched``."""
        path = await self._path(file_id)
        if self._own_server and Path(path).is_absolute():  # a Bot API server on this machine hands over the file itself
            async for piece in _read(Path(path)):
                yield piece
            return
        session = self._bot.session
        url = session.api.file_url(self._bot.token, path)
        try:
            async for piece in session.stream_content(url, timeout=_DOWNLOAD_SECONDS):
                yield piece
        except (ClientError, TimeoutError):
            raise Unfetched(again=True) from None

    async def _path(self, file_id: str) -> str:
        try:
            found = await self._bot.get_file(file_id)
        except TelegramBadRequest as error:
            if "too big" in error.message:
                raise TooLarge from None
            raise Unfetched(again=False) from None
        except AiogramError as error:
            raise Unfetched(again=not isinstance(error, TelegramUnauthorizedError)) from None
        if found.file_path is None:
            raise Unfetched(again=False)
        return found.file_path

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.session.close()


async def _read(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while piece := await asyncio.to_thread(file.read, 1 << 16):
            yield piece


def _failed(error: AiogramError) -> Failed:
    """Without the error's own words: they may hold the address, and so the token."""
    after = float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.0
    return Failed(type(error).__name__, after, refused=isinstance(error, TelegramUnauthorizedError))


class Unreadable(ValueError):
    """aiogram does not take this for an update; says where it does not, and nothing of what stands there."""


def read(body: str) -> Incoming:
    """An update, understood; ``Unreadable``."""
    try:
        update = Update.model_validate_json(body)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, each['loc']))} {each['type']}" for each in error.errors(include_input=False))
        raise Unreadable("; ".join(wrong)) from None
    number = update.update_id
    if update.message is not None:
        return _message(number, update.message)
    if update.edited_message is not None:
        return _edited(number, update.edited_message)
    if update.callback_query is not None:
        return _tap(number, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(number, update.my_chat_member)
    return Incoming(number, "ignored", 0, 0)


def _message(number: int, message: Message) -> Incoming:
    media = _media(message)
    if media is not None:
        return _incoming(number, "media", message, media=media)
    if message.text is not None:
        return _incoming(number, "text", message, text=message.text)
    kind = ContentType(message.content_type).value
    return _incoming(number, "unsupported" if kind in _SAID else "ignored", message, kind=kind)


def _edited(number: int, message: Message) -> Incoming:
    return _incoming(number, "edited" if message.text is not None else "ignored", message, text=message.text or "")


def _incoming(number: int, what: Any, message: Message, **more: Any) -> Incoming:
    sender = message.from_user.id if message.from_user is not None else message.chat.id
    private = message.chat.type == "private"
    return Incoming(number, what, sender, message.chat.id, private, message.message_id, **more)


def _media(message: Message) -> Media | None:
    caption, album = message.caption or "", message.media_group_id or ""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Media(largest.file_id, f"照片{message.message_id}.jpg", largest.file_size or 0, caption, album)
    file = message.document or message.video or message.audio
    if file is None:
        return None
    return Media(file.file_id, file.file_name or f"文件{message.message_id}", file.file_size or 0, caption, album)


def _tap(number: int, query: CallbackQuery) -> Incoming:
    message = query.message
    chat, message_id = (message.chat.id, message.message_id) if message is not None else (query.from_user.id, 0)
    markup = message.reply_markup if isinstance(message, Message) else None
    tap = Tap(query.id, query.data or "", _keys(markup))
    private = message is None or message.chat.type == "private"
    return Incoming(number, "tap", query.from_user.id, chat, private, message_id, tap=tap)


def _keys(markup: InlineKeyboardMarkup | None) -> tuple[tuple[Key, ...], ...]:
    rows = markup.inline_keyboard if markup is not None else []
    return tuple(tuple(Key(button.text, button.callback_data or "") for button in row) for row in rows)


def _membership(number: int, change: ChatMemberUpdated) -> Incoming:
    private = change.chat.type == "private"
    reachable = change.new_chat_member.status not in _GONE
    return Incoming(number, "membership", change.from_user.id, change.chat.id, private, reachable=reachable)
