"""Files that come in pieces, from pages on slow lines: whatever comes between, they go on where they were.

A piece is taken if it follows what is there, and otherwise the answer says how far the file is. So nothing has to be
agreed upon: two tabs, a repeated piece and a restart all end with the same file, once.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.entering.visitor import Visitor
from bot.evidence.incoming import HEAD, Incoming, Reached, UploadRefused, Whole
from bot.evidence.receiving import Uploads, application_at, key_of, known_file
from bot.evidence.space import begin
from storage import web_sessions
from storage.coming import Coming, Misplaced, promised_to
from storage.errors import NotYours


@dataclass(frozen=True)
class Pieces:
    """Takes pieces in, and hands files that are whole to ``uploads``."""

    uploads: Uploads

    def reached(self, visitor: Visitor, upload: str, size: int) -> Reached:
        """How far a file is; nothing is begun by asking."""
        key = _key(visitor, upload)
        with self.uploads.house.database.read() as session:
            if known_file(session, key, visitor.person) is not None:
                return Reached(size, kept=True)
        return Reached(self._coming(visitor, upload, size).offset)

    def add(self, visitor: Visitor, whole: Whole, offset: int, piece: bytes) -> Reached:
        """Put a piece behind what is there; see ``bot.channels.ports.Pieces``."""
        self._admit(visitor)
        coming = self._coming(visitor, whole.upload, whole.size)
        if self._known(visitor, whole):
            return Reached(whole.size, kept=True)
        if not coming.begun:
            self._begin(visitor, coming)
            if self._known(visitor, whole):  # it was kept between the two lines above
                coming.discard()
                return Reached(whole.size, kept=True)
        try:
            reached = coming.append(offset, piece)
        except Misplaced as misplaced:
            return Reached(misplaced.offset)
        return Reached(reached, kept=reached == whole.size and self._taken(visitor, whole, coming))

    def _known(self, visitor: Visitor, whole: Whole) -> bool:
        """Whether the file is kept; then the conversation hears of it, unless it has."""
        kept = self.reached(visitor, whole.upload, whole.size).kept
        if kept:
            self.uploads.retell(visitor, whole.upload)
        return kept

    def _admit(self, visitor: Visitor) -> None:
        house = self.uploads.house
        with house.database.read() as session:
            if not web_sessions.standing(session, [visitor.session], house.settings.clock()):
                raise NotYours(visitor.session)

    def _begin(self, visitor: Visitor, coming: Coming) -> None:
        """Promise a file its bytes: of the disk, and of what the person and the application may have."""
        uploads, folder = self.uploads, self.uploads.house.documents.folder
        if not 0 < coming.size <= uploads.largest:
            raise UploadRefused("large")
        with uploads.house.database.read() as session:
            application = application_at(session, int(visitor.address))
            uploads.check_quota(session, visitor.person, application, coming.size + promised_to(folder, visitor.person))
        begin(folder, coming, uploads.free)

    def _taken(self, visitor: Visitor, whole: Whole, coming: Coming) -> bool:
        """Have a file that is all there kept; False where somebody else is at that just now."""
        with coming.whole() as arriving:
            if arriving is None:
                return False
            with arriving.reading() as stream:
                head = stream.read(HEAD)
            try:
                self.uploads.take(visitor, whole.upload, Incoming(arriving, whole.name, head))
            except UploadRefused as refused:
                if refused.why != "unseen":  # that one may be looked at again as it is
                    coming.discard()
                raise
            coming.discard()
            return True

    def _coming(self, visitor: Visitor, upload: str, size: int) -> Coming:
        return Coming(self.uploads.house.documents.folder, visitor.person, _key(visitor, upload), size)


def _key(visitor: Visitor, upload: str) -> str:
    return key_of(visitor.person, f"{int(visitor.address)}/{upload}")
