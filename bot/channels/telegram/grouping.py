"""Several updates that are one thing: the files of an album, the pieces into which an app cuts a text over its limit.

Apps cut a text at 4,096 units, or at a blank before that, and send the pieces one behind the other; whatever follows a
piece as long as that is the rest of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.keyboards import LONGEST_TEXT, length
from storage.telegram_updates import Kept

QUIET = timedelta(seconds=2)
"""How long nothing more must come before an album is whole, or a text that may go on."""
_SHORTEST_PIECE = LONGEST_TEXT // 2
_CUT_ANYWHERE = 8
"""A piece that leaves no more room than this was cut where its limit was; a shorter one at a blank or a line's end."""
_ALBUM = "media_group_id"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text that may be a piece of a longer one."""

    message_id: int
    goes_on: bool


def together(waiting: Sequence[Kept]) -> tuple[Kept, ...]:
    """The first update that waits, with those that belong to it."""
    album = album_of(waiting[0].body)
    if album:
        return tuple(each for each in waiting if album_of(each.body) == album)
    return _pieces(waiting)


def whole_at(found: Sequence[Kept]) -> datetime | None:
    """When nothing more belongs to what was found; None where nothing more can."""
    if album_of(found[0].body):
        return max(each.at for each in found) + QUIET
    return found[-1].at + QUIET if is_piece(found[-1].body) else None


def as_one(batch: Sequence[Incoming]) -> Incoming:
    """The text that these pieces are; of an album its first file."""
    first, *others = batch
    text = first.text
    for before, piece in zip(batch, others, strict=False):
        cut = length(before.text) > LONGEST_TEXT - _CUT_ANYWHERE
        text += piece.text if cut else f"\n{piece.text}"
    return replace(first, text=text)


def album_of(body: str) -> str:
    """The album that an update's file belongs to; empty for none."""
    if _ALBUM not in body:
        return ""
    update: Any = json.loads(body)
    match update:
        case {"message": {"media_group_id": str() as album}}:
            return album
    return ""


def is_piece(body: str) -> bool:
    """Whether a text was so long that it may have gone on in another message, and cannot be changed by itself."""
    piece = _piece(body) if length(body) >= _SHORTEST_PIECE else None  # most are short: nobody looks inside
    return piece is not None and piece.goes_on


def _pieces(waiting: Sequence[Kept]) -> tuple[Kept, ...]:
    found = [waiting[0]]
    piece = _piece(waiting[0].body) if is_piece(waiting[0].body) else None
    for kept in waiting[1:]:
        following = _piece(kept.body) if piece is not None and piece.goes_on else None
        if piece is None or following is None or following.message_id != piece.message_id + 1:
            break
        found.append(kept)
        piece = following
    return tuple(found)


def _piece(body: str) -> _Piece | None:
    update: Any = json.loads(body)
    match update:
        case {"message": {"text": str() as text, "message_id": int() as number}}:
            return _Piece(number, length(text) >= _SHORTEST_PIECE)
    return None
