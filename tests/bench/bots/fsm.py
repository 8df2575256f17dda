"""aiogram's finite state machine in the style of its documentation, its state in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import Message

from tests.bench.bots.questions import DONE, QUESTIONS, TOKEN, Take

router = Router()


class Form(StatesGroup):
    """One state a question."""

    bureau = State()
    operator = State()
    contact = State()


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """Put the first question."""
    await state.set_state(Form.bureau)
    await message.answer(QUESTIONS[0])


@router.message(Form.bureau, F.text)
async def bureau(message: Message, state: FSMContext) -> None:
    """Take the first answer."""
    await state.update_data(bureau=message.text)
    await state.set_state(Form.operator)
    await message.answer(QUESTIONS[1])


@router.message(Form.operator, F.text)
async def operator(message: Message, state: FSMContext) -> None:
    """Take the second."""
    await state.update_data(operator=message.text)
    await state.set_state(Form.contact)
    await message.answer(QUESTIONS[2])


@router.message(Form.contact, F.text)
async def contact(message: Message, state: FSMContext) -> None:
    """Take the last."""
    await state.update_data(contact=message.text)
    await state.set_state(None)
    await message.answer(DONE)


class Storage(BaseStorage):
    """State and data of a chat in one row."""

    def __init__(self, file: Path, synchronous: str) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute(f"PRAGMA synchronous = {synchronous}")
        self._db.execute("CREATE TABLE fsm (chat INTEGER PRIMARY KEY, state TEXT, data TEXT)")

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep a state."""
        value = state.state if isinstance(state, State) else state
        self._keep("state", key, value)

    async def get_state(self, key: StorageKey) -> str | None:
        """The state that was kept."""
        return self._kept("state", key)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep data."""
        self._keep("data", key, json.dumps(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data that were kept."""
        found: dict[str, Any] = json.loads(self._kept("data", key) or "{}")
        return found

    async def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _keep(self, column: str, key: StorageKey, value: str | None) -> None:
        self._db.execute(
            f"INSERT INTO fsm (chat, {column}) VALUES (?, ?)"  # noqa: S608
            f" ON CONFLICT (chat) DO UPDATE SET {column} = excluded.{column}",
            (key.chat_id, value),
        )

    def _kept(self, column: str, key: StorageKey) -> str | None:
        row = self._db.execute(f"SELECT {column} FROM fsm WHERE chat = ?", (key.chat_id,)).fetchone()  # noqa: S608
        return row[0] if row else None


def bot(api: str, file: Path, synchronous: str) -> Take:
    """The bot, its storage flushed as ``synchronous`` says."""
    speaking = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher(storage=Storage(file, synchronous.upper()), events_isolation=SimpleEventIsolation())
    dispatcher.include_router(router)

    async def take(update: Any) -> object:
        return await dispatcher.feed_raw_update(speaking, update)

    return take
