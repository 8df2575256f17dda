"""aiogram-dialog: three windows with an input each, in memory as it comes."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.text import Const

from tests.bench.bots.questions import DONE, NAMES, QUESTIONS, TOKEN, Take


class Form(StatesGroup):
    """One state a window."""

    bureau = State()
    operator = State()
    contact = State()
    done = State()


async def _on(_message: Message, _widget: Any, manager: DialogManager, _text: str) -> None:
    await manager.next()


def bot(api: str) -> Take:
    """The bot."""
    asking = [
        Window(Const(question), TextInput(id=name, on_success=_on), state=getattr(Form, name))
        for name, question in zip(NAMES, QUESTIONS, strict=True)
    ]
    router = Router()

    @router.message(CommandStart())
    async def start(_message: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(Form.bureau, mode=StartMode.RESET_STACK)

    speaking = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, Dialog(*asking, Window(Const(DONE), state=Form.done)))
    setup_dialogs(dispatcher)

    async def take(update: Any) -> object:
        return await dispatcher.feed_raw_update(speaking, update)

    return take
