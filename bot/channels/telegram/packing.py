"""What is owed, packed for sending: an echo and the next question go out as one message, long texts as several.

A crash can leave a message in doubt. It is sent once more; where a repetition could be taken for something new it
begins with （补发）: documents, echoes of answers, findings and notices. Questions, explanations and reports are only
read twice, and carry no mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.channel import File, Message
from bot.channels.telegram import keyboards
from bot.channels.telegram.keyboards import LONGEST_CAPTION, LONGEST_TEXT, Keys
from bot.channels.telegram.pacing import Priority
from bot.channels.telegram.texts import say
from dialogs.replies import Ask, Confirm, Explain, Reply, Welcome
from dialogs.summaries import Evidence, Needs, Progress, Report
from storage.outbox import Owed

_ALBUM = 10
_READ_TWICE = (Ask, Confirm, Evidence, Explain, Needs, Progress, Report, Welcome)
PRIORITIES = {"reply": Priority.REPLY, "reminder": Priority.REMINDER, "bulk": Priority.BULK}


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its buttons."""

    text: str
    keys: Keys = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file, with words under it."""

    file: File
    caption: str


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures, with words under the first."""

    files: tuple[File, ...]
    caption: str


Send = Words | Document | Album


@dataclass(frozen=True, slots=True)
class Item:
    """One owed message and what it says."""

    owed: Owed
    reply: Reply
    message: Message


@dataclass(frozen=True, slots=True)
class Parcel:
    """Owed messages that go out together, and the requests that it takes."""

    ids: tuple[int, ...]
    priority: Priority
    sends: tuple[Send, ...]


def pack(items: Sequence[Item], locale: str) -> Parcel:
    """The next parcel of what waits for one address, in order."""
    run = _run(items)
    text = "\n\n".join(keyboards.listed(item.message) for item in run)
    if any(item.owed.tries and not isinstance(item.reply, _READ_TWICE) for item in run):
        text = say("again", locale) + text
    priority = min(PRIORITIES.get(item.owed.kind, Priority.BULK) for item in items)
    return Parcel(tuple(item.owed.id for item in run), priority, _sends(run[-1].message, text, locale))


def _run(items: Sequence[Item]) -> list[Item]:
    run = [items[0]]
    for item in items[1:]:
        if not _joins(run, item):
            break
        run.append(item)
    return run


def _joins(run: Sequence[Item], item: Item) -> bool:
    """Whether the next message can go out in the same one: texts of a kind, buttons only at the end."""
    last = run[-1]
    plain = _plain(last.message) and _plain(item.message) and not last.message.buttons
    alike = last.owed.kind == item.owed.kind and bool(last.owed.tries) == bool(item.owed.tries)
    total = sum(keyboards.length(keyboards.listed(each.message)) + 2 for each in (*run, item))
    return plain and alike and total <= LONGEST_TEXT


def _plain(message: Message) -> bool:
    return message.file is None and not message.pictures


def _sends(last: Message, text: str, locale: str) -> tuple[Send, ...]:
    keys = keyboards.keys(last, locale)
    if last.file is not None:
        return _with_caption(Document(last.file, text))
    if last.pictures:
        albums = [last.pictures[start : start + _ALBUM] for start in range(0, len(last.pictures), _ALBUM)]
        first, *others = [Album(files, "") for files in albums]
        return (*_with_caption(replace(first, caption=text)), *others)
    return tuple(Words(piece.text, piece.keys) for piece in keyboards.pieces(text or "…", keys))


def _with_caption(send: Document | Album) -> tuple[Send, ...]:
    """The words under the file, or before it where they are too many."""
    if keyboards.length(send.caption) <= LONGEST_CAPTION:
        return (send,)
    return (*(Words(piece.text) for piece in keyboards.pieces(send.caption)), replace(send, caption=""))
