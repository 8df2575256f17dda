"""Stand-ins for the house behind the web chat: two people, a conversation in memory, one document.

``FakeConversations`` answers every event with an echo, so that a test sees what arrived.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.channels.ports import Answer, Download, Listener, Saying, Services, SignedOut
from bot.desk.page import DeskPage
from bot.entering.visitor import InvitationState, Visitor
from bot.evidence.incoming import Sender
from bot.turns.arrivals import nothing
from bot.turns.wakeup import News
from bot.views.message import Button, Message
from dialogs.turn.messages import Event, Happened, Said
from storage.errors import Busy, ExpiredInvitation, NotYours, RevokedInvitation, SpentInvitation, UnknownInvitation
from tests.bot.web.more_fakes import NOW, FakeAudit, FakeDevices, FakeOverviews, FakePieces, FakeUploads

YES_NO = (Button("① 是", "1:1:smes"), Button("② 否", "1:2:"))
REFUSALS = {"expired": ExpiredInvitation, "revoked": RevokedInvitation, "unknown": UnknownInvitation}


@dataclass
class FakeConversations:
    """Keeps events by address; ``answers`` are given before echoes are.

    ``busy`` makes the storage refuse, ``quiet`` stores without telling, as another process; the next looks at all
    addresses fail as often as ``failures`` says. ``asked`` notes what the web chat wanted to know: an address for its
    history, ``latest`` for all at once.
    """

    said: dict[int, list[Message]] = field(default_factory=dict)
    received: list[tuple[int, str, Event]] = field(default_factory=list)
    english: set[int] = field(default_factory=set)
    busy: bool = False
    news: News = field(default_factory=News)
    quiet: bool = False
    failures: int = 0
    asked: list[int | str] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    over: set[str] = field(default_factory=set)

    def receive(self, address: int, external_id: str, event: Event) -> bool:
        """Note the event and answer it, unless it came before."""
        if self.busy:
            raise Busy
        if any((address, external_id) == (known, key) for known, key, _ in self.received):
            return False
        self.received.append((address, external_id, event))
        if not isinstance(event, Happened):
            self.add(address, event.text if isinstance(event, Said) else str(event), mine=True)
        echo = {"text": f"<b>{event}</b>", "buttons": YES_NO, "commands": ("稍后", "返回", "?")}
        self.add(address, **(self.answers.pop(0) if self.answers else echo))
        return True

    @property
    def writers(self) -> int:
        """All at once."""
        return 1

    def answer_each(self, sayings: Sequence[Saying]) -> Sequence[Answer | Exception]:
        """Receive what each says; those who wait for news hear of it when that is told."""
        return [self._answer(each) for each in sayings]

    def _answer(self, saying: Saying) -> Answer | Exception:
        address, quiet = saying.visitor.address, self.quiet
        if saying.visitor.session in self.over:
            return SignedOut()
        self.quiet = True
        try:
            self.receive(address, saying.external_id, saying.event)
        except Busy as busy:
            return busy
        finally:
            self.quiet = quiet
        messages = self.history(address, saying.after)
        figures = {"sequence": str(len(self.said[address]))}
        tell = partial(self.news.tell, address, "said", figures)
        return Answer(lambda: messages, lambda: messages, nothing if quiet else tell)

    def add(self, address: int, text: str, **more: Any) -> None:
        """Put a message at the end of a conversation; ``more`` are further fields of ``Message``."""
        said = self.said.setdefault(address, [])
        said.append(Message(len(said) + 1, text, **more))
        if not self.quiet:
            self.news.tell(address)

    def edit(self, address: int, **figures: str) -> None:
        """Somebody else changes the application that is open at an address."""
        self.news.tell(address, "edited", figures)

    def change(self, address: int, sequence: int) -> None:
        """A message at an address says something else now."""
        self.news.tell(address, "changed", {"sequence": str(sequence)})

    def history(self, address: int, after: int, limit: int = 200, before: int | None = None) -> tuple[Message, ...]:
        """Like the real one."""
        self.asked.append(address)
        said = self.said.get(address, [])
        if after:
            return tuple(message for message in said if message.sequence > after)[:limit]
        return tuple(message for message in said if before is None or message.sequence < before)[-limit:]

    def visited(self, address: int) -> None:
        """Nobody looks at it here."""

    def locale(self, address: int) -> str:
        """Chinese unless the test says otherwise."""
        return "en" if address in self.english else "zh"

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Like the real one."""
        return self.news.listen(lambda address, kind, figures: listener(address, kind, figures))

    def latest(self, addresses: Collection[int]) -> Mapping[int, int]:
        """How much was said at each."""
        self.asked.append("latest")
        if self.failures:
            self.failures -= 1
            raise Busy
        return {address: len(self.said[address]) for address in addresses if address in self.said}


