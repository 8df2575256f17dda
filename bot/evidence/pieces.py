"""Files that come in pieces, from pages on slow lines: whatever comes between, they go on where they were.

A piece is taken if it follows what is there, and otherwise the answer says how far the file is. So nothing has to be
agreed upon: two tabs, a repeated piece and a restart all end with the same file, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.entering.visitor import Visitor
from bot.evidence.incoming import HEAD, Incoming, Reached, Sender, UploadRefused, Whole
from bot.evidence.receiving import Uploads, application_at, key_of, known_file
from bot.evidence.space import begin
from storage import upload_links, web_sessions
from storage.coming import Coming, Misplaced, promised_to
from storage.database import Session
from storage.errors import NotYours

Owner = Visitor | Sender
"""Whose file it is: of somebody signed in on the page, or of whoever has an upload link."""


class _Way(Protocol):
    """How the files of one owner come: under which key, for which application, and who hears of them."""

    @property
    def person(self) -> int:
        """Whose they are."""

    def key(self, upload: str) -> str:
        """The id under which an upload is kept."""

    def application(self, session: Session) -> str | None:
        """What they are for."""

    def admit(self, session: Session) -> None:
        """``NotYours`` where the way in has ended."""

    def take(self, upload: str, file: Incoming) -> None:
        """Have a whole file kept, and told."""

    def retell(self, upload: str) -> None:
        """Tell of a file that is kept, if a kill came before that."""


@dataclass(frozen=True)
class Pieces:
    """Takes pieces in, and hands files that are whole to ``uploads``."""

    uploads: Uploads

    def reached(self, owner: Owner, upload: str, size: int) -> Reached:
        """How far a file is; nothing is begun by asking."""
        return self._reached(self._way(owner), upload, size)

    def add(self, owner: Owner, whole: Whole, offset: int, piece: bytes) -> Reached:
        """Put a piece behind what is there; see ``bot.channels.ports.Pieces``."""
        way = self._way(owner)
        with self.uploads.house.database.read() as session:
            way.admit(session)
        coming = self._coming(way, whole.upload, whole.size)
        if self._known(way, whole):
            return Reached(whole.size, kept=True)
        if not coming.begun:
            self._begin(way, coming)
            if self._known(way, whole):  # it was kept between the two lines above
                coming.discard()
                return Reached(whole.size, kept=True)
        try:
            reached = coming.append(offset, piece)
        except Misplaced as misplaced:
            return Reached(misplaced.offset)
        return Reached(reached, kept=reached == whole.size and self._taken(way, whole, coming))

    def _way(self, owner: Owner) -> _Way:
        return _OfPage(self.uploads, owner) if isinstance(owner, Visitor) else _OfLink(self.uploads, owner)

    def _reached(self, way: _Way, upload: str, size: int) -> Reached:
        with self.uploads.house.database.read() as session:
            if known_file(session, way.key(upload), way.person) is not None:
                return Reached(size, kept=True)
        return Reached(self._coming(way, upload, size).offset)

    def _known(self, way: _Way, whole: Whole) -> bool:
        """Whether the file is kept; then the conversation hears of it, unless it has."""
        kept = self._reached(way, whole.upload, whole.size).kept
        if kept:
            way.retell(whole.upload)
        return kept

    def _begin(self, way: _Way, coming: Coming) -> None:
        """Promise a file its bytes: of the disk, and of what the person and the application may have."""
        uploads, folder = self.uploads, self.uploads.house.documents.folder
        if not 0 < coming.size <= uploads.largest:
            raise UploadRefused("large")
        with uploads.house.database.read() as session:
            promised = coming.size + promised_to(folder, way.person)
            uploads.check_quota(session, way.person, way.application(session), promised)
        begin(folder, coming, uploads.free)

    def _taken(self, way: _Way, whole: Whole, coming: Coming) -> bool:
        """Have a file that is all there kept; False where somebody else is at that just now."""
        with coming.whole() as arriving:
            if arriving is None:
                return False
            with arriving.reading() as stream:
                head = stream.read(HEAD)
            try:
                way.take(whole.upload, Incoming(arriving, whole.name, head))
            except UploadRefused as refused:
                if refused.why != "unseen":  # that one may be looked at again as it is
                    coming.discard()
                raise
            coming.discard()
            return True

    def _coming(self, way: _Way, upload: str, size: int) -> Coming:
        return Coming(self.uploads.house.documents.folder, way.person, way.key(upload), size)


@dataclass(frozen=True)
class _OfPage:
    uploads: Uploads
    visitor: Visitor

    @property
    def person(self) -> int:
        return self.visitor.person

    def key(self, upload: str) -> str:
        return key_of(self.person, f"{self.visitor.address}/{upload}")

    def application(self, session: Session) -> str | None:
        return application_at(session, self.visitor.address)

    def admit(self, session: Session) -> None:
        if not web_sessions.standing(session, [self.visitor.session], self.uploads.house.settings.clock()):
            raise NotYours(self.visitor.session)

    def take(self, upload: str, file: Incoming) -> None:
        self.uploads.take(self.visitor, upload, file)

    def retell(self, upload: str) -> None:
        self.uploads.retell(self.visitor, upload)


@dataclass(frozen=True)
class _OfLink:
    uploads: Uploads
    sender: Sender

    @property
    def person(self) -> int:
        return self.sender.person

    def key(self, upload: str) -> str:
        return key_of(self.person, f"{self.sender.link}/{upload}")

    def application(self, session: Session) -> str | None:
        del session
        return self.sender.application

    def admit(self, session: Session) -> None:
        if not upload_links.holds(session, self.sender.link, self.uploads.house.settings.clock()):
            raise NotYours(self.sender.link)

    def take(self, upload: str, file: Incoming) -> None:
        self.uploads.take_by_link(self.sender, file, upload)

    def retell(self, upload: str) -> None:
        self.uploads.retell_by_link(self.sender, upload)
