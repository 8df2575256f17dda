"""A list of people that a coordinator sent as a sheet: read by a child with limits, handed to the desk."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.work.orders import Orders
from dialogs.record import codec
from dialogs.state.errands import ReadPeople
from dialogs.turn.messages import Happened
from renderers.proofs import NotOpened, opened
from storage import attachments, exports
from storage.database import Database
from storage.errors import NotYours

PREFIX = "people-"
_SECONDS = 60.0
_ROWS, _COLUMNS, _LONGEST = 2_000, 16, 60


@dataclass(frozen=True)
class PeopleLists:
    """Reads such sheets from ``folder``."""

    database: Database
    folder: Path
    orders: Orders

    def work(self, order: str) -> None:
        """Read the sheet of an order, and say what is in it."""
        self.orders.answer(order, "list", self._read)

    def _read(self, ordered: exports.Export) -> Happened:
        errand: ReadPeople = codec.loads(ordered.body)
        rows = self._rows(errand, ordered.person_id)
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
