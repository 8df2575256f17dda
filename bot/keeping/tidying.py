"""What a house lets go of by itself, every hour: documents that can be made again, leftovers, old lines of the audit.

Kept are final forms, the latest of each kind of an application, as many before it as is set, whatever is on its way to
somebody, and everything that people sent. A document that went is made again when it is asked for.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.printing.documents import OFFICE_KINDS
from bot.printing.preparing import SHELF, forget
from bot.printing.rendering import Filed
from bot.settings import Settings
from dialogs.record import codec
from renderers.programs import discard_left
from storage import pruning
from storage.attachments import discard_unfinished
from storage.coming import discard_abandoned
from storage.database import Database
from storage.documents import Document

STALE_SECONDS = 600.0
"""How long an unfinished file may be without a new piece: files stop being waited for long before."""
ABANDONED_SECONDS = 3 * 86_400.0
"""How long a file that comes in pieces is waited for: a page may be closed on Friday and opened on Monday."""
_GRACE = timedelta(hours=1)
_EVERY_SECONDS = 3600.0
_PATIENCE = 10.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tidied:
    """How much went: documents, files, unfinished files, lines of the audit."""

    documents: int
    files: int
    unfinished: int
    audit: int


def tidy(settings: Settings, database: Database, folder: Path) -> Tidied:
    """Let go of what is not needed; done again, or by several at once, it does nothing more."""
    now = settings.clock()
    unfinished = discard_unfinished(folder, STALE_SECONDS) + discard_abandoned(folder, ABANDONED_SECONDS)
    discard_left()
    forget(folder.with_name(SHELF), settings.draft_days * 86_400)
    with database.read() as session:
        made = pruning.ready(session)
    documents = sum(_prune(database, document) for document in superfluous(made, settings, now))
    with database.read() as session:
        needed = pruning.needed(session)
    files = pruning.sweep(folder, needed)
    with database.write() as session:
        audit = pruning.prune_audit(session, now - timedelta(days=settings.audit_days))
    return Tidied(documents, files, unfinished, audit)


def superfluous(made: tuple[Document, ...], settings: Settings, now: datetime) -> Iterator[Document]:
    """Of documents that are made, the newest first, those that are past their age or their number."""
    oldest, youngest = now - timedelta(days=settings.draft_days), now - _GRACE
    seen: Counter[tuple[str, str]] = Counter()
    for document in made:
        if _final(document):
            continue
        number = seen[document.application_id, document.kind]
        seen[document.application_id, document.kind] += 1
        too_many = number >= settings.drafts and document.at <= youngest
        if number and (document.at < oldest or too_many):
            yield document


def _final(document: Document) -> bool:
    """Whether this is a form as it was handed in, which perhaps cannot be made again once an answer changed."""
    return document.kind not in OFFICE_KINDS and not any(each.draft for each in _filed(document))


def _filed(document: Document) -> tuple[Filed, ...]:
    files: tuple[Filed, ...] = codec.loads(document.attachments)
    return files


def _prune(database: Database, document: Document) -> bool:
    with database.write() as session:
        return pruning.prune(session, document.key, [each.attachment for each in _filed(document)])


class Housekeeping:
    """Tidies at the start and then again and again, in a thread of its own, until it is stopped."""

    def __init__(self, work: Callable[[], Tidied], every: float = _EVERY_SECONDS) -> None:
        self._work = work
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after what is being done."""
        self._over.set()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                done = self._work()
                log.info("tidied", documents=done.documents, files=done.files, audit=done.audit)
            except Exception:
                log.exception("tidying failed, and is tried again")
            self._over.wait(self._every)
