"""One update, heard: who it is from, what it is, what becomes of it. The only handler there is.

``words`` hears the plain case, of several people at once; ``hear`` everything.

What was said goes into the conversation under the update's number, so that twice is as good as once. What has to be
done on Telegram at once is returned, and done after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.telegram import correcting, entering, tapping
from bot.channels.telegram.acts import Act, Answer
from bot.channels.telegram.correcting import key_of
from bot.channels.telegram.delivered import above, being_sent, newest, seen_before
from bot.channels.telegram.entering import Entrance
from bot.channels.telegram.grouping import as_one
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.texts import MENU
from bot.house import House
from bot.turns.arrivals import Arrival, Received
from bot.turns.notices import tell
from dialogs.commands.commanding import COMMANDS
from dialogs.saying.replies import Told
from dialogs.turn.messages import Commanded, Event, Said
from storage import people
from storage.database import Session
from storage.outbox import Delivery
from storage.people import Known


@dataclass(frozen=True, slots=True)
class Heard:
    """What is left to do: ``acts`` at once; ``files`` of this person to be fetched; ``forget`` what a stranger said."""

    acts: tuple[Act, ...] = ()
    known: Known | None = None
    files: tuple[Incoming, ...] = ()
    forget: bool = False


@dataclass(frozen=True)
class Hearing:
    """The ear of one house."""

    house: House
    entrance: Entrance

    def hear(self, batch: Sequence[Incoming], at: datetime) -> Heard:
        """One update, the files of one album, or the pieces of one text. ``at`` is when it arrived."""
        incoming = as_one(batch)
        with self.house.database.read() as session:
            known = people.known(session, "telegram", str(incoming.sender))
            lines = newest(session, known.address_id) if known is not None and incoming.what == "text" else ()
        if not incoming.private:
            return Heard(self._group(incoming), forget=True)
        if known is None:
            return Heard(self._stranger(incoming), forget=True)
        if incoming.what == "media":
            return Heard(known=known, files=tuple(batch))
        return Heard(self._known(incoming, known, at, lines))

    def words(self, said: Sequence[Incoming]) -> list[Received | Exception | None]:
        """What came of words, answered together; None where they have to be heard by themselves.

        These are words of somebody who is not known or was out of reach, and words above which a line is being sent.
        """
        with self.house.database.read() as session:
            arrivals = [self._arrival(session, each) if is_words(each) else None for each in said]
        received = iter(self.house.conversations.receive_each([each for each in arrivals if each is not None]))
        return [None if each is None else next(received) for each in arrivals]

    def _arrival(self, session: Session, incoming: Incoming) -> Arrival | None:
        known = people.known(session, "telegram", str(incoming.sender))
        if known is None or known.state == "blocked":
            return None
        event = event_of(incoming.text)
        if isinstance(event, Said):
            lines = newest(session, known.address_id)
            if being_sent(lines, incoming.message_id):
                return None
            event = replace(event, seen=above(lines, incoming.message_id))
        return Arrival(known.address_id, key_of(incoming.update_id), event)

    def _group(self, incoming: Incoming) -> tuple[Act, ...]:
        answered = (Answer(incoming.tap.query_id),) if incoming.tap is not None else ()
        here = incoming.reachable and incoming.what != "ignored"
        return (*answered, *(self.entrance.group(incoming.chat) if here else ()))

    def _stranger(self, incoming: Incoming) -> tuple[Act, ...]:
        if incoming.what == "text" and entering.starts(incoming.text):
            return self.entrance.start(incoming, None, key_of(incoming.update_id))
        if incoming.tap is not None and incoming.tap.data == entering.UNLINK:
            return self.entrance.unlink(incoming, None, "zh")  # a repetition, after a crash
        answered = (Answer(incoming.tap.query_id),) if incoming.tap is not None else ()
        spoke = incoming.what not in ("membership", "ignored")
        return (*answered, *(self.entrance.stranger(incoming.chat) if spoke else ()))

    def _known(self, incoming: Incoming, known: Known, at: datetime, lines: Sequence[Delivery]) -> tuple[Act, ...]:
        key = key_of(incoming.update_id)
        match incoming.what:
            case "text":
                return self._text(incoming, known, key, lines)
            case "tap":
                return self._tap(incoming, known, at, key)
            case "edited":
                correcting.corrected(self.house, known, incoming, key)
            case "membership":
                self._reach(known, reachable=incoming.reachable)
            case "unsupported":
                tell(self.house, known.address_id, key, Told("only words"))
            case _:
                pass
        return ()

    def _text(self, incoming: Incoming, known: Known, key: str, lines: Sequence[Delivery]) -> tuple[Act, ...]:
        if entering.starts(incoming.text):
            return self.entrance.start(incoming, known, key)
        if entering.unlinks(incoming.text):
            return self.entrance.ask_to_unlink(incoming.chat, self.house.history.locale(known.address_id))
        if known.state == "blocked":  # whoever writes can be written to, whatever we believed
            self._reach(known, reachable=True)
        event = event_of(incoming.text)
        if isinstance(event, Said):
            seen = seen_before(self.house.database, known.address_id, incoming.message_id, lines)
            event = replace(event, seen=seen)
        self.house.conversations.receive(known.address_id, key, event)
        return ()

    def _tap(self, incoming: Incoming, known: Known, at: datetime, key: str) -> tuple[Act, ...]:
        if incoming.tap is not None and incoming.tap.data in (entering.UNLINK, entering.KEEP):
            return self.entrance.unlink(incoming, known, self.house.history.locale(known.address_id))
        return tapping.tapped(self.house, known, incoming, at, key)

    def _reach(self, known: Known, *, reachable: bool) -> None:
        with self.house.database.write() as session:
            people.set_reach(session, known.address_id, "open" if reachable else "blocked")
        if reachable:
            self.house.news.tell(known.address_id)


def is_words(incoming: Incoming) -> bool:
    """Whether somebody just said something; beginning, ending and all else that is done are no words."""
    text = incoming.text
    return incoming.private and incoming.what == "text" and not (entering.starts(text) or entering.unlinks(text))


def event_of(text: str) -> Event:
    """What somebody typed: a command of the menu, or words."""
    name = text[1:].split("@", 1)[0].strip() if text.startswith("/") else ""
    return Commanded(name) if name in COMMANDS else Said(text)


def menu(language: str) -> list[tuple[str, str]]:
    """The commands as Telegram's menu shows them."""
    return [(name, what[1 if language == "en" else 0]) for name, what in MENU.items()]
