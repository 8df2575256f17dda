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
        if not being_sent(rows, message_id):
            break
        time.sleep(_GLANCE_SECONDS)
        with database.read() as session:
            rows = newest(session, address)
    return above(rows, message_id)


def being_sent(rows: Sequence[Delivery], message_id: int) -> bool:
    """Whether one of these lines is just being sent, so that nobody knows yet if it stands above this message."""
    last = above(rows, message_id) or 0
    return any(row.state == "sending" and row.sequence > last for row in rows)


def above(rows: Sequence[Delivery], message_id: int) -> int | None:
    """The last of these lines that stands above this message, 0 where none does; None where there are no lines."""
    if not rows:
        return None
    numbered = (row for row in rows if row.number is not None and row.number < message_id)
    return max((row.sequence for row in numbered), default=0)
