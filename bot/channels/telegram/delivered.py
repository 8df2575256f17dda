"""What stood in a chat when a message was sent there: Telegram numbers both sides of a chat in one order."""

from __future__ import annotations

import time
from collections.abc import Sequence

from storage import outbox
from storage.database import Database, Session
from storage.outbox import Delivery

_LOOK_BACK = 30
_GLANCES, _GLANCE_SECONDS = 20, 0.025
"""How often a line is looked at that is just being sent: its number comes with Telegram's answer."""


def newest(session: Session, address: int) -> Sequence[Delivery]:
    """The last lines that were owed to an address, as far as a chat may show them above what is typed now."""
    return outbox.newest(session, address, _LOOK_BACK)


def seen_before(database: Database, address: int, message_id: int, rows: Sequence[Delivery]) -> int | None:
    """The last line of the conversation that stood in the chat above this message; None where nothing was ever owed.

    ``rows`` are the ``newest`` lines; they are looked at again while one of them is just being sent.
    """
    for _ in range(_GLANCES):
        if not any(row.state == "sending" and row.sequence > _above(rows, message_id) for row in rows):
            break
        time.sleep(_GLANCE_SECONDS)
        with database.read() as session:
            rows = newest(session, address)
    return _above(rows, message_id) if rows else None


def _above(rows: Sequence[Delivery], message_id: int) -> int:
    numbered = (row for row in rows if row.number is not None and row.number < message_id)
    return max((row.sequence for row in numbered), default=0)
