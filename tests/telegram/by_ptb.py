"""python-telegram-bot behind the words of script.py: strict on types and dates, a form for what has no file."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Any

from aiohttp import web
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    ReplyParameters,
    Update,
    error,
)
from telegram.ext import ExtBot

from tests.telegram import seen
from tests.telegram.listening import Listening
from tests.telegram.webhooks import SECRET_HEADER

Buttons = Sequence[Sequence[Sequence[str]]]


def _refusal(raised: error.TelegramError) -> dict[str, Any]:
    """The code is in the class; in one case only in the words."""
    match raised:
        case error.RetryAfter():
            return seen.refusal(429, "", retry=int(raised.retry_after))  # type: ignore[arg-type]
        case error.ChatMigrated():
            return seen.refusal(400, "", moved=raised.new_chat_id)
        case error.BadRequest():
            return seen.refusal(400, raised.message)
        case error.Forbidden():
            return seen.refusal(403, raised.message)
        case error.Conflict():
            return seen.refusal(409, raised.message)
        case error.InvalidToken():
            return seen.refusal(404 if "Not Found" in raised.message else 401, raised.message)
        case error.NetworkError() if raised.message == "Bad Gateway":
            return seen.refusal(502, raised.message)
        case _:
            return {"broken": True}


class Ptb:
    """One bot of python-telegram-bot."""

    def __init__(self, url: str, token: str) -> None:
        self.bot: ExtBot[None] = ExtBot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
        self._listening = Listening()
        self._received: list[dict[str, Any]] = []

    async def close(self) -> None:
        """Let everything go."""
        await self._listening.stop()
        await self.bot.request.shutdown()
        await self.bot._request[0].shutdown()

    async def do(self, what: str, **given: Any) -> Any:
        """One step; a refusal is data, too."""
        try:
            return await getattr(self, what)(**given)
        except error.TelegramError as raised:
            return _refusal(raised)

    @staticmethod
    def _keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
        rows = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in buttons]
        return InlineKeyboardMarkup(rows) if rows else None

    async def me(self) -> Any:
        """Who the bot is."""
        me = await self.bot.get_me()
        return [me.id, me.username, me.first_name, me.is_bot, me.can_join_groups, me.can_read_all_group_messages]

    async def send(self, chat: int, text: str, buttons: Buttons = (), html: bool = False, answers: int = 0) -> Any:
        """Send a text."""
        replied = ReplyParameters(answers) if answers else None
        mode = "HTML" if html else None
        keyboard = self._keyboard(buttons)
        return seen.message(
            await self.bot.send_message(chat, text, reply_markup=keyboard, parse_mode=mode, reply_parameters=replied)
        )

    async def edit(self, chat: int, message: int, text: str, buttons: Buttons = ()) -> Any:
        """Change a text."""
        return seen.message(await self.bot.edit_message_text(text, chat, message, reply_markup=self._keyboard(buttons)))

    async def relabel(self, chat: int, message: int, buttons: Buttons) -> Any:
        """Change the buttons alone."""
        return seen.message(
            await self.bot.edit_message_reply_markup(chat, message, reply_markup=self._keyboard(buttons))
        )

    async def recaption(self, chat: int, message: int, caption: str) -> Any:
        """Change the words under a file."""
        return seen.message(await self.bot.edit_message_caption(chat, message, caption=caption))

    async def delete(self, chat: int, message: int) -> Any:
        """Take a message away."""
        return await self.bot.delete_message(chat, message)

    async def answer(self, query: str, text: str) -> Any:
        """Answer a tap."""
        return await self.bot.answer_callback_query(query, text)

    async def document(self, chat: int, data: bytes, name: str, caption: str = "") -> Any:
        """Upload a file."""
        return seen.message(await self.bot.send_document(chat, InputFile(data, name), caption=caption or None))

    async def photo(self, chat: int, data: bytes, caption: str = "") -> Any:
        """Upload a picture."""
        return seen.message(await self.bot.send_photo(chat, data, caption=caption or None, filename="photo.png"))

    async def album(self, chat: int, files: Sequence[bytes], caption: str = "") -> Any:
        """Upload several pictures at once."""
        media = [
            InputMediaPhoto(data, caption=None if place else caption, filename=f"{place}.png")
            for place, data in enumerate(files)
        ]
        return [seen.message(each) for each in await self.bot.send_media_group(chat, media)]

    async def again(self, chat: int, file: str) -> Any:
        """Send a file that Telegram already has."""
        return seen.message(await self.bot.send_document(chat, file))

    async def download(self, file: str) -> Any:
        """Fetch a file."""
        found = await self.bot.get_file(file)
        return seen.digest(bytes(await found.download_as_bytearray()))

    async def action(self, chat: int) -> Any:
        """Show that the bot writes."""
        return await self.bot.send_chat_action(chat, "typing")

    async def chat(self, chat: int) -> Any:
        """What a chat is."""
        found = await self.bot.get_chat(chat)
        return [found.id, str(found.type), found.first_name or found.title]

    async def leave(self, chat: int) -> Any:
        """Leave a group."""
        return await self.bot.leave_chat(chat)

    async def menu(self, commands: Sequence[Sequence[str]]) -> Any:
        """Set the command menu and read it back."""
        await self.bot.set_my_commands([BotCommand(name, text) for name, text in commands])
        return [[each.command, each.description] for each in await self.bot.get_my_commands()]

    async def updates(self, offset: int = 0, wait: int = 0, limit: int = 100, kinds: Sequence[str] = ()) -> Any:
        """What came."""
        found = await self.bot.get_updates(offset or None, limit, wait, allowed_updates=list(kinds) or None)
        return [seen.update(each) for each in found]

    async def listen(self, secret: str) -> str:
        """Receive by webhook; the library's own server needs tornado, so its parser behind ours. The address."""

        async def take(request: web.Request) -> web.Response:
            if not hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), secret):
                return web.Response(status=401)
            self._received.append(seen.update(Update.de_json(await request.json(), self.bot)))
            return web.Response()

        return await self._listening.start(take)

    async def received(self) -> Any:
        """What came by webhook."""
        return list(self._received)

    async def webhook(self, url: str, secret: str = "") -> Any:
        """Set the webhook."""
        return await self.bot.set_webhook(url, secret_token=secret or None, max_connections=7)

    async def no_webhook(self, drop: bool = False) -> Any:
        """Take it away."""
        return await self.bot.delete_webhook(drop)

    async def webhook_info(self) -> Any:
        """How it goes."""
        info = await self.bot.get_webhook_info()
        return [bool(info.url), info.pending_update_count, info.max_connections, info.last_error_message]
