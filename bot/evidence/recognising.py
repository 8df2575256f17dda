"""Words on photos and scans, read beside the chat by a child (``renderers.recognition``) and told to whoever sent them.

An order is kept before it is worked on, and settled in the transaction that tells what came of it: after a crash it is
read again. Where reading is off or not installed, whoever asked for it hears so. The scan of the sealed paper is held
against what the answers were when it was sealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from bot.printing.documents import Documents
from bot.printing.paging import texts_of
from bot.work.orders import Orders
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.record.proofs import SCAN, Recognised
from dialogs.record.scans import Was, compare, former_words
from dialogs.turn import sealing
from dialogs.turn.messages import Happened, Recognise
from renderers.places import place
from renderers.programs import LetGo
from renderers.proofs import NotOpened
from renderers.recognition import Page, available, recognise
from renderers.word import places_of
from storage import applications, attachments, exports, pasts
from storage.database import Database, Session
from storage.errors import NotYours

_MOST = 2
"""Pages of a proof that are read: what it is stands at its head."""
_MOST_OF_SCAN = 80
_MOST_WORDS = 8_000
"""Characters that are told of a file."""
_GENERATIONS = 3
"""Earlier values of a question that a scan is looked through for."""
log = structlog.get_logger()


@dataclass(frozen=True)
class Recognising:
    """The photos and scans of one house that are read."""

    form: Form
    database: Database
    documents: Documents
    orders: Orders

    def work(self, order: str) -> None:
        """Read what was ordered, and tell what stands on it."""
        self.orders.answer(order, "letters", self._answered)

    def _answered(self, ordered: exports.Export) -> Happened:
        asked: Recognise = codec.loads(ordered.body)
        try:
            found = self._read(ordered.person_id, asked)
        except LetGo:
            raise
        except NotYours:
            found = {"problem": "kind"}
        except NotOpened as trouble:
            log.warning("photo not read", reason=str(trouble))
            found = {"problem": "failed"}
        except Exception:
            log.exception("photo not read", order=ordered.id)
            found = {"problem": "failed"}
        return Happened("read", {"file": asked.file, "name": asked.name, "about": asked.about, **found})

    def _read(self, person: int, asked: Recognise) -> dict[str, str]:
        if not available():
            return {"problem": "missing"}
        with self.database.read() as session:
            row = attachments.find(session, asked.file, person)
            application = applications.load(session, row.application_id or "")
        turned = next((each.turned for each in application.proofs if each.file == asked.file), 0)
        most = _MOST_OF_SCAN if asked.about == SCAN else _MOST
        path = attachments.path_of(row, self.documents.folder)
        pages = recognise(path, most=most, turned=turned, leash=self.documents.leash)
        said = self._compared(application, pages) if asked.about == SCAN else _words(pages)
        return {"application": application.id, **said}

    def _compared(self, application: Application, pages: tuple[Page, ...]) -> dict[str, str]:
        """What of a scan is not the sealed paper's."""
        act = next((each for each in reversed(application.acts) if each.kind == sealing.SEALED), None)
        with self.database.read() as session:
            sealed = application
            if act is not None:
                sealed = pasts.as_of(session, application, datetime.fromisoformat(act.at))
            before = tuple(self._before(session, sealed))
        found = compare([page.lines for page in pages], texts_of(self.documents, sealed), before)
        scan = Recognised(
            strange=found.strange, old=found.old, lies=next((page.lies for page in pages if page.lies), 0)
        )
        return {"scan": codec.dumps(scan), "pages": str(len(pages))}

    def _before(self, session: Session, sealed: Application) -> Iterator[Was]:
        """What the paper said earlier and says no longer, the last few times that each answer was changed."""
        now = places_of(self.form, sealed, draft=False)
        printed = {place(path): field.id for field in self.form.printed for path in field.paths}
        for former in _former(session, sealed):
            yield from former_words(now, places_of(self.form, former, draft=False), printed)


def _former(session: Session, sealed: Application) -> Iterator[Application]:
    """The application with the answers before the last change of each, with those before that, and so on."""
    earlier: dict[str, list[Any]] = {}
    for event in applications.events(session, sealed.id):
        values = earlier.setdefault(event.answer.slot, [])
        if event.answer.given and (not values or values[-1].value != event.answer.value):
            values.append(event.answer)
    standing = {
        slot: [each for each in values if each.value != _value(sealed, slot)] for slot, values in earlier.items()
    }
    for generation in range(1, _GENERATIONS + 1):
        then = [values[-generation] for values in standing.values() if len(values) >= generation]
        if then:
            yield replace(sealed, answers={**sealed.answers, **{each.slot: each for each in then}})


def _value(application: Application, slot: str) -> object:
    answer = application.answer(slot)
    return answer.value if answer is not None else None


def _words(pages: tuple[Page, ...]) -> dict[str, str]:
    lines = [line.replace("\n", " ") for page in pages for line in page.lines]
    return {"lines": "\n".join(lines)[:_MOST_WORDS], "lies": str(next((page.lies for page in pages[:1]), 0))}
