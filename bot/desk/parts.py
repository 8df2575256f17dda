"""The parts of a large export: one application after the other, shared among all processes, each made once.

A process makes a few, then lets others have their turn. Whatever it had begun when it was killed is made by another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import IO

import structlog

from bot.printing.binding import NothingToBind, bind
from bot.printing.documents import Documents
from bot.printing.packing import safe
from bot.printing.preparing import Office
from bot.work.jobs import Job
from dialogs.application import SCAN, Application
from renderers import pdf
from renderers.programs import LetGo
from renderers.proofs import NotOpened
from storage import applications, attachments, export_parts, exports, pasts
from storage.database import Database
from storage.errors import Lost
from storage.export_parts import File, Part

_AT_ONCE = 8
"""Parts that a process makes before others have their turn."""
_RUNNERS = 4
"""How many processes may work on one export at once."""
_TRIES = 5
log = structlog.get_logger()


def runners(export: str, whose: str, again: str = "") -> list[Job]:
    """The jobs that make the parts of an export; ``again`` tells later ones from those before."""
    return [Job(f"parts/{export}@{again}{number}", f"parts/{export}", "export", whose) for number in range(_RUNNERS)]


@dataclass(frozen=True)
class Parts:
    """Makes parts under the name of this process; ``submit`` hands jobs over."""

    database: Database
    documents: Documents
    holder: str
    submit: Callable[[Job], None]

    def work(self, export: str) -> None:
        """Make some of the parts that nobody makes; whoever makes the last one has it all put together."""
        for _ in range(_AT_ONCE):
            with self.database.write() as session:
                part = export_parts.take_next(session, export, self.holder)
            if part is None:
                break
            if not self._made(part):
                return
        self._go_on(export)

    def _go_on(self, export: str) -> None:
        with self.database.read() as session:
            ordered = exports.find(session, export)
            done, every = export_parts.counts(session, export)
            parts = export_parts.of_export(session, export)
        if ordered is None or ordered.state != "todo":
            return
        if done == every:
            self.submit(Job(f"export/{export}@{every}", f"export/{export}", "bulk"))
        elif any(each.state == "todo" and each.holder is None for each in parts):
            self.submit(
                Job(f"parts/{export}@{self.holder}.{done}", f"parts/{export}", "export", str(ordered.person_id))
            )

    def _made(self, part: Part) -> bool:
        """Make a part; False where this process stops, and the part is left to others."""
        try:
            files = self._files(part) if part.tries <= _TRIES else None
        except LetGo:
            with suppress(Lost), self.database.write() as session:
                export_parts.give_back(session, part.id, self.holder)
            return False
        except Exception:
            log.exception("part of an export failed", part=part.id)
            files = None
        with suppress(Lost), self.database.write() as session:
            export_parts.settle(session, part.id, self.holder, files)
        return True

    def _files(self, part: Part) -> list[File]:
        with self.database.read() as session:
            application = applications.load(session, part.application_id)
            if part.until:
                application = pasts.as_of(session, application, datetime.fromisoformat(part.until))
        return [*self._forms(application, part), *self._binder(application, part), *self._scans(application, part)]

    def _forms(self, application: Application, part: Part) -> Iterator[File]:
        """Word, and PDF where there is LibreOffice."""
        word = self.documents.make(application, "application", draft=False)
        yield self._kept(f"{part.stem}_申报表.docx", word)
        with suppress(pdf.LibreOfficeMissing, pdf.ConversionFailed):
            yield self._kept(f"{part.stem}_申报表.pdf", self._paged(word))

    def _binder(self, application: Application, part: Part) -> Iterator[File]:
        """The binder, where there is evidence."""
        office = Office(self.documents.seconds, self.documents.leash)
        with suppress(NothingToBind, NotOpened):
            made = bind(self.documents.form, application, self.documents.folder, office)
            try:
                with made.file.open("rb") as stream:
                    yield self._kept(f"{part.stem}_佐证册.pdf", stream)
            finally:
                made.file.unlink(missing_ok=True)

    def _scans(self, application: Application, part: Part) -> Iterator[File]:
        """The scans of the sealed paper, as they were sent."""
        numbers = count(1)
        for proof in application.proofs:
            if proof.item == SCAN:
                suffix = Path(safe(proof.name, 120)).suffix
                path = self.documents.folder / proof.sha256
                yield File(f"{part.stem}_盖章扫描件{next(numbers)}{suffix}", proof.sha256, path.stat().st_size)

    def _kept(self, name: str, content: bytes | IO[bytes]) -> File:
        stored = attachments.store(content, self.documents.folder)
        return File(name, stored.sha256, stored.size)

    def _paged(self, word: bytes) -> bytes:
        return pdf.convert(word, seconds=self.documents.seconds, leash=self.documents.leash)
