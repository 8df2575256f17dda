"""What Telegram delivers, in our own words: everything that a person can do there, and nothing that we do not use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

What = Literal["text", "media", "edited", "tap", "membership", "unsupported", "ignored"]

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that Telegram is asked for."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file in a message: ``file_id`` fetches it; ``size`` in bytes, 0 where Telegram does not say."""

    file_id: str
    name: str
    size: int
    caption: str = ""
    album: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One button under a message: what it says and what it sends."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button pressed; ``keys`` are the rows of buttons as they stood under the message at that moment."""

    query_id: str
    data: str
    keys: tuple[tuple[Key, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update: who did what, where. ``reachable`` belongs to ``membership``; ``kind`` names what is unsupported."""

    update_id: int
    what: What
    sender: int
    chat: int
    private: bool = True
    message_id: int = 0
    text: str = ""
    media: Media | None = None
    tap: Tap | None = None
    reachable: bool = True
    kind: str = ""


class NoUpdate(ValueError):
    """This is no update of Telegram's."""


def number_and_sender(update: object) -> tuple[int, str]:
    """The number of an update and who caused it, without looking further; ``NoUpdate`` for what has no number."""
    match update:
        case dict() if type(number := update.get("update_id")) is int and 0 <= number < 2**63:
            return number, _sender(update)
    raise NoUpdate


def _sender(update: Mapping[str, Any]) -> str:
    for kind in ALLOWED:
        match update.get(kind):
            case {"from": {"id": int() as who}} | {"chat": {"id": int() as who}}:
                return str(who)
    return "0"


def written(update: object) -> str:
    """The update as it is kept."""
    return json.dumps(update, ensure_ascii=False, separators=(",", ":"))
