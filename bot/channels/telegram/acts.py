"""What is done on Telegram at once, beside the messages that are owed: owed by the update that called for it.

That update is handled only when these were done or are past their time; so a crash repeats them, and a repeat is
harmless. ``Line`` is for people whom no conversation knows, and for what no conversation is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.telegram.keyboards import Keys


@dataclass(frozen=True, slots=True)
class Answer:
    """Let a button stop turning, perhaps with a word; ``alert`` shows it in the middle of the screen."""

    query: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Relabel:
    """Put other buttons under a message."""

    chat: int
    message: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class Line:
    """Say one thing."""

    chat: int
    text: str
    keys: Keys = ()


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a group."""

    chat: int


Act = Answer | Relabel | Line | Leave
