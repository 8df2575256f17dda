"""A list of people that a coordinator sent as a sheet: read by a child with limits, handed to the desk, once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from dialogs import codec
from dialogs.errands import ReadPeople
from dialogs.messages import Happened
from renderers.programs import LetGo
from renderers.proofs import NotOpened, opened
from storage import attachments, exports, inbox
from storage.database import Database
from storage.errors import NotYours

PREFIX = "people-"
_SECONDS = 60.0
_ROWS, _COLUMNS, _LONGEST = 2_000, 16, 60
log = structlog.get_logger()


@dataclass(frozen=True)
class PeopleLists:
    """Reads such sheets from ``folder``; ``tell`` lets an address hear what lies in its inbox."""

    database: Database
    folder: Path
    clock: Callable[[], datetime]
    tell: Callable[[int], None]

    def work(self, order: str) -> None:
        """Read the sheet of an order, and say what is in it."""
        with self.database.read() as session:
            ordered = exports.find(session, order)
        if ordered is None or ordered.state != "todo":
            return
        errand: ReadPeople = codec.loads(ordered.body)
        try:
            event = self._event(errand, ordered.person_id)
        except LetGo:
            log.info("list left for the next start", order=order)
            return
        with self.database.write() as session:
            if exports.settle(session, order, "ready", None):
                inbox.accept(session, ordered.address_id, f"list:{order}", codec.dumps(event), self.clock())
        self.tell(ordered.address_id)

    def _event(self, errand: ReadPeople, person: int) -> Happened:
        rows = self._rows(errand, person)
        if rows is None:
            return Happened("list unread", {"name": errand.name})
        return Happened("list read", {"name": errand.name, "rows": codec.dumps(rows)})

    def _rows(self, errand: ReadPeople, person: int) -> tuple[tuple[str, ...], ...] | None:
        """The cells; None where the file is no sheet."""
        with suppress(NotYours, NotOpened):
            with self.database.read() as session:
                path = attachments.path_of(attachments.find(session, errand.attachment, person), self.folder)
            read = opened("read", {"path": str(path), "name": errand.name}, seconds=_SECONDS)
            if not read["problem"]:
                return tuple(tuple(cell[:_LONGEST] for cell in row[:_COLUMNS]) for row in read["rows"][:_ROWS])
        return None
