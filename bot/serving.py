"""The service: the web chat over the house, until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot import redaction
from bot.channels.ports import Answer, Download, Listener, Saying, Services, SignedOut
from bot.channels.switching import check_accepted, guests
from bot.channels.web.server import serve
from bot.desk.page import Contents, Desks
from bot.entering.inviting import first_link, nobody_yet
from bot.entering.visiting import Devices, People
from bot.evidence.pieces import Pieces
from bot.evidence.receiving import Uploads
from bot.house import House
from bot.settings import Settings
from bot.turns.arrivals import Arrival, Received, Spoken
from bot.views.glance import Overviews
from bot.views.message import Message
from bot.worker import at_work
from dialogs.turn.messages import Event
from storage import attachments, conversations, people, reminders, web_sessions
from storage.database import Session
from storage.errors import LetGoOf, NotYours
from storage.pruning import PRUNED

_FIRST_LINK_DAYS = 7


@dataclass(frozen=True)
class _Conversations:
    house: House

    def receive(self, address: int, external_id: str, event: Event) -> bool:
        return self.house.conversations.receive(address, external_id, event)

    @property
    def writers(self) -> int:
        return self.house.database.writers

    def answer_each(self, sayings: Sequence[Saying]) -> Sequence[Answer | Exception]:
        for each in sayings:
            self.house.conversations.requested.pace.heard(each.visitor.person, each.whence)
        arrivals = [self._arrival(each) for each in sayings]
        received = self.house.conversations.receive_each(arrivals)
        return [self._answer(saying, each) for saying, each in zip(sayings, received, strict=True)]

    def _arrival(self, saying: Saying) -> Arrival:
        visitor, clock = saying.visitor, self.house.settings.clock

        def check(session: Session) -> None:
            if not web_sessions.holds(session, visitor.session, clock()):
                raise SignedOut

        return Arrival(visitor.address, saying.external_id, saying.event, check)

    def _answer(self, saying: Saying, received: Received | Exception) -> Answer | Exception:
        if isinstance(received, Exception):
            return received
        show = partial(self._spoken, saying, received.spoken)
        return Answer(show, partial(self._finished, saying, received), received.tell)

    def _spoken(self, saying: Saying, spoken: Spoken | None) -> tuple[Message, ...] | None:
        whole = spoken is not None and spoken.first == saying.after + 1  # nothing was said since that the page lacks
        return self.house.history.spoken(spoken) if whole and spoken is not None else None

    def _finished(self, saying: Saying, received: Received) -> tuple[Message, ...]:
        received.finish()
        return self.history(saying.visitor.address, saying.after)

    def history(self, address: int, after: int, limit: int = 200, before: int | None = None) -> tuple[Message, ...]:
        return self.house.history.messages(address, after, limit, before)

    def visited(self, address: int) -> None:
        with self.house.database.read() as session:
            unseen = reminders.any_unseen(session, address)
        if unseen:
            with self.house.database.write() as session:
                reminders.visited(session, address, self.house.settings.clock())

    def locale(self, address: int) -> str:
        return self.house.history.locale(address)

    def listen(self, listener: Listener) -> Callable[[], None]:
        return self.house.news.listen(listener)

    def latest(self, addresses: Collection[int]) -> Mapping[int, int]:
        with self.house.database.read() as session:
            return conversations.latest(session, addresses)


@dataclass(frozen=True)
class _Attachments:
    house: House

    def open(self, attachment: str, person: int) -> Download:
        try:
            with self.house.database.read() as session:
                found = attachments.find(session, attachment, person)
        except NotYours:
            self.house.looks.refused("file", attachment, person)
            raise
        if found.state == PRUNED:
            raise LetGoOf(found.id)
        self.house.looks.at_file(person, found)
        path = attachments.path_of(found, self.house.documents.folder)
        return Download(path, found.name, found.media_type)


@dataclass(frozen=True)
class _Audit:
    house: House

    def note(self, action: str, subject: str, person: int | None = None, **detail: object) -> None:
        with self.house.database.write() as session:
            people.audit(session, self.house.settings.clock(), action, subject, person_id=person, detail=detail)


def services(house: House) -> Services:
    """What the web chat may use of the house."""
    desks = Desks(house.database, house.form, house.settings.clock)
    return Services(
        conversations=_Conversations(house),
        people=People(house),
        attachments=_Attachments(house),
        devices=Devices(house),
        uploads=Uploads(house),
        pieces=Pieces(Uploads(house)),
        overviews=Contents(desks, Overviews(house), house.history),
        desks=desks,
        audit=_Audit(house),
        settings=house.settings,
        clock=house.settings.clock,
    )


def run(settings: Settings) -> None:
    """Build the house, take up what a crash left, and serve until stopped."""
    redaction.keep(settings.secrets)
    check_accepted(settings)
    with at_work(settings) as house:
        if nobody_yet(house):
            first = first_link(house, days=_FIRST_LINK_DAYS)
            print(
                f"首位县级联系人的链接（{_FIRST_LINK_DAYS} 天内有效）/ link for a first county contact:\n{first}",
                flush=True,
            )
        print(f"shenbao: {settings.base_url}", flush=True)
        serve(services(house), settings.host, settings.port, guests(house))
