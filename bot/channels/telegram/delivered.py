"""What stood in a chat when a message was sent there: Telegram numbers both sides of a chat in one order."""

from __future__ import annotations

import time
from collections.abc import Sequence

from storage import outbox
from storage.database import Database
from storage.outbox import Delivery

_LOOK_BACK = 30
_GLANCES, _GLANCE_SECONDS = 20, 0.025
"""How often a line is looked at that is just being sent: its number comes with Telegram's answer."""


def seen_before(database: Database, address: int, message_id: int) -> int | None:
    """The last line of the conversation that stood in the chat above this message; None where nothing was ever owed."""
    rows = _newest(database, address)
    for _ in range(_GLANCES):
        if not any(row.state == "sending" and row.sequence > _above(rows, message_id) for row in rows):
            break
        time.sleep(_GLANCE_SECONDS)
        rows = _newest(database, address)
    return _above(rows, message_id) if rows else None


def _newest(database: Database, address: int) -> Sequence[Delivery]:
    with database.read() as session:
        return outbox.newest(session, address, _LOOK_BACK)


def _above(rows: Sequence[Delivery], message_id: int) -> int:
    numbered = (row for row in rows if row.number is not None and row.number < message_id)
    return max((row.sequence for row in numbered), default=0)
