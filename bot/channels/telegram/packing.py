"""What is owed, packed for sending: an echo and the next question go out as one message, long texts as several.

A crash can leave a message in doubt. It is sent once more; where a repetition could be taken for something new it
begins with （补发）: documents, echoes of answers, findings and notices. Questions, explanations and reports are only
read twice, and carry no mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.channels.telegram import keyboards
from bot.channels.telegram.keyboards import LONGEST_CAPTION, LONGEST_TEXT, Keys
from bot.channels.telegram.pacing import Priority
from bot.channels.telegram.texts import own
from bot.views.message import File, Message
from dialogs.saying.proof_replies import Evidence, ProofCard, ProofRows, Sorting
from dialogs.saying.replies import Ask, Confirm, Explain, Reply, Told, Welcome
from dialogs.saying.summaries import Needs, Progress, Report
from storage.outbox import Owed

_ALBUM = 10
_LARGEST = 50_000_000
"""Bytes of a file that a bot may send."""
_READ_TWICE = (Ask, Confirm, Evidence, Explain, Needs, Progress, ProofRows, Report, Welcome)
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
    """One owed message, or several that say the same of several files, and what it says."""

    owed: tuple[Owed, ...]
    reply: Reply
    message: Message

    @property
    def kind(self) -> str:
        """The class of the message."""
        return self.owed[0].kind

    @property
    def in_doubt(self) -> bool:
        """Whether it may have gone out before."""
        return any(each.tries for each in self.owed)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Owed messages that go out together, and the requests that it takes."""

    ids: tuple[int, ...]
    priority: Priority
    sends: tuple[Send, ...]


def gathered(waiting: Iterable[tuple[Owed, Reply]]) -> list[tuple[tuple[Owed, ...], Reply]]:
    """What waits, in order; files that came one after the other, as those of an album do, are acknowledged together."""
    found: list[tuple[tuple[Owed, ...], Reply]] = []
    for owed, reply in waiting:
        if found and _of_one_place(found[-1][1], reply):
            found[-1] = ((*found[-1][0], owed), reply)
        elif found and _kept(reply) and _kept(found[-1][1]):
            together = (*found[-1][0], owed)
            found[-1] = (together, Told("files kept", {"count": str(len(together))}))
        else:
            found.append(((owed,), reply))
    return found


def _of_one_place(before: Reply, reply: Reply) -> bool:
    """Whether a reply says all that the one before it said: the files of an item, or those that wait for a place."""
    if isinstance(before, ProofCard) and isinstance(reply, ProofCard):
        return before.item == reply.item and {each.key for each in before.files} < {each.key for each in reply.files}
    if isinstance(before, Sorting) and isinstance(reply, Sorting):
        return before.names == reply.names[: len(before.names)] and len(before.names) < len(reply.names)
    return False


def _kept(reply: Reply) -> bool:
    return isinstance(reply, Told) and reply.what in ("file kept", "files kept")


def pack(items: Sequence[Item], locale: str) -> Parcel:
    """The next parcel of what waits for one address, in order."""
    run = _run(items)
    text = "\n\n".join(keyboards.listed(item.message) for item in run)
    if any(item.in_doubt and not isinstance(item.reply, _READ_TWICE) for item in run):
        text = own("again", locale) + text
    priority = min(PRIORITIES.get(item.kind, Priority.BULK) for item in items)
    ids = tuple(owed.id for item in run for owed in item.owed)
    return Parcel(ids, priority, _sends(run[-1].message, text, locale))


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
    alike = last.kind == item.kind and last.in_doubt == item.in_doubt
    total = sum(keyboards.length(keyboards.listed(each.message)) + 2 for each in (*run, item))
    return plain and alike and total <= LONGEST_TEXT


def _plain(message: Message) -> bool:
    return message.file is None and not message.pictures


def _sends(last: Message, text: str, locale: str) -> tuple[Send, ...]:
    keys = keyboards.keys(last, locale)
    if last.file is not None and last.file.size > _LARGEST:
        return tuple(Words(piece.text) for piece in keyboards.pieces(own("elsewhere", locale, name=text)))
    if last.file is not None:
        return _with_caption(Document(last.file, text))
    if last.pictures:
        albums = [last.pictures[start : start + _ALBUM] for start in range(0, len(last.pictures), _ALBUM)]
        first, *others = [Album(files, "") for files in albums]
        if keys:  # an album takes no buttons
            return (first, *others, *(Words(piece.text, piece.keys) for piece in keyboards.pieces(text, keys)))
        return (*_with_caption(replace(first, caption=text)), *others)
    return tuple(Words(piece.text, piece.keys) for piece in keyboards.pieces(text or "…", keys))


def _with_caption(send: Document | Album) -> tuple[Send, ...]:
    """The words under the file, or before it where they are too many."""
    if keyboards.length(send.caption) <= LONGEST_CAPTION:
        return (send,)
    return (*(Words(piece.text) for piece in keyboards.pieces(send.caption)), replace(send, caption=""))
