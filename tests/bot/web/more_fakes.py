"""Stand-ins for what the web chat offers beside the conversation: devices, files, the overview, the audit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.entering.visitor import Device, OtherWays, Visitor
from bot.evidence.incoming import Incoming, Kept, Reached, Sender, UploadRefused, Whole, check
from bot.views.message import Look
from dialogs.turn.messages import Event, Sent
from storage.attachments import Arriving
from storage.ending import Ways
from storage.errors import NotYours

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OWNER = 7
PHONE = "Mozilla/5.0 (Linux; Android 13; Mobile) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0.44"
PC = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"


@dataclass
class FakeDevices:
    """Person 7 has a phone, on which the tests are, and an office PC; nobody else has any."""

    over: set[str]
    made: int = 0
    listed: list[Device] = field(
        default_factory=lambda: [
            Device("session-of-7-pc", PC, NOW - timedelta(days=3), NOW - timedelta(hours=2)),
            Device("session-of-7", PHONE, NOW - timedelta(days=9), NOW),
        ]
    )

    def of(self, person: int) -> tuple[Device, ...]:
        """Those that did not end."""
        return tuple(each for each in self.listed if person == OWNER and each.session not in self.over)

    def others(self, person: int) -> OtherWays:
        """A Telegram account, and somebody who helps."""
        return OtherWays(Ways(sessions=len(self.of(person)), telegram=1), ("园区",))

    def sign_out(self, visitor: Visitor, session: str, *, alone: bool = False) -> frozenset[str]:
        """End one."""
        ended = frozenset(each.session for each in self.of(visitor.person) if each.session == session)
        self.over.update(ended)
        return ended

    def sign_out_others(self, visitor: Visitor) -> int:
        """End all but one."""
        others = {each.session for each in self.of(visitor.person)} - {visitor.session}
        self.over.update(others)
        return len(others)

    def link(self, visitor: Visitor) -> str:
        """A path that is never the same."""
        self.made += 1
        return f"/i/device-{visitor.person}-{self.made}"


@dataclass
class FakeUploads:
    """Keeps files in a folder of its own. ``links`` are upload links by token; ``full`` means no more room."""

    receive: Callable[[int, str, Event], bool]
    largest: int = 1_000_000
    full: bool = False
    links: dict[str, Sender] = field(default_factory=dict)
    kept: dict[str, tuple[int, Kept]] = field(default_factory=dict)
    folder: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)

    def begin(self, size: int | None = None) -> Arriving:
        """Room for one more."""
        if self.full:
            raise UploadRefused("full")
        return Arriving(Path(self.folder.name))

    def take(self, visitor: Visitor, upload: str, file: Incoming) -> Kept:
        """Keep it once under its id, and say so in the conversation."""
        kept = self._keep(visitor.person, upload, file)
        self.receive(visitor.address, f"upload:{upload}", Sent(kept.name, kept.size, kept.attachment))
        return kept

    def take_by_link(self, sender: Sender, file: Incoming) -> Kept:
        """Keep it once under its name."""
        return self._keep(sender.person, file.name, file)

    def _keep(self, person: int, key: str, file: Incoming) -> Kept:
        check(file)
        stored = file.arriving.finish()
        return self.kept.setdefault(key, (person, Kept(stored.sha256, file.name, stored.size)))[1]

    def find(self, token: str) -> Sender | None:
        """Whose it is."""
        return self.links.get(token)

    def sent(self, sender: Sender) -> tuple[Kept, ...]:
        """All of the person's."""
        return tuple(kept for person, kept in self.kept.values() if person == sender.person)

    def files(self) -> list[str]:
        """What lies in the folder, half-received files included."""
        return sorted(path.name for path in Path(self.folder.name).iterdir())


@dataclass
class FakePieces:
    """Large files by their upload's id, until they are whole."""

    uploads: FakeUploads
    coming: dict[str, bytearray] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    def reached(self, owner: Visitor | Sender, upload: str, size: int) -> Reached:
        """How far it is."""
        if upload in self.uploads.kept:
            return Reached(size, kept=True)
        return Reached(len(self.coming.get(upload, b"")))

    def add(self, owner: Visitor | Sender, whole: Whole, offset: int, piece: bytes) -> Reached:
        """Put it behind the others."""
        self.asked.append(offset)
        if whole.size > self.uploads.largest:
            raise UploadRefused("large")
        there = self.coming.setdefault(whole.upload, bytearray())
        if offset == len(there):
            there += piece
        if len(there) < whole.size:
            return Reached(len(there))
        with Arriving(Path(self.uploads.folder.name)) as arriving:
            arriving.write(bytes(there))
            file = Incoming(arriving, whole.name, bytes(there[:100]))
            if isinstance(owner, Sender):
                self.uploads.take_by_link(owner, file)
            else:
                self.uploads.take(owner, whole.upload, file)
        return Reached(whole.size, kept=True)


@dataclass
class FakeOverviews:
    """One application, which is person 7's; its tag is its version and who is here.

    ``shown``, ``helps`` and ``looks`` take the place of the little that it holds by itself.
    """

    version: int = 1
    shown: dict[str, Any] = field(default_factory=dict)
    helps: dict[str, str] = field(default_factory=lambda: {"output": "2.1 集群总产值"})
    looks: dict[str, tuple[Look, ...]] = field(default_factory=dict)
    typed: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def overview(self, visitor: Visitor, here: Collection[int], known: str) -> tuple[str, Mapping[str, Any] | None]:
        """What the page gets, without questions."""
        if visitor.person != OWNER:
            raise NotYours
        tag = f"{self.version}-{sorted(here)}"
        colleague = {"name": "张三", "sections": [], "here": OWNER in here}
        found = {"title": "临西县轴承产业", "sections": [], "people": [colleague], **self.shown}
        return tag, None if tag == known else found

    def change(self, **shown: Any) -> None:
        """Show this from now on."""
        self.shown.update(shown)
        self.version += 1

    def card(self, visitor: Visitor, section: str, said: Mapping[str, str]) -> tuple[Look, ...] | None:
        """What the test says; what was typed is noted."""
        self.typed.append((section, dict(said)))
        return self.looks.get(section)

    def note_reading(self, visitor: Visitor) -> None:
        """Nobody wants to know."""

    def explain(self, address: int, field: str) -> str | None:
        """One question is known, unless the test says otherwise."""
        return self.helps.get(field)


@dataclass
class FakeAudit:
    """Remembers the lines."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    details: list[Mapping[str, object]] = field(default_factory=list)

    def note(self, action: str, subject: str, person: int | None = None, **detail: object) -> None:
        """Write it down."""
        self.lines.append((action, subject))
        self.details.append(detail)
