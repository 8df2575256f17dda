"""One message through the house: kept, turned, stored with all that it owes, answered.

    receive   the event goes into the inbox under its unique id, before anybody is told that it arrived
    _turn     load, ``take_turn``, save: one transaction; a save over a newer version is repeated from the load
    _fulfil   what the machine asked of the outside is done, and comes back as an event

A process may be killed between any two lines: what is in the inbox or among the requests is taken up again by
``resume``; what is stored is never done twice, because the event is settled in the transaction of its turn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.documents import Documents
from dialogs import codec
from dialogs.application import Application
from dialogs.conversation import Cluster, Conversation
from dialogs.engine import take_turn
from dialogs.form import Form
from dialogs.messages import Chose, Commanded, Event, Happened, Open, Render, Said, Sent
from dialogs.replies import Told
from dialogs.step import Turn
from storage import applications, conversations, inbox, outbox, people, requests
from storage.database import Database, Session
from storage.errors import NoSuchPerson, Stale

_ATTEMPTS = 5
log = structlog.get_logger()


@dataclass(frozen=True)
class Conversations:
    """Every conversation of this process, over one form and one database."""

    form: Form
    database: Database
    documents: Documents
    clock: Callable[[], datetime]
    _locks: dict[int, threading.Lock]

    @classmethod
    def over(cls, form: Form, database: Database, documents: Documents, clock: Callable[[], datetime]) -> Conversations:
        """Conversations with no one talking yet."""
        return cls(form, database, documents, clock, {})

    def receive(self, address: int, external_id: str, event: Event) -> bool:
        """Take an event in and answer it; ``False`` (and nothing is done) if this id was received before."""
        with self.database.write() as session:
            new = inbox.accept(session, address, external_id, codec.dumps(event), self.clock())
        self.catch_up(address)
        return new

    def resume(self) -> None:
        """After a start: take up what a crash left."""
        with self.database.write() as session:
            requests.resume(session)
            waiting = {each.address_id for each in inbox.todo(session)}
            asked = {each.address_id for each in requests.todo(session)}
        for address in sorted(waiting | asked):
            self.catch_up(address)

    def catch_up(self, address: int) -> None:
        """Handle everything that waits for one address, one thing at a time and in order."""
        with self._locks.setdefault(address, threading.Lock()):
            while self._handle_next(address) or self._fulfil_next(address):
                pass

    def _handle_next(self, address: int) -> bool:
        with self.database.read() as session:
            waiting = inbox.todo(session, address)
        if not waiting:
            return False
        item = waiting[0]
        try:
            self._turn_until_stored(address, item.id, codec.loads(item.event))
        except Exception:
            log.exception("turn failed", address=address, item=item.id)
            self._set_aside(address, item.id)
        return True

    def _turn_until_stored(self, address: int, item: int, event: Event) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                with self.database.write() as session:
                    self._turn(session, address, item, event)
                return
            except Stale:
                if attempt == _ATTEMPTS - 1:
                    raise

    def _turn(self, session: Session, address: int, item: int, event: Event) -> None:
        now = self.clock()
        state, sequence, version = conversations.load(session, address)
        speaker = _speaker(session, address)
        conversation = self._conversation(session, speaker, state, now)
        before = applications.load(session, conversation.application or "")
        turn = take_turn(self.form, before, conversation, event, now.isoformat())
        after = self._opened(session, speaker.person.id, turn, now)
        applications.save(
            session, before, turn.application, now, by=turn.conversation.person, door=turn.conversation.door
        )
        shown = isinstance(event, Said | Chose | Commanded | Sent)
        inbox.settle(session, item, sequence + 1 if shown else None)
        first = sequence + 1 if shown else sequence
        for place, reply in enumerate(turn.replies, first + 1):
            outbox.owe(session, address, place, "reply", codec.dumps(reply), now)
        for request in turn.requests:
            if isinstance(request, Render):
                requests.add(session, address, "render", codec.dumps(request), now)
        for opened in after.events:
            inbox.accept(session, address, f"opened:{item}", codec.dumps(opened), now)
        state = codec.dumps(replace(after.conversation, clusters=()))
        conversations.save(session, address, state, first + len(turn.replies), version)

    def _conversation(self, session: Session, speaker: _Speaker, state: str | None, now: datetime) -> Conversation:
        person = speaker.person
        if state is not None:
            conversation: Conversation = codec.loads(state)
        else:
            conversation = Conversation(person.name, speaker.door, person.locale, county=person.region or None)
        listed = applications.of_person(session, person.id)
        if conversation.application is None:
            known = listed[-1].id if listed else applications.create(session, self.form.edition, person.id, now).id
            conversation = replace(conversation, application=known)
        return replace(conversation, clusters=tuple(Cluster(each.id, each.cluster_name) for each in listed))

    def _opened(self, session: Session, person: int, turn: Turn, now: datetime) -> _After:
        """Where the turn asked for another application, the conversation goes there and is told so."""
        wanted = [request for request in turn.requests if isinstance(request, Open)]
        if not wanted:
            return _After(turn.conversation, ())
        chosen = wanted[-1].application
        if chosen is None:
            chosen = applications.create(session, self.form.edition, person, now).id
        names = {cluster.application: cluster.name for cluster in turn.conversation.clusters}
        conversation = replace(turn.conversation, application=chosen)
        return _After(conversation, (Happened("opened", {"name": names.get(chosen, "")}),))

    def _set_aside(self, address: int, item: int) -> None:
        """An event that our own fault keeps from being handled: tried again, then set aside with an apology."""
        with self.database.write() as session:
            if inbox.fail(session, item):
                state, sequence, version = conversations.load(session, address)
                if state is not None:
                    outbox.owe(session, address, sequence + 1, "reply", codec.dumps(Told("trouble")), self.clock())
                    conversations.save(session, address, state, sequence + 1, version)

    def _fulfil_next(self, address: int) -> bool:
        with self.database.write() as session:
            asked = next((each for each in requests.todo(session) if each.address_id == address), None)
            if asked is None:
                return False
            requests.claim(session, asked.id)
        try:
            event = self._rendered(address, codec.loads(asked.payload))
        except Exception:
            log.exception("request failed", address=address, request=asked.id, kind=asked.kind)
            event = Happened("failed", {})
        with self.database.write() as session:
            requests.settle(session, asked.id, "done" if event.kind != "failed" else "failed")
            inbox.accept(session, address, f"request:{asked.id}", codec.dumps(event), self.clock())
        return True

    def _rendered(self, address: int, asked: Render) -> Happened:
        with self.database.read() as session:
            application = self._application(session, address)
            person = _speaker(session, address).person.id
        stored = self.documents.keep(self.documents.make(application, asked))
        name = self.documents.name(application, asked)
        with self.database.write() as session:
            attachment = self.documents.register(session, stored, application, person, name, self.clock())
        payload = {
            "attachment": attachment,
            "name": name,
            "kind": asked.kind,
            "draft": "yes" if asked.draft else "no",
            "size": str(stored.size),
        }
        return Happened("rendered", payload)

    def _application(self, session: Session, address: int) -> Application:
        state = conversations.load(session, address).state
        conversation: Conversation = codec.loads(state or "")
        return applications.load(session, conversation.application or "")


@dataclass(frozen=True, slots=True)
class _Speaker:
    person: people.Person
    door: str


def _speaker(session: Session, address: int) -> _Speaker:
    found = people.address(session, address)
    if found is None:
        raise NoSuchPerson(f"address {address}")
    return _Speaker(people.person(session, found.person_id), found.channel)


@dataclass(frozen=True, slots=True)
class _After:
    conversation: Conversation
    events: tuple[Happened, ...]
