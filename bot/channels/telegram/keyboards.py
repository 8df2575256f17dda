"""A message as Telegram shows it: pieces of text within its limits, and rows of buttons under the last of them.

A button sends at most 64 bytes:

    7:2:output      the second button of keyboard 7, which is about the question ``output``
    t:7:2:output    the second box of it, to be ticked or cleared; nothing is sent yet
    d:7::output     the boxes that are ticked, all together
    w:7:稍后:output  a word, as if typed; only while keyboard 7 is the one in force (0: always)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.channels.telegram.incoming import Key
from bot.channels.telegram.texts import own
from bot.views.message import Button, Message, numbered

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_LONGEST_DATA = 64
_WIDE, _NARROW = 34, 14
"""Columns of a label that fill a row on a phone, and half of one; a Chinese character takes two."""
_NUMBERS_A_ROW = 5
_WORDS_A_ROW = 5
_MOST_KEYS = 100
TICKED, CLEAR = "☑", "☐"
_ENDS = ("\n\n", "\n", "。", "！", "？", "；", ". ", "，", " ")

Keys = tuple[tuple[Key, ...], ...]
Does = Literal["press", "tick", "done", "word"]
_LETTERS: dict[str, Does] = {"t": "tick", "d": "done", "w": "word"}


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button sends, read back; ``number`` belongs to ``press`` and ``tick``, ``word`` to ``word``."""

    does: Does
    revision: int
    field: str | None = None
    number: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to be sent; only the last of a message has buttons."""

    text: str
    keys: Keys = ()


def pieces(text: str, keys: Keys = (), longest: int = LONGEST_TEXT) -> tuple[Piece, ...]:
    """The text in pieces that Telegram takes, with the buttons under the last one."""
    *first, last = split(text, longest)
    return (*(Piece(each) for each in first), Piece(last, keys))


def split(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Cut a text at sensible places: between paragraphs, lines, sentences, words; anywhere if there is no other."""
    parts: list[str] = []
    while length(text) > longest:
        cut = _cut(text, longest)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip("\n ")
    return [*parts, text]


def length(text: str) -> int:
    """Characters as Telegram counts them: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, longest: int) -> int:
    most = _prefix(text, longest)
    for end in _ENDS:
        found = text.rfind(end, 0, most)
        if found > most // 2:
            return found + len(end)
    return most


def _prefix(text: str, longest: int) -> int:
    """How many characters from the start fit."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > longest:
            return index
    return len(text)


def listed(message: Message) -> str:
    """Where one is, and the text; where a label is too long for a button, the choices follow as numbered lines."""
    text = f"〔{message.place}〕\n{message.text}" if message.place else message.text
    if not _too_long(message.buttons):
        return text
    return "\n".join([text, *numbered(message.buttons)])


def _too_long(buttons: tuple[Button, ...]) -> bool:
    return any(each.group or columns(each.label) > _WIDE for each in buttons)


def columns(text: str) -> int:
    """How wide a text is: a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def keys(message: Message, locale: str) -> Keys:
    """The buttons of a message: its ways to go on, then the words that can always be typed."""
    boxes = message.multiple and bool(message.buttons)
    labels = [_label(number, each, message) for number, each in enumerate(message.buttons[:_MOST_KEYS], 1)]
    rows = _rows([_key(label, each, boxes) for label, each in zip(labels, message.buttons, strict=False)])
    revision = message.revision
    if boxes:
        rows.append((Key(own("done", locale), f"d:{revision}::{message.field or ''}"),))
    ways, words = (
        [Key(word, _data(f"w:{revision}:{word}", message.field)) for word in said]
        for said in (message.ways, message.commands)
    )
    return (*rows, *_chunks(ways, _WORDS_A_ROW), *_chunks(words, _WORDS_A_ROW))


def _label(number: int, button: Button, message: Message) -> str:
    text = str(number) if _too_long(message.buttons) else f"{number}. {button.label}"
    return f"{TICKED if number in message.ticked else CLEAR} {text}" if message.multiple else text


def _key(label: str, button: Button, box: bool) -> Key:
    revision, number, field = button.press.split(":", 2)
    return Key(label, _data(f"{'t:' if box else ''}{revision}:{number}", field))


def _data(head: str, field: str | None) -> str:
    """With the question's name, as long as there is room for it."""
    whole = f"{head}:{field or ''}"
    return whole if len(whole.encode()) <= _LONGEST_DATA else f"{head}:"


def _rows(made: list[Key]) -> list[tuple[Key, ...]]:
    widest = max((columns(key.label) for key in made), default=0)
    if widest <= 6:
        return _chunks(made, _NUMBERS_A_ROW)
    return _chunks(made, 2 if widest <= _NARROW else 1)


def _chunks(made: list[Key], size: int) -> list[tuple[Key, ...]]:
    return [tuple(made[start : start + size]) for start in range(0, len(made), size)]


def pressed(data: str) -> Pressed | None:
    """What a button means; None for one that was never ours."""
    letter, _, rest = data.partition(":")
    does = _LETTERS.get(letter, "press")
    match (rest if does != "press" else data).split(":", 2):
        case [revision, middle, field] if revision.isascii() and revision.isdigit() and len(revision) < 10:
            return _meant(does, int(revision), middle, field or None)
    return None


def _meant(does: Does, revision: int, middle: str, field: str | None) -> Pressed | None:
    if does in ("press", "tick"):
        number = middle.isascii() and middle.isdigit() and len(middle) < 4
        return Pressed(does, revision, field, number=int(middle)) if number else None
    if does == "word":
        return Pressed(does, revision, field, word=middle) if middle else None
    return Pressed(does, revision, field)


def ticked(rows: Keys) -> frozenset[int]:
    """The numbers of the boxes that are ticked."""
    found = (pressed(key.data) for row in rows for key in row if key.label.startswith(TICKED))
    return frozenset(each.number for each in found if each is not None and each.does == "tick")


def with_ticks(rows: Keys, numbers: Iterable[int]) -> Keys:
    """The same buttons, with exactly these boxes ticked."""
    wanted = frozenset(numbers)
    return tuple(tuple(_ticked(key, wanted) for key in row) for row in rows)


def _ticked(key: Key, wanted: frozenset[int]) -> Key:
    meant = pressed(key.data)
    if meant is None or meant.does != "tick":
        return key
    mark = TICKED if meant.number in wanted else CLEAR
    return Key(f"{mark} {key.label.lstrip(TICKED + CLEAR + ' ')}", key.data)
