"""What a job does: make a document that was asked for, once, and answer everybody who waits for it.

A request that is taken up becomes an ``Order`` for the document of a key. The truth stands in the application's own
tables: documents that are not ready, and the requests that wait for them. ``Rendering.work`` looks there for what is
left to do, so that it may be called late, again, or for nothing; the process that makes a document holds it meanwhile.
What it made and whom it answered is one transaction.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

import structlog

from bot.printing.documents import Paper, Printed
from bot.printing.preparing import Told, silent
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.record.codec import wire
from dialogs.saying.proof_replies import Picture
from dialogs.turn.messages import Happened, Render
from renderers import pages
from renderers.programs import LetGo
from storage import applications, attachments, documents, inbox, people, requests
from storage.attachments import Attachment, Stored
from storage.database import Database, Session
from storage.documents import Document
from storage.errors import Lost, Unavailable
from storage.requests import Asked

log = structlog.get_logger()

_ATTEMPTS = 5
_WONDERING, _AGAIN = 8.0, 20.0
"""Seconds after which it is said how far a long work is, and after which again."""
_TRIES = 30
"""After so many starts that a document did not survive, or let nobody survive, it is given up."""


@wire
@dataclass(frozen=True, slots=True)
class Order:
    """A request for a document, from the moment when it was known which: its key, and what was asked for."""

    document: str
    application: str
    asked: Render


@wire
@dataclass(frozen=True, slots=True)
class Filed:
    """A paper that is kept: its attachment, and what was known when it was printed."""

    attachment: str
    name: str
    size: int
    draft: bool
    page: int = 0
    fields: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)


Timed = Callable[[str, float], None]
"""Hears the kind of a document and the seconds that it took."""


def untimed(kind: str, seconds: float) -> None:
    """Where nobody wants to know."""


class Printer(Protocol):
    """Whoever prints an application (``bot.printing.documents.Documents``)."""

    def print(self, application: Application, kind: str, *, draft: bool, told: Told = silent) -> Printed:
        """The papers of this kind; ``told`` hears how far a long work is."""


@dataclass(frozen=True)
class Rendering:
    """Documents of one database; ``answered`` is told of every address that something is new for.

    ``holder`` is the name of this process; ``timed`` hears how long each document took.
    """

    database: Database
    printer: Printer
    folder: Path
    clock: Callable[[], datetime]
    answered: Callable[[int], None]
    holder: str
    timed: Timed = untimed
    _busy: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self, key: str) -> None:
        """Make the document of this key, if somebody waits for it, and answer them."""
        with self._lock:
            if key in self._busy:
                return
            self._busy.add(key)
        try:
            self._make(key)
        except LetGo:
            log.info("document left for the next start", document=key)
        except Lost:
            log.warning("document made by another process", document=key)
        finally:
            self._busy.discard(key)

    def _make(self, key: str) -> None:
        taken = self._taken(key)
        if taken is None:
            return
        document, asked = taken
        printed, stored = self._printed(document, asked)
        for address in self._until_recorded(document, printed, stored):
            self._tell(address)

    def _taken(self, key: str) -> tuple[Document, Render] | None:
        """A document that somebody waits for, and what was asked; none where nobody does, or another process makes it.

        What this process holds already was left half done by a fault.
        """
        with self.database.write() as session:
            orders = waiting(session, key)
            if not orders:
                return None
            if documents.hold(session, key).holder != self.holder and not documents.take(session, key, self.holder):
                return None
            return documents.hold(session, key), orders[0][1].asked

    def _printed(self, document: Document, asked: Render) -> tuple[Printed, list[Stored]]:
        """The papers, kept as files; our own fault leaves none, and is owned up to."""
        if document.tries > _TRIES:
            log.error("document given up", document=document.key)
            return Printed((), asked.draft, "failed"), []
        try:
            with self.database.read() as session:
                application = applications.load(session, document.application_id)
            told, began = Progress(partial(self._say_how_far, document.key)), time.monotonic()
            printed = self.printer.print(application, document.kind, draft=asked.draft, told=told)
            self.timed(document.kind.partition(":")[0], time.monotonic() - began)
            return printed, [_kept(paper, self.folder) for paper in printed.papers]
        except (LetGo, Unavailable):
            raise
        except Exception:
            log.exception("printing failed", document=document.key)
            return Printed((), asked.draft, "failed"), []

    def _until_recorded(self, document: Document, printed: Printed, stored: list[Stored]) -> list[int]:
        for attempt in range(_ATTEMPTS):
            try:
                with self.database.write() as session:
                    return self._record(session, document, printed, stored)
            except Unavailable:
                if attempt == _ATTEMPTS - 1:
                    raise
        return []

    def _record(self, session: Session, document: Document, printed: Printed, stored: list[Stored]) -> list[int]:
        """Say what became of the document to all who wait; returns their addresses.

        ``Lost`` where nobody does any more: another process, which took this one for dead, handed it over.
        """
        documents.hold(session, document.key)
        orders = waiting(session, document.key)
        if not orders:
            raise Lost(document.key)
        person = people.speaking(session, orders[0][0].address_id).person_id
        added = [self._add(session, document, *each, person) for each in zip(printed.papers, stored, strict=True)]
        files = tuple(
            Filed(row.id, paper.name, row.size, printed.draft, paper.page, paper.fields, dict(paper.figures))
            for row, paper in zip(added, printed.papers, strict=True)
        )
        state: Literal["ready", "failed"] = "failed" if printed.trouble else "ready"
        documents.settle(session, document.key, self.holder, state, codec.dumps(files), self.clock())
        for asked, order in orders:
            answer(session, asked, order.asked, files, printed.trouble, self.clock())
        return sorted({asked.address_id for asked, _ in orders})

    def _add(self, session: Session, document: Document, paper: Paper, kept: Stored, person: int) -> Attachment:
        return attachments.add(
            session,
            kept,
            self.clock(),
            person_id=person,
            application_id=document.application_id,
            name=paper.name,
            media_type=paper.media_type,
            kind="document",
            state="ready",
        )

    def _say_how_far(self, key: str, done: int, of: int) -> None:
        """Tell all who wait for a document how far it is."""
        event = codec.dumps(Happened("progress", {"done": str(done), "of": str(of)}))
        with self.database.write() as session:
            asked = [each for each, _ in waiting(session, key)]
            for each in asked:
                inbox.accept(session, each.address_id, f"request:{each.id}:at {done}", event, self.clock())
        for address in sorted({each.address_id for each in asked}):
            self._tell(address)

    def _tell(self, address: int) -> None:
        try:
            self.answered(address)
        except Exception:  # the answer is kept, and comes with the next message
            log.exception("answer not given yet", address=address)


class Progress:
    """Says how far a work is, when it takes so long that people wonder, and then now and then."""

    def __init__(self, say: Callable[[int, int], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._clock = clock
        self._next = clock() + _WONDERING

    def __call__(self, done: int, of: int) -> None:
        """So many of so many are done."""
        if self._clock() < self._next:
            return
        self._next = self._clock() + _AGAIN
        try:
            self._say(done, of)
        except Exception:  # the work goes on, and its end is told in any case
            log.exception("progress not told")


def _kept(paper: Paper, folder: Path) -> Stored:
    """Put a paper among the files; one that was written to a file of its own leaves it."""
    if paper.file is None:
        return attachments.store(paper.content, folder)
    try:
        with paper.file.open("rb") as stream:
            return attachments.store(stream, folder)
    finally:
        paper.file.unlink(missing_ok=True)


def waiting(session: Session, key: str) -> list[tuple[Asked, Order]]:
    """Who waits for a document, in the order of asking."""
    return [(asked, codec.loads(asked.payload)) for asked in requests.waiting_for(session, key)]


def answer(
    session: Session, asked: Asked, render: Render, files: tuple[Filed, ...], trouble: str, now: datetime
) -> None:
    """Settle a request for a document and say what came of it, in one transaction and once."""
    requests.settle(session, asked.id, "failed" if trouble else "done")
    for number, event in enumerate(events(render, files, trouble)):
        name = f"request:{asked.id}:{number}" if number else f"request:{asked.id}"
        inbox.accept(session, asked.address_id, name, codec.dumps(event), now)


def events(asked: Render, files: tuple[Filed, ...], trouble: str) -> tuple[Happened, ...]:
    """What to say of a document: each file by itself, pictures of pages together, and what is missing."""
    pictures = tuple(each for each in files if each.page)
    happened = [Happened("rendered", _handed_over(asked, each)) for each in files if not each.page]
    if pictures:
        happened.append(Happened("rendered", _shown(asked, pictures)))
    if trouble:
        happened.append(Happened("failed", {"why": trouble, "kind": asked.kind}))
    return tuple(happened)


def _handed_over(asked: Render, file: Filed) -> dict[str, str]:
    return {
        "attachment": file.attachment,
        "name": file.name,
        "kind": "application" if asked.kind == "pages" else asked.kind,
        "draft": "yes" if file.draft else "no",
        "size": str(file.size),
        **file.figures,
    }


def _shown(asked: Render, pictures: tuple[Filed, ...]) -> dict[str, str]:
    """The pages in the order in which to look at them; ``field`` is there if it stands on the first of them."""
    by_page = {each.page: each for each in pictures}
    found = next((each.page for each in pictures if asked.about in each.fields), None)
    shown = tuple(
        Picture(by_page[page].attachment, by_page[page].name, page, by_page[page].size)
        for page in pages.order(len(by_page), found)
    )
    about = {"field": asked.about} if found and asked.about else {}
    return {"kind": asked.kind, "pictures": codec.dumps(shown), **about}
