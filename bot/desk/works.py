"""What the jobs do, by the key of each: documents, broadcasts, exports, a word to somebody; and what a crash left."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.desk.broadcasting import Broadcasting
from bot.desk.exporting import Exporting
from bot.desk.ledger import broadcast_job, export_job
from bot.desk.lists import PREFIX, PeopleLists
from bot.desk.parts import Parts
from bot.printing.rendering import Rendering
from bot.turns.fulfilling import beside_job
from bot.work.jobs import Job
from storage import broadcasts, exports
from storage.database import Database

_HALF = 2**30


@dataclass(frozen=True)
class Works:
    """Everything that jobs do in one house; ``beside`` is what is read and counted, by the kind of its key."""

    rendering: Rendering
    broadcasting: Broadcasting
    exporting: Exporting
    lists: PeopleLists
    parts: Parts
    beside: Mapping[str, Callable[[str], None]]
    tell: Callable[[int], None]

    def do(self, key: str) -> None:
        """Do what a key names; a document's key names nothing before its slash."""
        kind, _, rest = key.partition("/")
        match kind:
            case "broadcast":
                self.broadcasting.work(rest)
            case "export" if rest.startswith(PREFIX):
                self.lists.work(rest)
            case "export":
                self.exporting.work(rest)
            case "parts":
                self.parts.work(rest)
            case "tell":
                self.tell(int(rest))
            case _ if kind in self.beside:
                self.beside[kind](rest)
            case _:
                self.rendering.work(key)


def left(database: Database) -> list[Job]:
    """At start: what is still to be sent and made, as new jobs; those that a crash left in the engine join them."""
    again = secrets.randbelow(_HALF)
    with database.read() as session:
        sending = [broadcast_job(each, again) for each in broadcasts.under_way(session)]
        making = [_made(each.id) for each in exports.waiting(session)]
    return [*sending, *making]


def _made(order: str) -> Job:
    return beside_job(order) or export_job(order)
