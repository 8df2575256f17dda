"""One message through the house: kept, turned, stored with all that it owes, answered.

    receive   the event goes into the inbox under its unique id, before anybody is told that it arrived
    _turn     load, ``take_turn``, save: one transaction; a save over a newer version is repeated from the load
    Requested what the machine asked of the outside is done, and comes back as an event

A process may be killed between any two lines: what is in the inbox or among the requests is taken up again by
``resume``, or by another process (``look_after``); what is stored is never done twice, because the event is taken and
settled in the transaction of its turn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import structlog

from bot.turns import opening
from bot.turns.arrivals import Arrival, Outcome, Received, Refused, Spoken, Turned, nothing
from bot.turns.colleagues import Nudge, word_for_others
from bot.turns.fulfilling import Requested
from bot.turns.sight import placed
from bot.turns.wakeup import News
from bot.turns.written import Written
from dialogs.definition.form import Form
from dialogs.engine import take_turn
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.saying.replies import Told
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Chose, Commanded, Corrected, Elapsed, Event, Happened, Open, Said, Sent
from dialogs.turn.step import Turn
from renderers.chat.own_words import labelled
from renderers.i18n import language
from storage import (
    applications,
    conversations,
    inbox,
    outbox,
    people,
    reminders,
    requests,
    standing,
)
from storage.database import Database, Session
from storage.errors import Lost, Stale, Unavailable
from storage.inbox import Waiting
from storage.people import Speaker
from storage.standing import Standing

_ATTEMPTS = 5
log = structlog.get_logger()


@dataclass(frozen=True)
class Conversations:
    """Every conversation of this process, over one form and one database."""

    form: Form
    database: Database
    requested: Requested
    clock: Callable[[], datetime]
    news: News = field(default_factory=News)
    _locks: dict[int, threading.Lock] = field(default_factory=dict)
    _left: set[int] = field(default_factory=set)
    _written: Written = field(default_factory=Written)

    def receive(self, address: int, external_id: str, event: Event) -> bool:
        """Take an event in and answer it; ``False`` (and nothing is done) if this id was received before."""
        (received,) = self.receive_each([Arrival(address, external_id, event)])
        if isinstance(received, Exception):
            raise received
        received.finish()
        received.tell()
        return received.new

    def receive_each(self, arrivals: Sequence[Arrival]) -> list[Received | Exception]:
        """Take in what arrived at the same moment and answer it, each by itself; the exception that keeps one out.

        Keeping and answering are one transaction where nothing else waits; otherwise the event is kept first, and
        answered when ``finish`` is called.
        """
        outcomes = self.database.write_each([partial(self._taken_in, each) for each in arrivals])
        return [self._received(each, outcome) for each, outcome in zip(arrivals, outcomes, strict=True)]

    def _taken_in(self, arrival: Arrival, session: Session) -> Turned | Outcome:
        if arrival.check is not None:
            arrival.check(session)
        address, event = arrival.address, arrival.event
        item = inbox.accept(session, address, arrival.external_id, codec.dumps(event), self.clock())
        if item is None:
            return Outcome.LEFT if inbox.todo(session, address) else Outcome.SEEN
        stands = standing.at(session, address, item)
        return Outcome.KEPT if stands.waits else self._turn(session, stands, item, event)

    def _received(self, arrival: Arrival, outcome: Turned | Outcome | Exception) -> Received | Exception:
        tell = partial(self.news.tell, arrival.address)
        match outcome:
            case Turned(more=False, nudges=()):
                told = partial(tell, "said", {"sequence": str(outcome.spoken.last)})
                return Received(new=True, finish=nothing, tell=told, spoken=outcome.spoken)
            case Turned():
                return Received(new=True, finish=partial(self._see_to, arrival, outcome.nudges), tell=tell)
            case Outcome.SEEN:
                return Received(new=False, finish=nothing, tell=nothing)
            case Outcome.LEFT | Outcome.KEPT:
                return Received(new=outcome is Outcome.KEPT, finish=partial(self._see_to, arrival, ()), tell=tell)
            case Unavailable() | Refused():
                return outcome
            case Exception() if not isinstance(outcome, Stale):
                log.error("turn failed", address=arrival.address, exc_info=outcome)
        return Received(new=True, finish=partial(self._see_to, arrival, (), keep=True), tell=tell)

    def _see_to(self, arrival: Arrival, nudges: Iterable[Nudge], *, keep: bool = False) -> None:
        """What is left of an event, in this thread: kept first where that was undone; then all that waits."""
        told = list(nudges)
        with self._lock(arrival.address):
            if keep:
                with self.database.write() as session:
                    event = codec.dumps(arrival.event)
                    inbox.accept(session, arrival.address, arrival.external_id, event, self.clock())
            self._catch_up(arrival.address, told)
        self._spread(told)

    def _spread(self, nudges: Iterable[Nudge]) -> None:
        """Tell others, with no lock held: two people who answer at once may each have word for the other."""
        for nudge in nudges:
            for edit in nudge.edits:
                self.news.tell(nudge.address, "edited", edit)
            if nudge.waiting:
                self.catch_up(nudge.address)

    def resume(self, only: int | None = None) -> None:
        """Take up what nobody sees to, because a process died over it: everywhere or at one address."""
        for address in sorted(self._waiting()) if only is None else (only,):
            self.catch_up(address)
        self.requested.resume(only)

    def look_after(self) -> None:
        """Take up what waits since the last look: whoever kept it should have seen to it long ago."""
        waiting = self._waiting()
        for address in sorted(waiting & self._left):
            self.catch_up(address)
        self._left.clear()
        self._left.update(waiting)
        self.requested.resume()

    def _waiting(self) -> set[int]:
        with self.database.read() as session:
            return {*inbox.addresses(session), *requests.addresses(session)}

    def catch_up(self, address: int) -> None:
        """Handle everything that waits for one address, one thing at a time and in order."""
        nudges: list[Nudge] = []
        with self._lock(address):
            self._catch_up(address, nudges)
        self.news.tell(address)
        self._spread(nudges)

    def _lock(self, address: int) -> threading.Lock:
        return self._locks.setdefault(address, threading.Lock())

    def _catch_up(self, address: int, nudges: list[Nudge]) -> None:
        while self._handle_next(address, nudges) or self.requested.fulfil_next(address):
            pass

    def _handle_next(self, address: int, nudges: list[Nudge]) -> bool:
        with self.database.read() as session:
            waiting = inbox.todo(session, address)
        if not waiting:
            return False
        item = waiting[0]
        try:
            nudges.extend(self._turn_until_stored(address, item).nudges)
        except Unavailable:
            raise
        except Exception:
            log.exception("turn failed", address=address, item=item.id)
            self._set_aside(address, item.id)
        return True

    def _turn_until_stored(self, address: int, item: Waiting) -> Turned:
        """One event's turn; nothing at all where another process was faster with it."""
        for _ in range(_ATTEMPTS - 1):
            with suppress(Stale):
                return self._turn_once(address, item)
        return self._turn_once(address, item)

    def _turn_once(self, address: int, item: Waiting) -> Turned:
        with self.database.write() as session:
            if not inbox.take(session, item.id):
                return Turned(more=True)
            return self._turn(session, standing.at(session, address, item.id), item.id, codec.loads(item.event))

    def _turn(self, session: Session, stands: Standing, item: int, event: Event) -> Turned:
        """One turn, stored with all that it owes."""
        now = self.clock()
        address, (state, sequence, version), speaker, _ = stands
        if isinstance(event, Elapsed) and not _still_due(session, event, address, speaker, sequence + 1):
            inbox.settle(session, item, None)
            return Turned(more=False)
        event = placed(session, address, item, sequence, event) if isinstance(event, Said) else event
        desk = self.requested.desk.serves(session, speaker, state, event)
        before, turn = self._decided(session, speaker, state, event, now, desk=desk)
        conversation = turn.conversation
        if not desk:
            applications.save(session, before, turn.application, now, by=conversation.person, door=conversation.door)
        shown = isinstance(event, Said | Corrected | Chose | Commanded | Sent)
        if shown and conversation.locale != speaker.locale:  # what reaches the person elsewhere speaks it too
            people.set_locale(session, speaker.person_id, conversation.locale)
        last = sequence + (1 if shown else 0)
        conversation = self._ask_outside(session, address, speaker, turn, item)
        conversations.save(session, address, self._written.dumps(conversation), last + len(turn.replies), version)
        inbox.settle(session, item, last if shown else None)  # with the save, the numbers are ours
        kind = "reminder" if isinstance(event, Elapsed) else "reply"
        outbox.owe_all(session, address, last + 1, kind, [codec.dumps(reply) for reply in turn.replies], now)
        told = word_for_others(session, self.form, speaker, address, (before, turn.application), now)
        spoken = Spoken(sequence + 1, event if shown else None, turn.replies, conversation.locale)
        return Turned(bool(turn.requests), told, spoken)

    def _decided(
        self, session: Session, speaker: Speaker, state: str | None, event: Event, now: datetime, *, desk: bool
    ) -> tuple[Application, Turn]:
        """The turn that the machine of this person's role takes, and the application as it was before."""
        if desk:
            turn = self.requested.desk.turn(session, speaker, state, event, now)
            return turn.application, turn
        stored = self._written.loads(state) if state is not None else None
        conversation = opening.gone_on(session, self.form.edition, speaker, stored, now)
        before = applications.load(session, conversation.application or "")
        if before.edition != self.form.edition:
            begun = opening.begun(session, self.form.edition, speaker, conversation.locale, now)
            conversation = replace(begun, revision=conversation.revision)
            before = applications.load(session, conversation.application or "")
        heard = labelled(event, conversation, language(conversation.locale))
        return before, take_turn(self.form, before, conversation, heard, now.isoformat())

    def _ask_outside(self, session: Session, address: int, speaker: Speaker, turn: Turn, item: int) -> Conversation:
        """Keep what the machine asks for; to open another application, the conversation goes there and is told."""
        conversation, now = turn.conversation, self.clock()
        for request in turn.requests:
            if isinstance(request, Open):
                chosen = request.application or opening.new_application(
                    session, self.form.edition, speaker, now, conversation
                )
                if applications.may_open(session, chosen, speaker.person_id):
                    conversation = replace(conversation, application=chosen)
                    if not conversation.stands_for:
                        conversation = opening.in_part(session, speaker, conversation)
                    inbox.accept(session, address, f"opened:{item}", codec.dumps(Happened("opened")), now)
                else:
                    people.audit(session, now, "open refused", chosen, person_id=speaker.person_id, detail={})
            else:
                requests.add(session, address, type(request).__name__, codec.dumps(request), now)
        return conversation

    def _set_aside(self, address: int, item: int) -> None:
        """An event that our own fault keeps from being handled: tried again, then set aside with an apology."""
        with suppress(Stale, Lost), self.database.write() as session:
            if inbox.fail(session, item):
                state, sequence, version = conversations.load(session, address)
                if state is not None:
                    conversations.save(session, address, state, sequence + 1, version)
                    outbox.owe(session, address, sequence + 1, "reply", codec.dumps(Told("trouble")), self.clock())


def _still_due(session: Session, event: Elapsed, address: int, speaker: Speaker, sequence: int) -> bool:
    """Whether the reminders of an event are to be said; the ledger notes where in the conversation they stand."""
    return reminders.owed(session, codec.loads(event.payload["reminders"]), address, speaker.channel, sequence)
