"""Files that hold answers, read beside the chat: opened by a child and matched with the form.

Word files of other kinds (.doc, .wps, .odt, .rtf) go through LibreOffice first, where it is installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import structlog

from bot.printing.documents import Documents
from bot.work.orders import Orders
from dialogs.definition.form import Form
from dialogs.gathering import gather
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.turn.messages import Happened, Import
from renderers import pdf
from renderers.importing.blank import furniture
from renderers.importing.documents import document_of
from renderers.programs import LetGo, workplace
from renderers.proofs import NotOpened, opened
from storage import applications, attachments, exports
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
    """The files of one house that are read."""

    form: Form
    database: Database
    documents: Documents
    orders: Orders

    def work(self, order: str) -> None:
        """Read what was ordered, and tell what it says."""
        self.orders.answer(order, "import", self._read)

    def _read(self, ordered: exports.Export) -> Happened:
        asked: Import = codec.loads(ordered.body)
        try:
            found = self._gathered(ordered, asked)
        except LetGo:
            raise
        except Unread as unread:
            found = {"problem": str(unread)}
        except Exception:
            log.exception("file not read", order=ordered.id)
            found = {"problem": "failed"}
        return Happened("gathered", {"file": asked.file, "name": asked.name, **found})

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
