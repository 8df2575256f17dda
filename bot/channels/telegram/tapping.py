"""Taps: every one is answered, a box is ticked in place, an old button is recognised, a second thumb is not heard.

Which boxes are ticked is stored nowhere: it follows from the taps that are kept. The first tap on a message tells what
was ticked when it came, each one since then turns one box over. So taps in quick succession, and a restart, lose none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.channels.telegram import keyboards
from bot.channels.telegram.acts import Act, Answer, Relabel
from bot.channels.telegram.incoming import Incoming, Key, Tap
from bot.channels.telegram.keyboards import Keys, Pressed
from bot.channels.telegram.texts import own
from bot.house import House
from dialogs.record import codec
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Chose, Event, Said
from storage import conversations, telegram_updates
from storage.people import Known
from storage.telegram_updates import Kept

_SAME_TAP = timedelta(seconds=4)
_HOLDING = '"callback_query":'


@dataclass(frozen=True, slots=True)
class Earlier:
    """A tap on the same message, some time ago."""

    tap: Tap
    at: datetime


def tapped(house: House, known: Known, incoming: Incoming, at: datetime, key: str) -> tuple[Act, ...]:
    """What a tap does at once; what it says goes into the conversation."""
    tap = incoming.tap or Tap("", "")
    meant = keyboards.pressed(tap.data)
    with house.database.read() as session:
        state = conversations.load(session, known.address_id).state
        kept = telegram_updates.earlier(session, str(incoming.sender), incoming.update_id, _HOLDING)
    conversation: Conversation | None = None if state is None else codec.loads(state)
    locale = conversation.locale if conversation is not None else known.locale
    if meant is None:
        return (Answer(tap.query_id, own("old", locale)),)
    before = earlier_taps(kept, incoming.message_id)
    current = meant.revision == (conversation.revision if conversation is not None else 0)
    if meant.does in ("tick", "done") and current:
        return _boxes(house, known, incoming, meant, before, locale, key)
    if not _twice(tap, at, before):
        house.conversations.receive(known.address_id, key, event_of(meant, current=current))
    return (Answer(tap.query_id),)


def _boxes(
    house: House, known: Known, incoming: Incoming, meant: Pressed, before: Sequence[Earlier], locale: str, key: str
) -> tuple[Act, ...]:
    tap = incoming.tap or Tap("", "")
    ticks = sorted(ticks_after([*(each.tap for each in before), tap]))
    if meant.does == "tick":
        text = own("ticked", locale, numbers="、".join(map(str, ticks))) if ticks else own("cleared", locale)
        relabelled = Relabel(incoming.chat, incoming.message_id, keyboards.with_ticks(tap.keys, ticks))
        return Answer(tap.query_id, text), relabelled
    if not ticks:
        return (Answer(tap.query_id, own("none ticked", locale), alert=True),)
    house.conversations.receive(known.address_id, key, Chose(meant.revision, tuple(ticks), meant.field))
    return (Answer(tap.query_id),)


def event_of(meant: Pressed, *, current: bool) -> Event:
    """What a tap says. Of an older keyboard only the question matters: the machine offers to change its answer."""
    if meant.does == "word" and (current or not meant.revision):
        return Said(meant.word)
    numbers = (meant.number,) if meant.number else (0,)
    return Chose(meant.revision, numbers, meant.field)


def ticks_after(taps: Sequence[Tap]) -> frozenset[int]:
    """The boxes that are ticked after these taps on one message."""
    if not taps:
        return frozenset()
    ticks = set(keyboards.ticked(taps[0].keys))
    for tap in taps:
        meant = keyboards.pressed(tap.data)
        if meant is not None and meant.does == "tick":
            ticks ^= {meant.number}
    return frozenset(ticks)


def _twice(tap: Tap, at: datetime, before: Iterable[Earlier]) -> bool:
    """Whether this is the same tap once more, from an impatient thumb."""
    return any(each.tap.data == tap.data and at - each.at < _SAME_TAP for each in before)


def earlier_taps(kept: Iterable[Kept], message_id: int) -> list[Earlier]:
    """Of the kept taps those on this message, in order."""
    found = ((_tap(json.loads(each.body), message_id), each.at) for each in kept)
    return [Earlier(tap, at) for tap, at in found if tap is not None]


def _tap(update: Any, message_id: int) -> Tap | None:
    match update:
        case {"callback_query": {"data": str() as data, "message": {"message_id": number, **message}}} if (
            number == message_id
        ):
            return Tap("", data, _keys(message.get("reply_markup")))
    return None


def _keys(markup: Any) -> Keys:
    match markup:
        case {"inline_keyboard": [*rows]}:
            return tuple(tuple(Key(each["text"], each.get("callback_data", "")) for each in row) for row in rows)
    return ()
