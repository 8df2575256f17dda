"""What was ordered to be read beside the chat: found, read, and told to whoever ordered it, once.

Read again after a crash, from the beginning: what was found goes into the inbox in the transaction that settles the
order, so that it is told once, whoever of several processes was first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from dialogs.record import codec
from dialogs.turn.messages import Happened
from renderers.programs import LetGo
from storage import exports, inbox
from storage.database import Database

log = structlog.get_logger()


@dataclass(frozen=True)
class Orders:
    """The orders of one house; ``tell`` lets an address hear what lies in its inbox."""

    database: Database
    clock: Callable[[], datetime]
    tell: Callable[[int], None]

    def answer(self, order: str, kind: str, read: Callable[[exports.Export], Happened]) -> None:
        """Let an order be read unless it is settled already, and tell what was found; ``kind`` names it in the inbox.

        An event with a ``problem`` settles the order as failed.
        """
        with self.database.read() as session:
            ordered = exports.find(session, order)
        if ordered is None or ordered.state != "todo":
            return
        try:
            event = read(ordered)
        except LetGo:
            log.info("order left for the next start", order=order, kind=kind)
            return
        with self.database.write() as session:
            if exports.settle(session, order, "failed" if event.payload.get("problem") else "ready", None):
                inbox.accept(session, ordered.address_id, f"{kind}:{order}", codec.dumps(event), self.clock())
        self.tell(ordered.address_id)
