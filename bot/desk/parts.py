"""The parts of a large export: some applications after the others, shared among all processes, each made once.

A process makes some, then lets others have their turn. Whatever it had begun when it was killed is made by another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import IO

import structlog

from bot.printing.binding import NothingToBind, bind
from bot.printing.documents import Documents
from bot.printing.finals import Final, finals
from bot.printing.packing import safe
from bot.printing.preparing import Office
from bot.work.jobs import Job
from bot.work.persisting import persist
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.record.proofs import SCAN
from renderers.programs import LetGo
from renderers.proofs import NotOpened
from storage import applications, attachments, export_parts, exports, pasts, processes
from storage.database import Database
from storage.errors import Lost, Unavailable
from storage.export_parts import File, Part

_TURN = 32
"""Parts that a process makes before another export has its turn: some ten seconds."""
_FEWEST, _MOST = 4, 16
"""Parts of which LibreOffice makes the pages in one start. A start takes as long as four forms do; what is being made
when a process is killed is made once more."""
_RUNNERS = 4
"""How many processes may work on one export at once."""
_TRIES = 5
ENDS = {"word": "申报表.docx", "pdf": "申报表.pdf", "binder": "佐证册.pdf"}
"""What the names of the files of each kind end with, behind the last ``_``."""
log = structlog.get_logger()


def runners(export: str, whose: str, again: str = "") -> list[Job]:
    """The jobs that make the parts of an export; ``again`` tells later ones from those before."""
    return [Job(f"parts/{export}@{again}{number}", f"parts/{export}", "export", whose) for number in range(_RUNNERS)]


@dataclass(frozen=True)
class Parts:
    """Makes parts under the name of this process; ``submit`` hands jobs over, ``finish`` puts an export together."""

    database: Database
    documents: Documents
    holder: str
    submit: Callable[[Job], None]
    finish: Callable[[str], None]

    def work(self, export: str) -> None:
        """Make some of the parts that nobody makes; whoever makes the last one has it all put together."""
        with suppress(LetGo):
            persist(lambda: self._work(export), self.documents.leash)

    def _work(self, export: str) -> None:
        """A process works on one export at a time: what it holds already was left half done by a fault."""
        with self.database.write() as session:
            export_parts.give_back(session, export, self.holder)
        made = 0
        while parts := self._taken(export):
            self._make(parts)
            made += len(parts)
            if made >= _TURN and self._others_wait(export):
                break
        self._go_on(export)

    def _taken(self, export: str) -> tuple[Part, ...]:
        """The next parts: fewer towards the end, so that all processes come to it together."""
        with self.database.write() as session:
            fair = -(-export_parts.free(session, export) // max(1, len(processes.living(session))))
            return export_parts.take(session, export, self.holder, min(max(fair, _FEWEST), _MOST))

    def _others_wait(self, export: str) -> bool:
        with self.database.read() as session:
            return any(each.id != export for each in exports.waiting(session))

    def _go_on(self, export: str) -> None:
        with self.database.read() as session:
            ordered = exports.find(session, export)
            done, every = export_parts.counts(session, export)
            free = export_parts.free(session, export)
        if ordered is None or ordered.state != "todo":
            return
        if done == every:
            self.finish(export)
        elif free:
            self.submit(
                Job(f"parts/{export}@{self.holder}.{done}", f"parts/{export}", "export", str(ordered.person_id))
            )

    def _make(self, parts: Sequence[Part]) -> None:
        """Make parts; where this process stops, ``LetGo``, and what is not done is left to others."""
        try:
            only = self._only(parts[0].export_id)
            loaded = [self._loaded(part) for part in parts]
            there = [each for each in loaded if each is not None]
            made = iter(finals(self.documents, there, pages=only != "word"))
            for part, application in zip(parts, loaded, strict=True):
                files = None if application is None else self._files(part, application, next(made), only)
                with suppress(Lost), self.database.write() as session:
                    export_parts.settle(session, part.id, self.holder, files)
        except LetGo:
            with self.database.write() as session:
                export_parts.give_back(session, parts[0].export_id, self.holder)
            raise

    def _loaded(self, part: Part) -> Application | None:
        """The application as it was; None where it cannot be read, or was what ended its processes."""
        if part.tries > _TRIES:
            return None
        try:
            with self.database.read() as session:
                found = applications.load(session, part.application_id)
                return pasts.as_of(session, found, datetime.fromisoformat(part.until)) if part.until else found
        except Unavailable:
            raise
        except Exception:
            log.exception("part of an export failed", part=part.id)
            return None

    def _only(self, export: str) -> str:
        """Which files are wanted, if not all."""
        with self.database.read() as session:
            ordered = exports.find(session, export)
        only: str = codec.loads(ordered.body).only if ordered is not None else ""
        return only

    def _files(self, part: Part, application: Application, final: Final | None, only: str) -> list[File] | None:
        """What a part is made of; None where that could not be made."""
        if final is None:
            return None
        try:
            forms = [*self._forms(final, part, only)]
            return forms if only else [*forms, *self._binder(application, part), *self._scans(application, part)]
        except (LetGo, Unavailable):
            raise
        except Exception:
            log.exception("part of an export failed", part=part.id)
            return None

    def _forms(self, final: Final, part: Part, only: str) -> Iterator[File]:
        """Word, and PDF where there is LibreOffice."""
        if only != "pdf" or final.pages is None:
            yield self._kept(f"{part.stem}_{ENDS['word']}", final.word)
        if only != "word" and final.pages is not None:
            yield self._kept(f"{part.stem}_{ENDS['pdf']}", final.pages)

    def _binder(self, application: Application, part: Part) -> Iterator[File]:
        """The binder, where there is evidence."""
        office = Office(self.documents.seconds, self.documents.leash)
        with suppress(NothingToBind, NotOpened):
            made = bind(self.documents.form, application, self.documents.folder, office)
            try:
                with made.file.open("rb") as stream:
                    yield self._kept(f"{part.stem}_{ENDS['binder']}", stream)
            finally:
                made.file.unlink(missing_ok=True)

    def _scans(self, application: Application, part: Part) -> Iterator[File]:
        """The scans of the sealed paper, as they were sent."""
        numbers = count(1)
        for proof in application.proofs:
            if proof.item == SCAN:
                suffix = Path(safe(proof.name, 120)).suffix
                path = attachments.lying(self.documents.folder, proof.sha256)
                yield File(f"{part.stem}_盖章扫描件{next(numbers)}{suffix}", proof.sha256, path.stat().st_size)

    def _kept(self, name: str, content: bytes | IO[bytes]) -> File:
        stored = attachments.store(content, self.documents.folder)
        return File(name, stored.sha256, stored.size)
