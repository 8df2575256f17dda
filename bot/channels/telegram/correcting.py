"""An edited message corrects the answer that it was: the question it answered is answered anew, wherever we are now.

the message answered 2.7        →  the event ``Corrected``, with the words before and after and the question
it was no answer                →  taken like a new message
it was a part of a long text    →  parts cannot be taken out again: the person is told how to rewrite it
nobody remembers it             →  the person is told to write 改 with the number
"""

from __future__ import annotations

import json
from typing import Any

from bot.channels.telegram.grouping import is_piece
from bot.channels.telegram.incoming import Incoming
from bot.house import House
from bot.turns.notices import tell
from dialogs.record import codec
from dialogs.saying.replies import Confirm, Counted, Heard, Misread, Object, Told
from dialogs.turn.messages import Corrected, Said
from storage import inbox, outbox, telegram_updates
from storage.database import Session
from storage.people import Known
from storage.telegram_updates import Kept

_REPLIES = 12


def corrected(house: House, known: Known, incoming: Incoming, key: str) -> None:
    """Take an edited message."""
    with house.database.read() as session:
        holding = f'"message_id":{incoming.message_id}'
        kept = telegram_updates.earlier(session, str(incoming.sender), incoming.update_id, holding)
        versions = [(each, _text(each, incoming.message_id)) for each in kept]
        said = [(each, text) for each, text in versions if text is not None]
        answered = _answered(session, known.address_id, [key_of(each.update_id) for each, _ in said])
    if not said:
        tell(house, known.address_id, key, Told("edited late"))
    elif any(is_piece(each.body) for each, _ in said):
        tell(house, known.address_id, key, Told("edited part"))
    elif said[-1][1] != incoming.text:
        _take(house, known, (said[-1][1], incoming.text), answered, key)


def key_of(update_id: int) -> str:
    """The id under which an update enters the conversation."""
    return f"telegram:{update_id}"


def _text(kept: Kept, message_id: int) -> str | None:
    """The words of a message in a kept update, if it is that message or a version of it."""
    update: Any = json.loads(kept.body)
    match update.get("message", update.get("edited_message")):
        case {"message_id": number, **message} if number == message_id:
            return str(message.get("text", message.get("caption", "")))
    return None


def _answered(session: Session, address: int, keys: list[str]) -> Heard | Misread | Confirm | Object | Counted | None:
    """What the machine made of the latest of these events that answered anything."""
    for key in reversed(keys):
        sequence = inbox.sequence_of(session, address, key)
        for line in outbox.history(session, address, after=sequence, limit=_REPLIES) if sequence else ():
            if line.inbound:
                break
            reply = codec.loads(line.body)
            if isinstance(reply, Heard | Misread | Confirm | Object | Counted):
                return reply
    return None


def _take(house: House, known: Known, said: tuple[str, str], answered: Any, key: str) -> None:
    before, text = said
    if isinstance(answered, Counted):
        tell(house, known.address_id, key, Told("edited part"))
        return
    event = Said(text) if answered is None else Corrected(text, before, answered.field)
    house.conversations.receive(known.address_id, key, event)
