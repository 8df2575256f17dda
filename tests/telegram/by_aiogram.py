"""aiogram behind the words of script.py: strict by pydantic, multipart for everything."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiogram
from aiogram import Dispatcher, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from aiogram.webhook.aiohttp_server import SimpleRequestHandler

from tests.telegram import seen
from tests.telegram.listening import Listening

Buttons = Sequence[Sequence[Sequence[str]]]


class Aiogram:
    """aiogram, strict by pydantic."""

    def __init__(self, url: str, token: str) -> None:
        self.bot = aiogram.Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
        self._listening = Listening()
        self._received: list[dict[str, Any]] = []

    async def close(self) -> None:
        """Let everything go."""
        await self._listening.stop()
        await self.bot.session.close()

    async def do(self, what: str, **given: Any) -> Any:
        """One step; a refusal is data, too."""
        try:
            return await getattr(self, what)(**given)
        except exceptions.TelegramRetryAfter as error:
            return seen.refusal(429, "", retry=error.retry_after)
        except exceptions.TelegramMigrateToChat as error:
            return seen.refusal(400, "", moved=error.migrate_to_chat_id)
        except exceptions.TelegramNetworkError as error:
            if isinstance(error, exceptions.TelegramEntityTooLarge):
                return seen.refusal(413, error.message)
            return {"broken": True}
        except exceptions.TelegramAPIError as error:
            return seen.refusal(_AIOGRAM_CODES[type(error)], error.message)

    @staticmethod
    def _keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
        rows = [[InlineKeyboardButton(text=label, callback_data=data) for label, data in row] for row in buttons]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None

    async def me(self) -> Any:
        """Who the bot is."""
        me = await self.bot.get_me()
        return [me.id, me.username, me.first_name, me.is_bot, me.can_join_groups, me.can_read_all_group_messages]

    async def send(self, chat: int, text: str, buttons: Buttons = (), html: bool = False, answers: int = 0) -> Any:
        """Send a text."""
        replied = aiogram.types.ReplyParameters(message_id=answers) if answers else None
        mode = "HTML" if html else None
        keyboard = self._keyboard(buttons)
        return seen.message(
            await self.bot.send_message(chat, text, reply_markup=keyboard, parse_mode=mode, reply_parameters=replied)
        )

    async def edit(self, chat: int, message: int, text: str, buttons: Buttons = ()) -> Any:
        """Change a text."""
        keyboard = self._keyboard(buttons)
        changed = await self.bot.edit_message_text(text, chat_id=chat, message_id=message, reply_markup=keyboard)
        return seen.message(changed)

    async def relabel(self, chat: int, message: int, buttons: Buttons) -> Any:
        """Change the buttons alone."""
        keyboard = self._keyboard(buttons)
        changed = await self.bot.edit_message_reply_markup(chat_id=chat, message_id=message, reply_markup=keyboard)
        return seen.message(changed)

    async def recaption(self, chat: int, message: int, caption: str) -> Any:
        """Change the words under a file."""
        return seen.message(await self.bot.edit_message_caption(chat_id=chat, message_id=message, caption=caption))

    async def delete(self, chat: int, message: int) -> Any:
        """Take a message away."""
        return await self.bot.delete_message(chat, message)

    async def answer(self, query: str, text: str) -> Any:
        """Answer a tap."""
        return await self.bot.answer_callback_query(query, text)

    async def document(self, chat: int, data: bytes, name: str, caption: str = "") -> Any:
        """Upload a file."""
        file = BufferedInputFile(data, name)
        return seen.message(await self.bot.send_document(chat, file, caption=caption or None))

    async def photo(self, chat: int, data: bytes, caption: str = "") -> Any:
        """Upload a picture."""
        file = BufferedInputFile(data, "photo.png")
        return seen.message(await self.bot.send_photo(chat, file, caption=caption or None))

    async def album(self, chat: int, files: Sequence[bytes], caption: str = "") -> Any:
        """Upload several pictures at once."""
        media: list[Any] = [
            InputMediaPhoto(media=BufferedInputFile(data, f"{place}.png"), caption=None if place else caption)
            for place, data in enumerate(files)
        ]
        return [seen.message(each) for each in await self.bot.send_media_group(chat, media)]

    async def again(self, chat: int, file: str) -> Any:
        """Send a file that Telegram already has."""
        return seen.message(await self.bot.send_document(chat, file))

    async def download(self, file: str) -> Any:
        """Fetch a file."""
        found = await self.bot.get_file(file)
        assert found.file_path is not None
        target = io.BytesIO()
        await self.bot.download_file(found.file_path, target)
        return seen.digest(target.getvalue())

    async def action(self, chat: int) -> Any:
        """Show that the bot writes."""
        return await self.bot.send_chat_action(chat, "typing")

    async def chat(self, chat: int) -> Any:
        """What a chat is."""
        found = await self.bot.get_chat(chat)
        return [found.id, found.type, found.first_name or found.title]

    async def leave(self, chat: int) -> Any:
        """Leave a group."""
        return await self.bot.leave_chat(chat)

    async def menu(self, commands: Sequence[Sequence[str]]) -> Any:
        """Set the command menu and read it back."""
        await self.bot.set_my_commands([BotCommand(command=name, description=text) for name, text in commands])
        return [[each.command, each.description] for each in await self.bot.get_my_commands()]

    async def updates(self, offset: int = 0, wait: int = 0, limit: int = 100, kinds: Sequence[str] = ()) -> Any:
        """What came."""
        found = await self.bot.get_updates(
            offset=offset or None, limit=limit, timeout=wait, allowed_updates=list(kinds) or None
        )
        return [seen.update(each) for each in found]

    async def listen(self, secret: str) -> str:
        """Receive by webhook with the library's own means; the address."""
        dispatcher = Dispatcher()

        async def keep(event: aiogram.types.Update) -> None:
            self._received.append(seen.update(event))

        dispatcher.update.outer_middleware(_Keeping(keep))
        handler = SimpleRequestHandler(dispatcher, self.bot, handle_in_background=False, secret_token=secret)
        return await self._listening.start(handler.handle)

    async def received(self) -> Any:
        """What came by webhook."""
        return list(self._received)

    async def webhook(self, url: str, secret: str = "") -> Any:
        """Set the webhook."""
        return await self.bot.set_webhook(url, secret_token=secret or None, max_connections=7)

    async def no_webhook(self, drop: bool = False) -> Any:
        """Take it away."""
        return await self.bot.delete_webhook(drop_pending_updates=drop)

    async def webhook_info(self) -> Any:
        """How it goes."""
        info = await self.bot.get_webhook_info()
        return [bool(info.url), info.pending_update_count, info.max_connections, info.last_error_message]


_AIOGRAM_CODES = {
    exceptions.TelegramBadRequest: 400,
    exceptions.TelegramUnauthorizedError: 401,
    exceptions.TelegramForbiddenError: 403,
    exceptions.TelegramNotFound: 404,
    exceptions.TelegramConflictError: 409,
    exceptions.TelegramServerError: 502,
}


class _Keeping(aiogram.BaseMiddleware):
    """Takes every update before aiogram looks for somebody to handle it."""

    def __init__(self, keep: Callable[[Any], Awaitable[None]]) -> None:
        self._keep = keep

    async def __call__(self, handler: Any, event: Any, data: dict[str, Any]) -> Any:
        await self._keep(event)
