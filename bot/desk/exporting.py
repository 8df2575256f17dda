"""What coordinators take out: made beside the chat, handed over once.

Made again after a crash, from the beginning: the file under its bytes, the answer in the transaction that settles the
order. What it is made of stands in ``taking``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.desk.progress import refresh
from bot.desk.regions import region_of
from bot.desk.taking import Order, Pending, Taken, Taking
from bot.work.persisting import persist
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.turn.messages import Happened
from renderers.i18n import SOURCE, language
from renderers.programs import LetGo
from storage import attachments, conversations, exports, inbox, people
from storage.database import Database, Session
from storage.errors import Unavailable

_AT_MOST = 2_000
log = structlog.get_logger()


@dataclass(frozen=True)
class Exporting:
    """The exports of one house; ``tell`` lets an address hear what lies in its inbox."""

    form: Form
    database: Database
    taking: Taking
    clock: Callable[[], datetime]
    tell: Callable[[int], None]

    def work(self, export: str) -> None:
        """Make what was ordered, and hand it over; what is made in parts comes back here when these are there."""
        try:
            persist(lambda: self._work(export), self.taking.documents.leash)
        except LetGo:
            log.info("export left for the next start", export=export)

    def _work(self, export: str) -> None:
        with self.database.read() as session:
            ordered = exports.find(session, export)
        if ordered is None or ordered.state != "todo":
            return
        try:
            taken = self.taking.take(self._order(ordered))
        except Pending:
            return
        except (LetGo, Unavailable):
            raise
        except Exception:
            log.exception("export failed", export=export)
            taken = None
        self._hand_over(ordered, taken)
        self.tell(ordered.address_id)

    def _order(self, ordered: exports.Export) -> Order:
        now = self.clock()
        with self.database.write() as session:
            refresh(session, self.form, _AT_MOST)
            person = people.person(session, ordered.person_id)
            region = region_of(session, self.form, person, now)
            spoken = language(_locale(session, ordered.address_id))
        return Order(ordered, codec.loads(ordered.body), person, region, now, spoken)

    def _hand_over(self, ordered: exports.Export, taken: Taken | None) -> None:
        """Settle the order, keep the file and say so: one transaction, once."""
        now = self.clock()
        with self.database.write() as session:
            if not exports.settle(session, ordered.id, "ready" if taken else "failed", None):
                return
            event = Happened("export failed") if taken is None else self._added(session, ordered, taken, now)
            inbox.accept(session, ordered.address_id, f"export:{ordered.id}", codec.dumps(event), now)

    def _added(self, session: Session, ordered: exports.Export, taken: Taken, now: datetime) -> Happened:
        row = attachments.add(
            session,
            taken.stored,
            now,
            person_id=ordered.person_id,
            application_id=None,
            name=taken.name,
            media_type=taken.media_type,
            kind="document",
            state="ready",
        )
        detail: dict[str, object] = {"file": row.id, "size": row.size}
        people.audit(session, now, "exported", taken.what, person_id=ordered.person_id, detail=detail)
        told = {"what": taken.what, "attachment": row.id, "name": taken.name, "size": str(row.size)}
        return Happened("exported", told | taken.figures)


def _locale(session: Session, address: int) -> str:
    state = conversations.load(session, address).state
    locale: str = codec.loads(state).locale if state is not None else SOURCE
    return locale
