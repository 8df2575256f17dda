"""What an export is made of: finished drafts in parts, data, a table, a picture, the package of a city.

Who may read what is asked of the one place that knows, when it is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import IO

import structlog

from bot.desk.archives import named, unused, zipped
from bot.desk.packages import APPLICATIONS, checks_of, listed_for, package
from bot.desk.parts import ENDS, runners
from bot.entering.roles import Actor, may
from bot.printing.documents import PDF, PNG, WORD, Documents
from bot.printing.finals import finals
from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.record.application import Application
from dialogs.record.region import Entrant, Region
from dialogs.state.errands import Export
from dialogs.turn.sealing import sent_act
from renderers.desk import data
from renderers.desk.picture import progress_picture
from renderers.desk.sheet import progress_name, progress_sheet
from renderers.i18n import Language
from storage import applications, attachments, export_parts, exports, pasts, recommendations
from storage.attachments import Stored
from storage.database import Database, Session
from storage.export_parts import Part
from storage.people import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
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


class Pending(Exception):
    """Its parts are being made; whoever makes the last one begins it again."""


@dataclass(frozen=True)
class Order:
    """What is asked for, by whom, as things stand now."""

    ordered: exports.Export
    export: Export
    person: Person
    region: Region
    now: datetime
    spoken: Language


@dataclass(frozen=True)
class Taking:
    """Makes what is asked for, in one house; ``submit`` hands jobs over."""

    form: Form
    database: Database
    documents: Documents
    submit: Callable[[Job], None]

    def take(self, order: Order) -> Taken:
        """Make it; ``Pending`` where its parts are being made, which is seen to."""
        match order.export.kind:
            case "table":
                sheet = progress_sheet(order.region, order.spoken)
                figures = {"count": str(len(order.region.entrants))}
                return self._stored("table", progress_name(order.region, order.spoken, "xlsx"), XLSX, sheet, figures)
            case "picture" | "plain picture":
                at = order.now.isoformat()
                names = order.export.kind == "picture"
                drawn = progress_picture(order.region, at, order.spoken, names=names)
                return self._stored("picture", progress_name(order.region, order.spoken, "png"), PNG, drawn, {"at": at})
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

    def _readable(self, order: Order) -> list[Entrant]:
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

    def _load(self, application: str, until: str = "") -> Application:
        """The application as it is, or as it was at a moment."""
        with self.database.read() as session:
            loaded = applications.load(session, application)
            return pasts.as_of(session, loaded, datetime.fromisoformat(until)) if until else loaded

    def _data(self, order: Order) -> Taken:
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

    def _json(self, order: Order, loaded: Mapping[str, Application]) -> bytes:
        sent, only = bool(order.export.version), order.export.applications
        return data.as_json(self.form, order.region, loaded, order.now.isoformat(), sent=sent, only=only)

    def _drafts(self, order: Order) -> Taken:
        """Word, PDF and binder of each, or what is wanted of these; one file by itself where there is only one."""
        chosen = self._readable(order)
        if len(chosen) == 1:
            return self._draft(order, chosen[0])
        parts = self._parts(order, chosen)
        ends = Counter(file.name.rpartition("_")[2] for part in parts for file in part.files)
        figures = {"count": str(len(parts)), "failed": str(sum(part.state == "failed" for part in parts))}
        figures |= {kind: str(ends[end]) for kind, end in ENDS.items()}
        return self._archive("drafts", f"{order.region.name}申报表.zip", order, (), parts, figures)

    def _draft(self, order: Order, entrant: Entrant) -> Taken:
        """The Word file of one, or its pages."""
        (made,) = finals(self.documents, [self._version(order, entrant.application)], pages=order.export.only == "pdf")
        if made is None:
            raise ValueError(entrant.application)
        stem = f"{named(order.region, entrant)}_申报表{_SENT if order.export.version else ''}"
        if order.export.only != "pdf":
            return self._stored("draft", f"{stem}.docx", WORD, made.word, {})
        if made.pages is None:
            return self._stored("draft without pages", f"{stem}.docx", WORD, made.word, {})
        return self._stored("draft", f"{stem}.pdf", PDF, made.pages, {})

    def _parts(self, order: Order, chosen: Sequence[Entrant], folder: str = "", until: str = "") -> tuple[Part, ...]:
        """The parts where all are made; ``Pending`` while they are being made, which is seen to."""
        export = order.ordered
        with self.database.write() as session:
            parts = export_parts.of_export(session, export.id)
            if not parts and chosen:
                parts = tuple(self._wanted(session, order, chosen, folder, until))
                export_parts.order(session, parts)
        if all(part.state != "todo" for part in parts):
            return parts
        for job in runners(export.id, str(export.person_id), f"{sum(part.tries for part in parts)}."):
            try:
                self.submit(job)
            except RuntimeError:  # this process is stopping and takes no jobs: the next start finds the export waiting
                log.info("export left for the next start", export=export.id)
        raise Pending

    def _wanted(
        self, session: Session, order: Order, chosen: Sequence[Entrant], folder: str, until: str
    ) -> Iterator[Part]:
        used: set[str] = set()
        for number, entrant in enumerate(chosen, 1):
            act = sent_act(applications.load(session, entrant.application)) if order.export.version else None
            at = act.at if act is not None else until
            stem = f"{folder}{f'{number} ' if folder else ''}{unused(named(order.region, entrant), used)}"
            yield Part(f"{order.ordered.id}/{number}", order.ordered.id, number, entrant.application, stem, at)

    def _version(self, order: Order, application: str) -> Application:
        """The application as it is today, or as it was when it was sent."""
        with self.database.read() as session:
            loaded = applications.load(session, application)
            act = sent_act(loaded) if order.export.version else None
            return pasts.as_of(session, loaded, datetime.fromisoformat(act.at)) if act is not None else loaded

    def _package(self, order: Order) -> Taken:
        """All that the city hands up: as it was handed up, or of the list as it stands, as a draft."""
        with self.database.read() as session:
            listed = listed_for(
                order.region, recommendations.standing(session, self.form.edition, order.person.region), order.now
            )
        chosen = [order.region.by_application[each] for each in listed.applications]
        parts = self._parts(order, chosen, APPLICATIONS, listed.until)
        loaded = [self._load(each, listed.until) for each in listed.applications]
        files = [file.name for part in parts for file in part.files]
        with self.database.read() as session:
            checks = {each: checks_of(session, self.form, each) for each in listed.applications}
        made = package(self.documents, self.form, listed, loaded, checks, files)
        name = f"{listed.place}推荐材料{'' if listed.handed else '（草稿）'}.zip"
        figures = {**made.figures, "count": str(len(parts)), "files": str(len(files) + len(made.papers))}
        what = "package" if listed.handed else "package draft"
        return self._archive(what, name, order, made.papers, parts, figures)

    def _archive(
        self,
        what: str,
        name: str,
        order: Order,
        papers: Sequence[tuple[str, bytes]],
        parts: Sequence[Part],
        figures: dict[str, str],
    ) -> Taken:
        files = (
            (each.name, attachments.lying(self.documents.folder, each.sha256)) for part in parts for each in part.files
        )
        with TemporaryFile(dir=self.documents.folder) as archive:
            zipped(archive, chain(papers, files), order.now)
            return self._stored(what, name, ZIP, archive, figures)
