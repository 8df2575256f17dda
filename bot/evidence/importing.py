"""Files that hold answers, read beside the chat: opened by a child, matched with the form, told to whoever asked, once.

Read again after a crash, from the beginning: what was found goes into the inbox in the transaction that settles the
order. Word files of other kinds (.doc, .wps, .odt, .rtf) go through LibreOffice first, where it is installed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import structlog

from bot.printing.documents import Documents
from dialogs import codec
from dialogs.application import Application
from dialogs.form import Form
from dialogs.gathering import gather
from dialogs.messages import Happened, Import
from renderers import pdf
from renderers.importing.blank import furniture
from renderers.importing.documents import document_of
from renderers.programs import LetGo, workplace
from renderers.proofs import NotOpened, opened
from storage import applications, attachments, exports, inbox
from storage.database import Database, Session
from storage.errors import NotYours

_SECONDS = 60.0
_LARGEST = 64 << 20
_SUFFIXES = (".doc", ".wps", ".odt", ".rtf", ".dot")
log = structlog.get_logger()


class Unread(Exception):
    """The file was not read; the word says why: damaged, large, kind, html, encoding, office, failed."""


@dataclass(frozen=True)
class Importing:
    """The files of one house that are read; ``tell`` lets an address hear what lies in its inbox."""

    form: Form
    database: Database
    documents: Documents
    clock: Callable[[], datetime]
    tell: Callable[[int], None]

    def work(self, order: str) -> None:
        """Read what was ordered, and tell what it says."""
        with self.database.read() as session:
            ordered = exports.find(session, order)
        if ordered is None or ordered.state != "todo":
            return
        asked: Import = codec.loads(ordered.body)
        try:
            found = self._gathered(ordered, asked)
        except LetGo:
            log.info("file left for the next start", order=order)
            return
        except Unread as unread:
            found = {"problem": str(unread)}
        except Exception:
            log.exception("file not read", order=order)
            found = {"problem": "failed"}
        event = Happened("gathered", {"file": asked.file, "name": asked.name, **found})
        with self.database.write() as session:
            if exports.settle(session, order, "ready" if "gathered" in found else "failed", None):
                inbox.accept(session, ordered.address_id, f"import:{order}", codec.dumps(event), self.clock())
        self.tell(ordered.address_id)

    def _gathered(self, ordered: exports.Export, asked: Import) -> dict[str, str]:
        with self.database.read() as session:
            content, application = self._load(session, ordered.person_id, asked.file)
        document = document_of(self._opened(content, asked.name))
        names = (_answer(application, "cluster_name"), _answer(application, "county"))
        found = gather(self.form, document, furniture(self.form, self.documents.template), names)
        return {"gathered": codec.dumps(found), "application": application.id}

    def _load(self, session: Session, person: int, file: str) -> tuple[bytes, Application]:
        try:
            row = attachments.find(session, file, person)
            application = applications.load(session, row.application_id or "")
        except NotYours:
            raise Unread("kind") from None
        if row.size > _LARGEST:
            raise Unread("large")
        return attachments.path_of(row, self.documents.folder).read_bytes(), application

    def _opened(self, content: bytes, name: str) -> dict[str, Any]:
        found = self._by_child(content, name)
        if found["problem"] == "convert":
            found = self._by_child(self._as_word(content, name), "form.docx")
        if found["problem"]:
            raise Unread(found["problem"])
        return found

    def _by_child(self, content: bytes, name: str) -> dict[str, Any]:
        with workplace() as folder:
            path = folder / "file"
            path.write_bytes(content)
            try:
                return opened("gather", {"path": str(path), "name": name}, seconds=_SECONDS, leash=self.documents.leash)
            except NotOpened as trouble:
                log.warning("file not opened", reason=str(trouble))
                raise Unread("large" if trouble.too_much else "damaged") from None

    def _as_word(self, content: bytes, name: str) -> bytes:
        suffix = PurePosixPath(name.lower()).suffix
        try:
            kept = suffix if suffix in _SUFFIXES else ".doc"
            return pdf.to_word(content, kept, seconds=self.documents.seconds, leash=self.documents.leash)
        except pdf.LibreOfficeMissing:
            raise Unread("office") from None
        except pdf.ConversionFailed as failed:
            log.warning("file not converted", reason=str(failed))
            raise Unread("damaged") from None


def _answer(application: Application, slot: str) -> str:
    answer = application.answer(slot)
    return answer.value if answer is not None and isinstance(answer.value, str) else ""
