"""A broadcast on its way: recipient after recipient gets the message into the conversation, as one that is owed.

What was sent is a fact of each recipient's own row, written in the transaction that put the message into the outbox:
whatever is killed, nobody is left out and nobody gets it twice. From the outbox it goes out like all other messages,
through the one pacer, replies before bulk. Only so many are ahead of the channel that a pause takes effect at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.desk.ledger import counted, outdated
from bot.turns.wakeup import News
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.saying.broadcast_briefs import Announced
from storage import attachments, broadcasts, conversations, inbox, outbox, people
from storage.broadcasts import Broadcast
from storage.database import Database, Session
from storage.errors import Busy, NotYours

_AT_ONCE = 20
"""Recipients of one transaction: people who answer meanwhile write in between."""
_AHEAD = 60
"""Copies that may wait for a channel: two seconds of sending."""
_PAUSE_SECONDS = 0.2
_BREATH_SECONDS = 0.005
_ATTEMPTS = 8
_SHOW_SECONDS = 3.0
_PROVINCE = "河北省"
log = structlog.get_logger()


@dataclass(frozen=True)
class Broadcasting:
    """The broadcasts of one house; ``tell`` lets an address hear what lies in its inbox."""

    form: Form
    database: Database
    clock: Callable[[], datetime]
    news: News
    tell: Callable[[int], None]
    _over: threading.Event = field(default_factory=threading.Event)

    def rest(self) -> None:
        """The house stops: what is not sent is for the next start."""
        self._over.set()

    def work(self, broadcast: str) -> None:
        """Send what is left of a broadcast, until nothing is, or it is paused; say at the end what became of it."""
        shown = 0.0
        while not self._over.is_set() and self._step(broadcast):
            if time.monotonic() - shown > _SHOW_SECONDS:
                self._show(broadcast)
                shown = time.monotonic()
        if not self._over.is_set():
            self._finish(broadcast)
            self._show(broadcast)

    def _show(self, broadcast: str) -> None:
        """Let the message that tells of it say how far it is now, wherever it is shown."""
        with self.database.read() as session:
            known = broadcasts.find(session, broadcast)
            found = outdated(session, known) if known is not None else None
        if known is None or found is None:
            return
        sequence, account = found
        with self.database.write() as session:
            outbox.rewrite(session, known.address_id, sequence, codec.dumps(account))
        self.news.tell(known.address_id, "changed", {"sequence": str(sequence)})

    def _step(self, broadcast: str) -> bool:
        """A few recipients; False where nobody is left, or it stands still."""
        with self.database.read() as session:
            people_next = broadcasts.todo(session, broadcast, _AT_ONCE)
            waiting = broadcasts.on_the_way(session, broadcast)
            known = broadcasts.find(session, broadcast)
        if known is None or known.state != "sending" or not (people_next or waiting):
            return False
        if waiting >= _AHEAD or not people_next:
            self._over.wait(_PAUSE_SECONDS)
            return True
        for address in self._until_owed(broadcast, people_next):
            self.news.tell(address)
        time.sleep(_BREATH_SECONDS)
        return True

    def _until_owed(self, broadcast: str, chosen: Sequence[int]) -> list[int]:
        for attempt in range(_ATTEMPTS):
            try:
                with self.database.write() as session:
                    return self._owe(session, broadcast, chosen)
            except Busy:  # somebody was answering just then
                time.sleep(_BREATH_SECONDS * (attempt + 1))
        log.warning("a broadcast waits for the database", broadcast=broadcast)
        return []

    def _owe(self, session: Session, broadcast: str, chosen: Sequence[int]) -> list[int]:
        """Put the message into the conversations of these; whoever has none stays unreached."""
        known, now = broadcasts.find(session, broadcast), self.clock()
        if known is None:
            return []
        reply = codec.dumps(self._message(session, known))
        claimed = broadcasts.claim(session, broadcast, chosen, now)
        doors = {person: door.address_id for person, door in broadcasts.doors(session, claimed).items()}
        numbers = conversations.advance(session, doors.values())
        rows = outbox.owe_each(session, numbers, "bulk", reply, now)
        broadcasts.owe(
            session, broadcast, {person: rows[address] for person, address in doors.items() if address in rows}
        )
        return list(rows)

    def _message(self, session: Session, broadcast: Broadcast) -> Announced:
        sender = people.person(session, broadcast.person_id)
        name, size = "", 0
        if broadcast.attachment_id is not None:
            with suppress(NotYours):
                found = attachments.find(session, broadcast.attachment_id, sender.id)
                name, size = found.name, found.size
        attachment = broadcast.attachment_id if name else None
        return Announced(sender.name, sender.region or _PROVINCE, broadcast.text, attachment or "", name, size)

    def _finish(self, broadcast: str) -> None:
        """Say once what became of it, where it is over."""
        now = self.clock()
        with self.database.write() as session:
            known = broadcasts.find(session, broadcast)
            if known is None or not _over(session, broadcast):
                return
            if not broadcasts.steer(session, broadcast, ("sending",), "done", now):
                return
            ended = broadcasts.find(session, broadcast) or known
            event = counted(session, self.form, ended, "broadcast over", rows=True)
            key = f"broadcast over:{broadcast}:{known.round}"
            inbox.accept(session, known.address_id, key, codec.dumps(event), now)
        self.tell(known.address_id)


def _over(session: Session, broadcast: str) -> bool:
    return not broadcasts.todo(session, broadcast, 1) and not broadcasts.on_the_way(session, broadcast)
