"""On which pages the questions of the sealed paper stand, counted beside the chat; and what stands on each page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import structlog
from pypdf import PdfReader

from bot.printing.documents import Documents
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.turn import paging, sealing
from dialogs.turn.messages import Happened
from renderers import pages, pdf, word
from renderers.programs import LetGo
from storage import applications, exports, inbox, pasts
from storage.database import Database

log = structlog.get_logger()


@dataclass(frozen=True)
class Paging:
    """The papers of one house whose pages are counted; ``tell`` lets an address hear what lies in its inbox."""

    database: Database
    documents: Documents
    clock: Callable[[], datetime]
    tell: Callable[[int], None]

    def work(self, order: str) -> None:
        """Count the pages of the paper that an order names, as it was sealed, and tell them."""
        with self.database.read() as session:
            ordered = exports.find(session, order)
            if ordered is None or ordered.state != "todo":
                return
            application = applications.load(session, ordered.body)
            act = next((each for each in reversed(application.acts) if each.kind == sealing.SEALED), None)
            if act is not None:
                application = pasts.as_of(session, application, datetime.fromisoformat(act.at))
        try:
            found = self._counted(application) if act is not None else None
        except LetGo:
            log.info("pages left for the next start", order=order)
            return
        except (pdf.LibreOfficeMissing, pdf.ConversionFailed) as error:
            log.warning("pages not counted", reason=str(error)[:200])
            found = None
        with self.database.write() as session:
            if exports.settle(session, order, "ready" if found else "failed", None) and found is not None:
                event = codec.dumps(Happened("paged", found))
                inbox.accept(session, ordered.address_id, f"paged:{order}", event, self.clock())
        self.tell(ordered.address_id)

    def _counted(self, application: Application) -> dict[str, str]:
        form = self.documents.form
        paged, summary = self.documents.for_seal(application)
        stands = pages.pages_of(form, paged)
        return {
            "application": application.id,
            "checksum": sealing.fingerprint(form, application),
            "pages": str(len(PdfReader(BytesIO(paged)).pages)),
            "summary": str(len(PdfReader(BytesIO(summary)).pages)),
            "of": paging.written({form.by_name[name].id: page for name, page in stands.items()}),
        }


def texts_of(documents: Documents, application: Application) -> tuple[str, ...]:
    """What stands on each page of 附件1 and 附件4; where nothing makes pages, what stands on each of the two papers."""
    try:
        papers = documents.for_seal(application)
    except (pdf.LibreOfficeMissing, pdf.ConversionFailed) as error:
        log.warning("pages are missing", reason=str(error)[:200])
        form = documents.form
        return tuple(
            "\n".join(word.places_of(form, application, draft=False, summary=summary).values())
            for summary in (False, True)
        )
    return tuple(page.extract_text() for paper in papers for page in PdfReader(BytesIO(paper)).pages)
