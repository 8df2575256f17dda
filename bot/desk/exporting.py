"""What coordinators take out: finished drafts, data, a table, a picture. Made beside the chat, handed over once.

Made again after a crash, from the beginning: the file under its bytes, the answer in the transaction that settles the
order. Who may read what is asked of the one place that knows, when it is made.
"""

from __future__ import annotations

import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import structlog

from bot.desk.packages import APPLICATIONS, listed_for, package
from bot.desk.parts import runners
from bot.desk.progress import refresh
from bot.desk.regions import region_of
from bot.entering.roles import Actor, may
from bot.printing.documents import PNG, WORD, Documents
from bot.work.jobs import Job
from dialogs import codec
from dialogs.application import Application
from dialogs.errands import Export
from dialogs.form import Form
from dialogs.messages import Happened
from dialogs.region import Entrant, Region
from dialogs.sealing import sent_act
from renderers.desk import data
from renderers.desk.picture import progress_picture
from renderers.desk.sheet import progress_sheet
from renderers.i18n import SOURCE, Language, language
from renderers.programs import LetGo
from storage import (
    applications,
    attachments,
    conversations,
    export_parts,
    exports,
    inbox,
    pasts,
    people,
    recommendations,
)
from storage.attachments import Stored
from storage.database import Database, Session
from storage.export_parts import Part
from storage.people import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
_AT_MOST = 2_000
_PIECE = 1 << 20
_SENT = "（报送版）"
log = structlog.get_logger()


@dataclass(frozen=True)
class Taken:
    """What came of an export: a file, what to say of it, and the figures of that sentence."""

    what: str
    name: str
    media_type: str
    stored: Stored
    figures: dict[str, str] = field(default_factory=dict)


class _Pending(Exception):
    """Its parts are being made; whoever makes the last one begins it again."""


@dataclass(frozen=True)
class _Order:
    """What is asked for, by whom, as things stand now."""

    ordered: exports.Export
    export: Export
    person: Person
    region: Region
    now: datetime
    spoken: Language


