"""Stand-ins for the house behind the web chat: two people, a conversation in memory, one document.

``FakeConversations`` answers every event with an echo, so that a test sees what arrived.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.channel import Button, Message
from bot.channels.web.services import Download, InvitationState, Services, Visitor
from dialogs.messages import Event, Happened, Said
from storage.errors import Busy, ExpiredInvitation, NotYours, RevokedInvitation, SpentInvitation, UnknownInvitation

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
YES_NO = (Button("① 是", "1:1:smes"), Button("② 否", "1:2:"))
REFUSALS = {"expired": ExpiredInvitation, "revoked": RevokedInvitation, "unknown": UnknownInvitation}


@dataclass
class FakeConversations:
    """Keeps events by address; ``busy`` makes the storage refuse."""

    said: dict[str, list[Message]] = field(default_factory=dict)
    received: list[tuple[str, str, Event]] = field(default_factory=list)
    english: set[str] = field(default_factory=set)
    busy: bool = False

    def receive(self, address: str, external_id: str, event: Event) -> bool:
        """Note the event and answer it, unless it came before."""
        if self.busy:
            raise Busy
        if any((address, external_id) == (known, key) for known, key, _ in self.received):
            return False
        self.received.append((address, external_id, event))
        if not isinstance(event, Happened):
            self.add(address, event.text if isinstance(event, Said) else str(event), mine=True)
        self.add(address, f"<b>{event}</b>", buttons=YES_NO, commands=("稍后", "返回", "?"))
        return True

    def add(self, address: str, text: str, **more: Any) -> None:
        """Put a message at the end of a conversation; ``more`` are further fields of ``Message``."""
        said = self.said.setdefault(address, [])
        said.append(Message(len(said) + 1, text, **more))

    def history(self, address: str, after: int, limit: int = 200, before: int | None = None) -> tuple[Message, ...]:
        """Like the real one."""
        said = self.said.get(address, [])
        if after:
            return tuple(message for message in said if message.sequence > after)[:limit]
        return tuple(message for message in said if before is None or message.sequence < before)[-limit:]

    def locale(self, address: str) -> str:
        """Chinese unless the test says otherwise."""
        return "en" if address in self.english else "zh"


@dataclass
class FakePeople:
    """Invitations by token: their state and whom they let in. A session is called after its person."""

    states: dict[str, InvitationState] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)
    agents: list[str] = field(default_factory=list)

    def invite(self, token: str, person: int, state: InvitationState = "valid") -> None:
        """A link for somebody."""
        self.states[token], self.holders[token] = state, person

    def peek(self, token: str) -> InvitationState:
        """How it stands."""
        return self.states.get(token, "unknown")

    def redeem(self, token: str, user_agent: str, now: datetime, session: str | None) -> str:
        """Use it once; again for the same person only."""
        assert now == NOW
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
        return Visitor(int(name), f"address-{name}") if name.isdigit() else None


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
    """The public address."""

    public_url: str = ""


@dataclass
class FakeHouse:
    """All of it, with handles for the test."""

    public_url: str = ""
    conversations: FakeConversations = field(default_factory=FakeConversations)
    people: FakePeople = field(default_factory=FakePeople)
    attachments: FakeAttachments = field(default_factory=FakeAttachments)

    @property
    def services(self) -> Services:
        """What the web chat gets."""
        return Services(
            self.conversations, self.people, self.attachments, FakeSettings(self.public_url), clock=lambda: NOW
        )

    def give_file(self, folder: Path, person: int) -> str:
        """A document of somebody; returns its id."""
        path = folder / "document"
        path.write_bytes(b"PK words")
        self.attachments.files["f1"] = (person, Download(path, "清河县羊绒申报表（草稿）.docx", "application/test"))
        return "f1"
