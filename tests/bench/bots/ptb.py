"""python-telegram-bot's ConversationHandler, in memory as it comes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, ConversationHandler, MessageHandler, filters

from tests.bench.bots.questions import DONE, NAMES, QUESTIONS, TOKEN, Take

Handle = Callable[[Update, Any], Coroutine[Any, Any, int]]


def _then(name: str, question: str, state: int) -> Handle:
    """Take the answer under this name, put the next question."""

    async def handle(update: Update, context: Any) -> int:
        assert update.message is not None
        if name:
            context.user_data[name] = update.message.text
        await update.message.reply_text(question)
        return state

    return handle


async def bot(api: str) -> Take:
    """The bot."""
    builder = Application.builder().token(TOKEN).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
    application: Any = builder.updater(None).build()
    said = filters.TEXT & ~filters.COMMAND
    nexts = [(QUESTIONS[1], 1), (QUESTIONS[2], 2), (DONE, ConversationHandler.END)]
    states: Any = {place: [MessageHandler(said, _then(NAMES[place], *then))] for place, then in enumerate(nexts)}
    start: Any = CommandHandler("start", _then("", QUESTIONS[0], 0))
    application.add_handler(ConversationHandler(entry_points=[start], states=states, fallbacks=[]))
    await application.initialize()

    async def take(update: Any) -> object:
        return await application.process_update(Update.de_json(update, application.bot))

    return take
