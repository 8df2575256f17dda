"""What goes to an address next, read and packed; of several addresses by one reading, in one thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import structlog

from bot.channels.telegram import packing
from bot.channels.telegram.carrying import Ready
from bot.channels.telegram.packing import Item, Parcel
from bot.house import House
from bot.views.transcript import locale_of
from dialogs.record import codec
from renderers.i18n import Language, language
from storage import outbox, people
from storage.database import Session
from storage.outbox import Owed

CHANNEL = "telegram"
_AHEAD = 12
"""Messages of one address that are looked at when a parcel is packed."""
log = structlog.get_logger()


class Way(Enum):
    """What an address can be instead of having a parcel: one of another channel."""

    ELSEWHERE = "elsewhere"


Next = Ready | Owed | Way | None
"""A parcel; what a fault of ours leaves unsaid; an address of another channel; None where nothing waits."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits for an address, as it was read."""

    address: int
    chat: int
    person: int
    owed: tuple[Owed, ...]
    spoken: Language


class Wrapping:
    """Packs the parcels of one house."""

    def __init__(self, house: House) -> None:
        self._house = house

    def each(self, addresses: Sequence[int]) -> list[Next | Exception]:
        """What goes to each of these addresses next, in their order."""
        with self._house.database.read() as session:
            waiting = [_waiting(session, address) for address in addresses]
        return [self._ready(each) if isinstance(each, _Waiting) else each for each in waiting]

    def _ready(self, waiting: _Waiting) -> Ready | Owed:
        try:
            parcel = self._packed(waiting.owed, waiting.spoken)
        except Exception:
            log.exception("a message cannot be said", address=waiting.address, message=waiting.owed[0].id)
            return waiting.owed[0]
        last = len(parcel.ids) == len(waiting.owed) < _AHEAD
        return Ready(waiting.address, waiting.chat, waiting.person, parcel, last)

    def _packed(self, waiting: Sequence[Owed], spoken: Language) -> Parcel:
        """The next parcel; only the first of what waits, where something behind it cannot be said."""
        say = self._house.history.reply
        try:
            said = packing.gathered((each, codec.loads(each.reply)) for each in waiting)
            items = [Item(owed, reply, say(owed[0].sequence, reply, spoken, {})) for owed, reply in said]
        except Exception:
            if len(waiting) > 1:
                return self._packed(waiting[:1], spoken)
            raise
        return packing.pack(items, spoken.locale)


def _waiting(session: Session, address: int) -> _Waiting | Way | None:
    found = people.address(session, address)
    if found is None or found.channel != CHANNEL:
        return Way.ELSEWHERE
    owed = tuple(outbox.waiting(session, address, _AHEAD)) if found.state == "open" else ()
    if not owed:
        return None
    return _Waiting(address, int(found.external_id), found.person_id, owed, language(locale_of(session, address)))