@dataclass
class FakePeople:
    """Invitations by token: their state and whom they let in. A session is called after its person.

    ``over`` are sessions that ended; ``patience`` are the seconds that letting somebody in takes.
    """

    states: dict[str, InvitationState] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)
    agents: list[str] = field(default_factory=list)
    over: set[str] = field(default_factory=set)
    patience: float = 0.0

    def invite(self, token: str, person: int, state: InvitationState = "valid") -> None:
        """A link for somebody."""
        self.states[token], self.holders[token] = state, person

    def peek(self, token: str) -> InvitationState:
        """How it stands."""
        return self.states.get(token, "unknown")

    def redeem(self, token: str, user_agent: str, now: datetime, session: str | None) -> str:
        """Use it once; again for the same person only."""
        assert now == NOW
        time.sleep(self.patience)
        state = self.peek(token)
        if state in REFUSALS:
            raise REFUSALS[state]
        mine = f"session-of-{self.holders[token]}"
        if state == "spent" and session != mine:
            raise SpentInvitation
        self.states[token] = "spent"
        self.agents.append(user_agent)
        return mine

    def find(self, session: str) -> Visitor | None:
        """Whose session it is."""
        name = session.removeprefix("session-of-")
        person = name.partition("-")[0]
        known = person.isdigit() and session not in self.over
        return Visitor(int(person), int(person), session) if known else None

    def standing(self, sessions: Collection[str]) -> frozenset[str]:
        """All but those that ended."""
        return frozenset(sessions) - self.over


@dataclass
class FakeAttachments:
    """Files by id: whose they are, and what they are."""

    files: dict[str, tuple[int, Download]] = field(default_factory=dict)

    def open(self, attachment: str, person: int) -> Download:
        """For its own person only."""
        owner, found = self.files.get(attachment, (None, None))
        if found is None or owner != person:
            raise NotYours
        return found


@dataclass(frozen=True)
class FakeSettings:
    """The public address, and the proxies that are believed."""

    public_url: str = ""
    proxies: str = ""

    @property
    def base_url(self) -> str:
        """Like the real one's."""
        return self.public_url.rstrip("/") or "http://127.0.0.1:8080"


class FakeDesks:
    """Nobody here is a coordinator."""

    def is_desk(self, person: int) -> bool:
        """No."""
        return person < 0

    def page(self, person: int, words: str, number: int, locale: str) -> DeskPage:
        """None."""
        raise NotYours(f"{person} {words} {number} {locale}")

    def picture(self, person: int, locale: str, *, names: bool) -> tuple[str, bytes]:
        """None."""
        raise NotYours(f"{person} {locale} {names}")

    def table(self, person: int, locale: str) -> tuple[str, str, bytes]:
        """None."""
        raise NotYours(f"{person} {locale}")


@dataclass
class FakeHouse:
    """All of it, with handles for the test."""

    public_url: str = ""
    proxies: str = ""
    conversations: FakeConversations = field(default_factory=FakeConversations)
    people: FakePeople = field(default_factory=FakePeople)
    attachments: FakeAttachments = field(default_factory=FakeAttachments)
    overviews: FakeOverviews = field(default_factory=FakeOverviews)
    audit: FakeAudit = field(default_factory=FakeAudit)

    def __post_init__(self) -> None:
        self.devices = FakeDevices(self.people.over)
        self.conversations.over = self.people.over
        self.uploads = FakeUploads(self.conversations.receive)
        self.pieces = FakePieces(self.uploads)

    @property
    def services(self) -> Services:
        """What the web chat gets."""
        return Services(
            self.conversations,
            self.people,
            self.attachments,
            self.devices,
            self.uploads,
            self.pieces,
            self.overviews,
            FakeDesks(),
            self.audit,
            FakeSettings(self.public_url, self.proxies),
            clock=lambda: NOW,
        )

    def give_upload_link(self, token: str, person: int, hours: float = 24) -> None:
        """An upload link of somebody."""
        until = NOW + timedelta(hours=hours)
        self.uploads.links[token] = Sender(person, "a1", f"hash-of-{token}", NOW - timedelta(hours=1), until)

    def give_file(self, folder: Path, person: int) -> str:
        """A document of somebody; returns its id."""
        path = folder / "document"
        path.write_bytes(b"PK words")
        self.attachments.files["f1"] = (person, Download(path, "清河县羊绒申报表（草稿）.docx", "application/test"))
        return "f1"
