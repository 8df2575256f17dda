"""What stands behind the server: the bot, the chats with their messages, the files, the updates, the clock."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.files import Files
from tests.telegram.limits import Limits, Traffic
from tests.telegram.refusals import NO_CHAT, Refused, bad, migrated
from tests.telegram.updates import Updates

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
QUERY_LIFE = 150.0


class Message:
    """One message in a chat, as it is now; earlier versions are kept."""

    def __init__(self, raw: dict[str, Any], fetch: Callable[[str], bytes], *, silent: bool = False) -> None:
        self.raw = raw
        self.versions: list[dict[str, Any]] = []
        self.deleted = False
        self.silent = silent
        self.keys: dict[str, Any] | None = None
        self._fetch = fetch

    @property
    def id(self) -> int:
        """The message_id."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """The text, or the caption of a file."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def buttons(self) -> list[list[dict[str, Any]]]:
        """The rows of buttons under the message."""
        rows: list[list[dict[str, Any]]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons, row by row."""
        return [button["text"] for row in self.buttons for button in row]

    @property
    def name(self) -> str:
        """The name of the document; empty where there is none."""
        return str(self.raw.get("document", {}).get("file_name", ""))

    @property
    def data(self) -> bytes:
        """The bytes of the document or of the photo's largest size."""
        if "document" in self.raw:
            return self._fetch(self.raw["document"]["file_id"])
        return self._fetch(self.raw["photo"][-1]["file_id"])

    @property
    def edits(self) -> int:
        """How often it was changed."""
        return len(self.versions)

    def button(self, which: str | int) -> dict[str, Any]:
        """A button by its label (or a part that only one has) or its place."""
        flat = [button for row in self.buttons for button in row]
        if isinstance(which, int):
            return flat[which]
        same = [each for each in flat if each["text"] == which] or [each for each in flat if which in each["text"]]
        if len(same) != 1:
            raise LookupError(f"{len(same)} buttons {which!r} among {self.labels} under {self.text!r}")
        return same[0]

    def change(self, fields: dict[str, Any], *, drop: tuple[str, ...] = ()) -> None:
        """Replace fields; the version before is kept."""
        self.versions.append(self.raw)
        kept = {name: value for name, value in self.raw.items() if name not in drop}
        self.raw = {**kept, **fields}

    def __repr__(self) -> str:
        return f"<{self.id} {self.text!r} {self.labels}>"


@dataclass
class Chat:
    """One chat; ``about`` is how the API shows it."""

    about: dict[str, Any]
    messages: dict[int, Message] = field(default_factory=dict)
    news: list[Message] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    reachable: bool = False
    shut: str = ""
    moved_to: int = 0
    instance: str = field(default_factory=lambda: str(secrets.randbits(62)))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def id(self) -> int:
        """The chat_id."""
        return int(self.about["id"])

    def tell(self, message: Message) -> None:
        """A message of the bot is new or changed."""
        self.news.append(message)
        self.ring()

    def ring(self) -> None:
        """Wake whoever waits for this chat."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def rung(self) -> None:
        """Wait until something happens in the chat."""
        await self._changed.wait()


@dataclass
class Tap:
    """A button pressed, and the bot's answers to it: one, if all goes well."""

    query_id: str
    chat: Chat
    at: float
    answers: list[dict[str, Any]] = field(default_factory=list)

    async def answered(self, within: float = 10.0) -> dict[str, Any]:
        """Wait for the bot's answer: the button stops turning."""
        async with asyncio.timeout(within):
            while not self.answers:
                await self.chat.rung()
        return self.answers[0]


class Telegram:
    """The whole state."""

    def __init__(self, token: str = TOKEN, limits: Limits | None = None) -> None:
        self.token = token
        self.bot = {
            "id": int(token.split(":", 1)[0]),
            "is_bot": True,
            "first_name": "申报助手",
            "username": "shenbao_test_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.traffic = Traffic(limits or Limits())
        self.updates = Updates(self.now)
        self.taps: dict[str, Tap] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.complaints: list[str] = []
        self._ahead = 0.0
        self._last_message = 100

    def now(self) -> float:
        """The server's clock; a test can put it forward."""
        return time.time() + self._ahead

    def later(self, seconds: float) -> None:
        """Put the clock forward."""
        self._ahead += seconds
        self.updates.drop_expired()

    def date(self) -> int:
        """Now, as the API writes it."""
        return int(self.now())

    def message_id(self) -> int:
        """The next message_id; one row of numbers for all chats of an account, as on Telegram."""
        self._last_message += 1
        return self._last_message

    def message(self, chat: Chat, author: dict[str, Any], fields: dict[str, Any], *, silent: bool = False) -> Message:
        """A new message in a chat."""
        head = {"message_id": self.message_id(), "from": author, "chat": chat.about, "date": self.date()}
        message = Message({**head, **fields}, self.bytes_of, silent=silent)
        chat.messages[message.id] = message
        return message

    def bytes_of(self, file_id: str) -> bytes:
        """A file's bytes."""
        return self.files.find(file_id).data

    def complain(self, about: str) -> Refused:
        """Note that somebody sent nonsense; the refusal to raise."""
        self.complaints.append(about)
        return bad(about)

    def chat(self, chat_id: str | int) -> Chat:
        """The chat that the bot names, if it may speak there."""
        if chat_id in ("", 0):
            raise bad("chat_id is empty")
        try:
            chat = self.chats.get(int(chat_id))
        except ValueError:
            chat = None
        if chat is None or not chat.reachable:
            raise bad(NO_CHAT)
        if chat.moved_to:
            raise migrated(chat.moved_to)
        if chat.shut:
            raise Refused(403, chat.shut)
        return chat