@dataclass(frozen=True)
class Exporting:
    """The exports of one house; ``tell`` lets an address hear what lies in its inbox, ``submit`` hands jobs over."""

    form: Form
    database: Database
    documents: Documents
    clock: Callable[[], datetime]
    tell: Callable[[int], None]
    submit: Callable[[Job], None]

    def work(self, export: str) -> None:
        """Make what was ordered, and hand it over; what is made in parts comes back here when these are there."""
        with self.database.read() as session:
            ordered = exports.find(session, export)
        if ordered is None or ordered.state != "todo":
            return
        try:
            taken = self._take(ordered)
        except _Pending:
            return
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
        return _Order(ordered, codec.loads(ordered.body), person, region, now, spoken)

    def _take(self, ordered: exports.Export) -> Taken:
        order = self._order(ordered)
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
            case "package":
                return self._package(order)
            case _:
                return self._drafts(order)

    def _stored(
        self, what: str, name: str, media_type: str, content: bytes | IO[bytes], figures: dict[str, str]
    ) -> Taken:
        return Taken(what, name, media_type, attachments.store(content, self.documents.folder), figures)

    def _readable(self, order: _Order) -> list[Entrant]:
        """The entrants asked for that this person may read."""
        wanted, actor = set(order.export.counties), Actor(order.person.role, order.person.region)
        only = set(order.export.applications)
        return [
            each
            for each in order.region.entrants
            if each.application
            and (not wanted or each.county in wanted)
            and (not only or each.application in only)
            and may(self.form, actor, "export", each.county or order.person.region, each.stage)
        ]

    def _load(self, application: str) -> Application:
        with self.database.read() as session:
            return applications.load(session, application)

    def _data(self, order: _Order) -> Taken:
        loaded = {each.application: self._version(order, each.application) for each in self._readable(order)}
        parts = (
            ("数据.json", self._json(order, loaded)),
            ("数据.schema.json", data.SCHEMA_FILE.read_bytes()),
            ("数据.xlsx", data.as_sheet(self.form, order.region, loaded)),
            ("说明.txt", data.README.encode()),
        )
        with TemporaryFile(dir=self.documents.folder) as archive:
            zipped(archive, parts, order.now)
            return self._stored("data", f"{order.region.name}申报数据.zip", ZIP, archive, {})

    def _json(self, order: _Order, loaded: Mapping[str, Application]) -> bytes:
        sent, only = bool(order.export.version), order.export.applications
        return data.as_json(self.form, order.region, loaded, order.now.isoformat(), sent=sent, only=only)

    def _drafts(self, order: _Order) -> Taken:
        """Word, PDF and binder of each; the Word file by itself where there is only one."""
        chosen = self._readable(order)
        if len(chosen) == 1 and order.export.kind == "drafts":
            only = self._version(order, chosen[0].application)
            name = f"{_named(order.region, chosen[0])}_申报表{_SENT if order.export.version else ''}.docx"
            return self._stored("draft", name, WORD, self.documents.make(only, "application", draft=False), {})
        parts = self._parts(order, chosen, "")
        counts = Counter(Path(file.name).suffix for part in parts for file in part.files)
        bound = sum(file.name.endswith("_佐证册.pdf") for part in parts for file in part.files)
        figures = {"count": str(len(parts)), "word": str(counts[".docx"]), "pdf": str(counts[".pdf"] - bound)}
        figures |= {"binder": str(bound), "failed": str(sum(part.state == "failed" for part in parts))}
        return self._archive("drafts", f"{order.region.name}申报表.zip", order, (), parts, figures)

    def _parts(self, order: _Order, chosen: Sequence[Entrant], folder: str) -> tuple[Part, ...]:
        """The parts where all are made; ``_Pending`` while they are being made, which is seen to."""
        export = order.ordered
        with self.database.write() as session:
            parts = export_parts.of_export(session, export.id)
            if not parts:
                wanted = tuple(self._wanted(session, order, chosen, folder))
                export_parts.order(session, wanted)
                parts = wanted
        if all(part.state != "todo" for part in parts):
            return parts
        for job in runners(export.id, str(export.person_id), f"{sum(part.tries for part in parts)}."):
            try:
                self.submit(job)
            except RuntimeError:  # this process is stopping and takes no jobs: the next start finds the export waiting
                log.info("export left for the next start", export=export.id)
        raise _Pending

    def _wanted(self, session: Session, order: _Order, chosen: Sequence[Entrant], folder: str) -> Iterator[Part]:
        used: set[str] = set()
        for number, entrant in enumerate(chosen, 1):
            until = ""
            if order.export.version:
                act = sent_act(applications.load(session, entrant.application))
                until = act.at if act is not None else ""
            stem = f"{folder}{f'{number} ' if folder else ''}{_unused(_named(order.region, entrant), used)}"
            yield Part(f"{order.ordered.id}/{number}", order.ordered.id, number, entrant.application, stem, until)

    def _version(self, order: _Order, application: str) -> Application:
        """The application as it is today, or as it was when it was sent."""
        with self.database.read() as session:
            loaded = applications.load(session, application)
            act = sent_act(loaded) if order.export.version else None
            return pasts.as_of(session, loaded, datetime.fromisoformat(act.at)) if act is not None else loaded

    def _package(self, order: _Order) -> Taken:
        """All that the city hands up: as it was handed up, or of the list as it stands, as a draft."""
        with self.database.read() as session:
            listed = listed_for(order.region, recommendations.standing(session, order.person.region), order.now)
        chosen = [order.region.by_application[each] for each in listed.applications]
        parts = self._parts(order, chosen, APPLICATIONS)
        loaded = [self._load(each) for each in listed.applications]
        named = [file.name for part in parts for file in part.files]
        made = package(self.documents, self.form, listed, loaded, named)
        name = f"{listed.place}推荐材料{'' if listed.handed else '（草稿）'}.zip"
        figures = {**made.figures, "count": str(len(parts)), "files": str(len(named) + len(made.papers))}
        what = "package" if listed.handed else "package draft"
        return self._archive(what, name, order, made.papers, parts, figures)

    def _archive(
        self,
        what: str,
        name: str,
        order: _Order,
        papers: Sequence[tuple[str, bytes]],
        parts: Sequence[Part],
        figures: dict[str, str],
    ) -> Taken:
        files = ((each.name, self.documents.folder / each.sha256) for part in parts for each in part.files)
        with TemporaryFile(dir=self.documents.folder) as archive:
            zipped(archive, chain(papers, files), order.now)
            return self._stored(what, name, ZIP, archive, figures)

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
    name = f"{region.called(entrant.county)}{entrant.cluster and '_'}{entrant.cluster}"
    return "".join(each for each in name if each not in '\\/:*?"<>|' and each.isprintable())[:80]


def _unused(name: str, used: set[str]) -> str:
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name}（{number}）"
    used.add(found)
    return found


def zipped(archive: IO[bytes], parts: Iterable[tuple[str, bytes | Path]], now: datetime) -> None:
    """Write an archive whose names are UTF-8 and say so, file by file; the stream is then at its start."""
    moment = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            if isinstance(content, bytes):
                packed.writestr(entry, content)
            else:
                with content.open("rb") as source, packed.open(entry, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, _PIECE)
    archive.seek(0)
