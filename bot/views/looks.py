"""Who looked at whose data: a line in the audit when somebody sees an application of another, or is refused.

A page that is left open asks again and again, so the same look of the same person is one line in ten minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.work.limits import Allowance, Limiter
from dialogs.record import codec
from dialogs.state.conversation import Conversation
from storage import attachments, conversations, participants, people
from storage.attachments import Attachment
from storage.database import Database, Session

_ONE_LINE = Allowance(1, 1 / 600)
_SHORT = 32
"""Characters of what was asked for that the audit keeps: an address is anybody's to write."""


@dataclass(frozen=True)
class Looks:
    """Notes looks in one database."""

    database: Database
    clock: Callable[[], datetime]
    _noted: Limiter = field(default_factory=lambda: Limiter(_ONE_LINE))

    def at_conversation(self, person: int, address: int) -> None:
        """Somebody read what was said about the application that is open there."""
        key = f"{person} messages {address}"
        if self._noted.allows(key):
            with self.database.read() as session:
                opened = _opened(session, address)
                others = opened is not None and not participants.owns(session, opened, person)
            if others:
                self._note("messages read", opened or "", person)

    def at_application(self, person: int, application: str, owner: int) -> None:
        """Somebody saw where an application stands."""
        if person != owner and self._noted.allows(f"{person} overview {application}"):
            self._note("overview seen", application, person)

    def at_file(self, person: int, found: Attachment) -> None:
        """Somebody took a file; or looked at the picture of a page of another's application."""
        if not self._noted.allows(f"{person} file {found.id}"):
            return
        if not (found.kind == "document" and found.media_type.startswith("image/")):
            self._note("downloaded", found.id, person)
        elif not self._owns(found.application_id or "", person):
            self._note("page seen", found.id, person)

    def refused(self, what: str, subject: str, person: int) -> None:
        """Somebody asked for what is not for this person to see."""
        if self._noted.allows(f"{person} {what} {subject[:_SHORT]}"):
            self._note(f"{what} refused", subject[:_SHORT], person)

    def _owns(self, application: str, person: int) -> bool:
        with self.database.read() as session:
            return participants.owns(session, application, person)

    def _note(self, action: str, subject: str, person: int) -> None:
        with self.database.write() as session:
            people.audit(session, self.clock(), action, subject, person_id=person, detail={})


def delivered(session: Session, wanted: list[str], person: int, now: datetime, channel: str) -> None:
    """Files were sent to somebody: a line for each, in the transaction that settles it."""
    for each in wanted:
        found = attachments.find(session, each, person)
        people.audit(session, now, "delivered", found.id, person_id=person, detail={"by": channel})


def _opened(session: Session, address: int) -> str | None:
    state = conversations.load(session, address).state
    conversation = codec.loads(state) if state is not None else None
    return conversation.application if isinstance(conversation, Conversation) else None
