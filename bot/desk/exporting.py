"""What coordinators take out: finished drafts, data, a table, a picture. Made beside the chat, handed over once.

Made again after a crash, from the beginning: the file under its bytes, the answer in the transaction that settles the
order. Who may read what is asked of the one place that knows, when it is made.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

import structlog

from bot.desk.progress import refresh
from bot.desk.regions import region_of
from bot.entering.roles import Actor, may
from bot.printing.documents import PNG, WORD, Documents
from dialogs import codec
from dialogs.application import Application
from dialogs.errands import Export
from dialogs.form import Form
from dialogs.messages import Happened
from dialogs.region import Entrant, Region
from renderers import pdf
from renderers.desk import data
from renderers.desk.picture import progress_picture
from renderers.desk.sheet import progress_sheet
from renderers.i18n import SOURCE, Language, language
from renderers.programs import LetGo
from storage import applications, attachments, conversations, exports, inbox, people
from storage.attachments import Stored
from storage.database import Database, Session
from storage.people import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
_AT_MOST = 2_000
_UTF8_NAMES = 0x800
log = structlog.get_logger()


@dataclass(frozen=True)
class Taken:
    """What came of an export: a file, what to say of it, and the figures of that sentence."""

    what: str
    name: str
    media_type: str
    stored: Stored
    figures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Order:
    """What is asked for, by whom, as things stand now."""

    export: Export
    person: Person
    region: Region
    now: datetime
    spoken: Language


@dataclass(frozen=True)
class Exporting:
    """The exports of one house; ``tell`` lets an address hear what lies in its inbox."""

    form: Form
    database: Database
    documents: Documents
    clock: Callable[[], datetime]
    tell: Callable[[int], None]

    def work(self, export: str) -> None:
        """Make what was ordered, and hand it over."""
        with self.database.read() as session:
            ordered = exports.find(session, export)
        if ordered is None or ordered.state != "todo":
            return
        try:
            taken = self._take(self._order(ordered))
        except LetGo:
            log.info("export left for the next start", export=export)
            return
        except Exception:
            log.exception("export failed", export=export)
            taken = None
        self._hand_over(ordered, taken)
        self.tell(ordered.address_id)

    def _order(self, ordered: exports.Export) -> _Order:
        now = self.clock()
        with self.database.write() as session:
            refresh(session, self.form, _AT_MOST)
            person = people.person(session, ordered.person_id)
            region = region_of(session, self.form, person, now)
            spoken = language(_locale(session, ordered.address_id))
        return _Order(codec.loads(ordered.body), person, region, now, spoken)

    def _take(self, order: _Order) -> Taken:
        match order.export.kind:
            case "table":
                sheet = progress_sheet(order.region, order.spoken)
                figures = {"count": str(len(order.region.entrants))}
                return self._stored("table", f"{order.region.name}申报进度.xlsx", XLSX, sheet, figures)
            case "picture" | "plain picture":
                at = order.now.isoformat()
                names = order.export.kind == "picture"
                drawn = progress_picture(order.region, at, order.spoken, names=names)
                return self._stored("picture", f"{order.region.name}申报进度.png", PNG, drawn, {"at": at})
            case "data":
                return self._data(order)
            case _:
                return self._drafts(order)

    def _stored(
        self, what: str, name: str, media_type: str, content: bytes | IO[bytes], figures: dict[str, str]
    ) -> Taken:
        return Taken(what, name, media_type, attachments.store(content, self.documents.folder), figures)

    def _readable(self, order: _Order) -> list[Entrant]:
        """The entrants asked for that this person may read."""
        wanted, actor = set(order.export.counties), Actor(order.person.role, order.person.region)
        return [
            each
            for each in order.region.entrants
            if each.application
            and (not wanted or each.county in wanted)
            and may(self.form, actor, "export", each.county or order.person.region, each.stage)
        ]

    def _load(self, application: str) -> Application:
        with self.database.read() as session:
            return applications.load(session, application)

    def _data(self, order: _Order) -> Taken:
        loaded = {each.application: self._load(each.application) for each in self._readable(order)}
        parts = (
            ("数据.json", data.as_json(self.form, order.region, loaded, order.now.isoformat())),
            ("数据.xlsx", data.as_sheet(self.form, order.region, loaded)),
            ("说明.txt", data.README.encode()),
        )
        with TemporaryFile(dir=self.documents.folder) as archive:
            zipped(archive, parts, order.now)
            return self._stored("data", f"{order.region.name}申报数据.zip", ZIP, archive, {})

    def _drafts(self, order: _Order) -> Taken:
        """Word and, where there is LibreOffice, PDF of each; one file by itself where there is only one."""
        chosen = self._readable(order)
        if len(chosen) == 1:
            only = self._load(chosen[0].application)
            return self._stored("draft", f"{_named(order.region, chosen[0])}.docx", WORD, self._word(only), {})
        counts = {"word": 0, "pdf": 0}
        with TemporaryFile(dir=self.documents.folder) as archive:
            zipped(archive, self._papers(order.region, chosen, counts), order.now)
            figures = {"count": str(len(chosen)), **{name: str(count) for name, count in counts.items()}}
            return self._stored("drafts", f"{order.region.name}申报表.zip", ZIP, archive, figures)

    def _papers(self, region: Region, chosen: Sequence[Entrant], counts: dict[str, int]) -> Iterator[tuple[str, bytes]]:
        """Every paper with its name; one application is in memory at a time."""
        used: set[str] = set()
        for entrant in chosen:
            word = self._word(self._load(entrant.application))
            name = _unused(_named(region, entrant), used)
            counts["word"] += 1
            yield f"{name}.docx", word
            with suppress(pdf.LibreOfficeMissing, pdf.ConversionFailed):
                paged = pdf.convert(word, seconds=self.documents.seconds, leash=self.documents.leash)
                counts["pdf"] += 1
                yield f"{name}.pdf", paged

    def _word(self, application: Application) -> bytes:
        return self.documents.make(application, "application", draft=False)

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


def _named(region: Region, entrant: Entrant) -> str:
    name = f"{region.called(entrant.county)}{entrant.cluster and '_'}{entrant.cluster}_申报表"
    return "".join(each for each in name if each not in '\\/:*?"<>|' and each.isprintable())[:80]


def _unused(name: str, used: set[str]) -> str:
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name}（{number}）"
    used.add(found)
    return found


def zipped(archive: IO[bytes], parts: Sequence[tuple[str, bytes]] | Iterator[tuple[str, bytes]], now: datetime) -> None:
    """Write an archive whose names are UTF-8 and say so, also where they are plain; the stream is then at its start."""
    moment = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.flag_bits |= _UTF8_NAMES
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, content)
    archive.seek(0)
