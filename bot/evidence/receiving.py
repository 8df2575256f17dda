"""Files that people send, over the real house: kept as 待归类 (unsorted) first, and told to the conversation.

First the bytes, then the row under a key, then the event under the same: a kill in between leaves nothing that a
repetition would not finish, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from bot.entering.roles import COORDINATORS
from bot.entering.visitor import Visitor
from bot.evidence.guarding import scan
from bot.evidence.incoming import Incoming, Kept, Refusal, Sender, UploadRefused, check, clean_name, media_type_of
from bot.evidence.looking import Looked, look
from bot.evidence.space import arrive, free_of
from bot.printing.documents import Documents
from bot.records import Records
from bot.turns.conversations import Conversations
from dialogs.gathering.labels import labels_of
from dialogs.record import codec
from dialogs.record.application import RECORDED
from dialogs.record.proofs import UNSORTED, Proof
from dialogs.saying.proof_replies import Picture
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Sent
from storage import applications, attachments, conversations, people, quotas, upload_links, web_sessions
from storage.attachments import Arriving, Attachment, Stored
from storage.database import Session
from storage.errors import NotYours
from storage.invitations import hash_of

_LINK_HOURS = 48
_CONSOLE = "console"
_MEGA = 1024 * 1024


class Receiving(Records, Protocol):
    """What it takes to keep files and tell the conversations."""

    @property
    def documents(self) -> Documents:
        """Whoever knows the folder of files."""

    @property
    def conversations(self) -> Conversations:
        """Those that are told."""


def upload_link(house: Receiving, person: int, application: str | None) -> str:
    """A new address at which a person can send large files for an application, from any browser, for two days."""
    now = house.settings.clock()
    with house.database.write() as session:
        token = upload_links.make(session, person, application, now, now + timedelta(hours=_LINK_HOURS))
        people.audit(session, now, "upload link made", "web", person_id=person, detail={})
    return f"{house.settings.base_url}/u/{token}"


@dataclass(frozen=True)
class Uploads:
    """Takes files in."""

    house: Receiving
    free: Callable[[Path], int] = free_of

    @property
    def largest(self) -> int:
        """How many bytes one file may have."""
        return self.house.settings.upload_mb * _MEGA

    def begin(self, size: int | None = None) -> Arriving:
        """Make room for a file, of at most ``size`` bytes where that is known; ``UploadRefused`` without room."""
        most = self.largest if size is None else min(size, self.largest)
        return arrive(self.house.documents.folder, most, self.free)

    def check_quota(self, session: Session, person: int, application: str | None, size: int) -> None:
        """``UploadRefused`` where so many bytes more are too many of one person, for one application, or of all."""
        sent, settings = quotas.sent(session, person, application), self.house.settings
        limits: tuple[tuple[Refusal, int, int], ...] = (
            ("person", sent.person, settings.person_mb),
            ("application", sent.application, settings.application_mb),
            ("all", sent.all, settings.files_mb),
        )
        for why, so_far, megabytes in limits:
            if so_far + size > megabytes * _MEGA:
                raise UploadRefused(why, megabytes * _MEGA)

    def take(self, visitor: Visitor, upload: str, file: Incoming) -> Kept:
        """Keep a file for the application open at an address, and tell the conversation; once under an upload's id."""
        with self.house.database.read() as session:
            if not web_sessions.standing(session, [visitor.session], self.house.settings.clock()):
                raise NotYours(visitor.session)  # it ended while the bytes came
        return self.take_at(visitor.address, visitor.person, upload, file)

    def take_at(self, address: int, person: int, upload: str, file: Incoming) -> Kept:
        """Keep a file that a person sent at an address, for the application open there, and tell the conversation."""
        with self.house.database.read() as session:
            application = application_at(session, address)
        kept = self.keep(file, person, application, f"{address}/{upload}")
        self.house.conversations.receive(address, f"upload:{upload}", event_of(kept))
        return kept

    def retell(self, visitor: Visitor, upload: str) -> None:
        """Tell the conversation of a file that is kept, if a kill came before that."""
        with self.house.database.read() as session:
            kept = known_file(session, key_of(visitor.person, f"{visitor.address}/{upload}"), visitor.person)
        if kept is not None:
            kept = replace(kept, legible=self._legible(kept))
            self.house.conversations.receive(visitor.address, f"upload:{upload}", event_of(kept))

    def take_by_link(self, sender: Sender, file: Incoming, upload: str = "") -> Kept:
        """Keep a file that came by a link, and tell the conversations.

        Once under an upload's id; without one the same bytes under the same name once.
        """
        with self.house.database.read() as session:
            if not upload_links.holds(session, sender.link, self.house.settings.clock()):
                raise NotYours(sender.link)  # it ended while the bytes came
        seed = f"{sender.link}/{upload or f'{file.arriving.sha256}/{file.name}'}"
        kept = self.keep(file, sender.person, sender.application, seed)
        self.received(sender.person, kept)
        return kept

    def retell_by_link(self, sender: Sender, upload: str) -> None:
        """Tell the conversations of a file that is kept, if a kill came before that."""
        with self.house.database.read() as session:
            kept = known_file(session, key_of(sender.person, f"{sender.link}/{upload}"), sender.person)
        if kept is not None:
            self.received(sender.person, replace(kept, legible=self._legible(kept)))

    def keep(self, file: Incoming, person: int, application: str | None, seed: str) -> Kept:
        """Keep a file that arrived whole; the same ``seed`` is the same file. ``UploadRefused`` if it is not taken."""
        check(file)
        key = key_of(person, seed)
        with self.house.database.read() as session:
            known = known_file(session, key, person)
            if known is None:
                self.check_quota(session, person, application, file.arriving.size)
        if known is not None:
            return replace(known, legible=self._legible(known))
        scanned = scan(file, self.house.settings.clamd)
        looked = replace(look(file, labels_of(self.house.documents.form)), scanned=scanned)
        if scanned == "unscanned":
            looked = replace(looked, hint=f"{looked.hint} {scanned}".strip())
        return self._register(file.arriving.finish(), file, person, application, key, looked)

    def _register(
        self,
        stored: Stored,
        file: Incoming,
        person: int,
        application: str | None,
        key: str,
        looked: Looked,
    ) -> Kept:
        now = self.house.settings.clock()
        small = attachments.store(looked.thumbnail, self.house.documents.folder) if looked.thumbnail else None
        with self.house.database.write() as session:
            quotas.hold(session)
            if (known := known_file(session, key, person)) is not None:
                return known
            self.check_quota(session, person, application, stored.size)
            row = attachments.add(
                session,
                stored,
                now,
                person_id=person,
                application_id=application,
                name=clean_name(file.name),
                media_type=media_type_of(file.head, file.name),
                kind="upload",
                state="unsorted",
                key=key,
            )
            detail = {"size": row.size, "type": row.media_type, "scan": looked.scanned}
            if application is not None:
                proof = Proof(
                    row.id,
                    UNSORTED,
                    row.name,
                    by=_signed(people.person(session, person)),
                    at=now.isoformat(),
                    listed=looked.listed,
                    pages=looked.pages,
                )
                applications.receive(session, application, proof, now)
            people.audit(session, now, "uploaded", row.id, person_id=person, detail=detail)
            seen = self._thumbnail(session, row, small) if small is not None else None
            kept = replace(_kept(row), hint=looked.hint, picture=seen, listed=looked.listed)
            return replace(kept, resembles=looked.resembles, legible=self._legible(row))

    def _legible(self, file: Attachment | Kept) -> bool:
        """Whether the words on a file can be read here: reading is on, and it is a photo or a scan."""
        pictured = file.media_type.startswith("image/") or file.media_type == "application/pdf"
        return self.house.settings.ocr and pictured

    def _thumbnail(self, session: Session, row: Attachment, small: Stored) -> Picture:
        """The small picture of a photo, for those who may have the photo."""
        added = attachments.add(
            session,
            small,
            row.at,
            person_id=row.person_id,
            application_id=row.application_id,
            name=f"{row.name}.jpg",
            media_type="image/jpeg",
            kind="document",
            state="thumbnail",
            key=f"{row.id}-small",
        )
        return Picture(added.id, row.name, 1, added.size)

    def received(self, person: int, kept: Kept) -> None:
        """Tell every conversation of a person that a file came; each once."""
        with self.house.database.read() as session:
            addresses = people.addresses_of(session, person)
        for each in addresses:
            if each.state == "open" and each.channel != _CONSOLE:
                self.house.conversations.receive(each.id, f"upload:{kept.attachment}", event_of(kept))

    def find(self, token: str) -> Sender | None:
        """Whose upload link this is, expired or not; None where there is none."""
        with self.house.database.read() as session:
            found = upload_links.find(session, token)
        if found is None:
            return None
        return Sender(found.person_id, found.application_id, found.token_hash, found.created_at, found.expires_at)

    def sent(self, sender: Sender) -> tuple[Kept, ...]:
        """What the person sent for this application since the link was made."""
        with self.house.database.read() as session:
            found = attachments.uploaded(session, sender.person, sender.application, sender.since)
        return tuple(_kept(each) for each in found)


def _signed(person: people.Person) -> str:
    """Who sends a file; a coordinator sends it for a county, which confirms it later."""
    return person.name + (RECORDED if person.role in COORDINATORS else "")


def key_of(person: int, seed: str) -> str:
    """The id of a file that a person sends: of the same ``seed`` it is the same."""
    return hash_of(f"{person}/{seed}")[:32]


def known_file(session: Session, key: str, person: int) -> Kept | None:
    """The file of this key, where it came before."""
    try:
        return _kept(attachments.find(session, key, person))
    except NotYours:
        return None


def event_of(kept: Kept, caption: str = "") -> Sent:
    """A file that is kept, as the conversation hears of it."""
    return Sent(
        kept.name,
        kept.size,
        kept.attachment,
        caption,
        kept.application,
        kept.media_type,
        kept.picture,
        kept.hint,
        kept.listed,
        kept.resembles,
        kept.legible,
    )


def _kept(row: Attachment) -> Kept:
    return Kept(row.id, row.name, row.size, row.media_type, row.application_id or "")


def application_at(session: Session, address: int) -> str | None:
    """The application that is open at an address."""
    state = conversations.load(session, address).state
    if state is None:
        return None
    conversation: Conversation = codec.loads(state)
    return conversation.application
