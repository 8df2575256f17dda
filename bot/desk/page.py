"""What a coordinator's page and panel show, over the real house: the region's entrants, a picture, a sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.desk.progress import refresh_all
from bot.desk.regions import bare_region, codes_of, entrants_of, region_of, with_own
from bot.desk.taking import XLSX
from bot.entering.roles import COORDINATORS
from bot.printing.documents import PNG
from bot.settings import ZONE
from bot.views.glance import Overviews
from bot.views.message import Look
from bot.views.overview import Overview, QuestionLine, SectionPart
from bot.views.transcript import History
from dialogs.definition.form import Form
from dialogs.desk.ground.choosing import Wanted, fits, wanted_of
from dialogs.record.region import Entrant, Region, Stage
from dialogs.record.standing import Standing
from dialogs.saying.briefs import EntrantRow
from renderers.chat.entrants import matters, state
from renderers.chat.stages import STAGES
from renderers.desk.picture import progress_picture
from renderers.desk.sheet import progress_name, progress_sheet
from renderers.i18n import Language, language
from storage import people, progress
from storage.database import Database, Session
from storage.errors import NotYours
from storage.people import Person
from storage.progress import Wish

PAGE = 100
"""Rows of one page."""
_STANDINGS = {
    Stage.UNCONTACTED: Standing.OPEN,
    Stage.CONSIDERING: Standing.LATER,
    Stage.DECLINED: Standing.LATER,
    Stage.FILLING: Standing.WAITING,
}
"""How the panel marks a county; what is not named here is filled."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One entrant on the page: what its county is called, its state, its sections by letter, what is the matter."""

    called: str
    cluster: str
    stage: str
    state: str
    sections: str
    matters: str
    updated: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The page: the region, how many stand how (name, words, number), the rows of this page of so many in all."""

    region: str
    at: str
    total: int
    counts: tuple[tuple[str, str, int], ...]
    rows: tuple[PageRow, ...]
    found: int
    number: int
    pages: int
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Desks:
    """Looks at regions."""

    database: Database
    form: Form
    clock: Callable[[], datetime]

    def is_desk(self, person: int) -> bool:
        """Whether somebody is a coordinator."""
        with self.database.read() as session:
            return people.person(session, person).role in COORDINATORS

    def page(self, person: int, words: str, number: int, locale: str) -> DeskPage:
        """One page of the entrants that these words choose (all without any); ``NotYours`` for who has no desk."""
        known, now, spoken = self._person(person), self.clock(), language(locale)
        with self.database.read() as session:
            region = with_own(session, bare_region(self.form, known), known)
            wanted = wanted_of(self.form, region, words) if words.strip() else Wanted(meant=True)
            found = _Found.look(session, region, Wish(self.form.edition, codes_of(self.form, known)), wanted, now)
            total = found.whole
            pages = max(1, -(-found.size // PAGE))
            number = min(max(1, number), pages)
            shown = found.part(session, (number - 1) * PAGE)
        return DeskPage(
            region=region.name,
            at=now.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"),
            total=sum(total.values()),
            counts=tuple((name.value, spoken.say(STAGES[name]), total[name]) for name in Stage if name in total),
            rows=tuple(_row(region, each, now, spoken) for each in shown),
            found=found.size,
            number=number,
            pages=pages,
            unknown=tuple(wanted.unknown),
        )

    def picture(self, person: int, locale: str, *, names: bool) -> tuple[str, bytes]:
        """The picture of the region: media type and bytes."""
        region = self._region(person)
        return PNG, progress_picture(region, self.clock().isoformat(), language(locale), names=names)

    def table(self, person: int, locale: str) -> tuple[str, str, bytes]:
        """The sheet of the region: its name, media type and bytes."""
        known = self._person(person)
        with self.database.read() as session:
            region = region_of(session, self.form, known, self.clock())
        return progress_name(region, language(locale), "xlsx"), XLSX, progress_sheet(region, language(locale))

    def _person(self, person: int) -> Person:
        with self.database.read() as session:
            known = people.person(session, person)
        if known.role not in COORDINATORS:
            raise NotYours("desk")
        refresh_all(self.database, self.form)
        return known

    def _region(self, person: int) -> Region:
        known = self._person(person)
        with self.database.read() as session:
            return entrants_of(session, self.form, known)

    def overview(self, person: int, locale: str, known: str) -> tuple[str, Mapping[str, Any] | None]:
        """The region for the panel beside the conversation, under a tag; None for the tag that is known already."""
        region, spoken = self._region(person), language(locale)
        tag = hashlib.sha256(repr((region.entrants, locale)).encode()).hexdigest()[:24]
        if tag == known:
            return tag, None
        parts = tuple(_part(region, group.name, spoken) for group in region.groups)
        return tag, asdict(Overview(region.name, parts, ()))


class _Visitor(Protocol):
    """Whoever looks: a person, by an address on the web."""

    @property
    def person(self) -> int:
        """The person's number."""

    @property
    def address(self) -> int:
        """The address, as the page knows it."""


@dataclass(frozen=True)
class Contents:
    """What stands beside the conversation: a coordinator's counties, and everybody else's own application."""

    desks: Desks
    forms: Overviews
    history: History

    def overview(self, visitor: _Visitor, here: Collection[int], known: str) -> tuple[str, Mapping[str, Any] | None]:
        """The counties or the application, under a tag; None for the tag that is known already."""
        if self.desks.is_desk(visitor.person):
            return self.desks.overview(visitor.person, self.history.locale(visitor.address), known)
        return self.forms.overview(visitor, here, known)

    def explain(self, address: int, field: str) -> str | None:
        """The explanation of a question."""
        return self.forms.explain(address, field)

    def note_reading(self, visitor: _Visitor) -> None:
        """Somebody reads what was said about an application, which may be another's."""
        self.forms.note_reading(visitor)

    def card(self, visitor: _Visitor, section: str, said: Mapping[str, str]) -> tuple[Look, ...] | None:
        """How a section's card stands with words in it."""
        return self.forms.card(visitor, section, said)


@dataclass(frozen=True)
class _Standing:
    """All entrants of a region, counted in one go: how many stand how, and in which counties somebody files."""

    everything: Wish
    whole: dict[Stage, int]
    begun: frozenset[str]

    @classmethod
    def look(cls, session: Session, everything: Wish) -> _Standing:
        counted = progress.by_county(session, everything)
        whole: dict[Stage, int] = {}
        for (_, stage), count in counted.items():
            whole[Stage(stage)] = whole.get(Stage(stage), 0) + count
        return cls(everything, whole, frozenset(county for county, _ in counted))

    def found(self, session: Session, wish: Wish) -> int:
        """How many of them a wish finds."""
        if wish == self.everything:
            return sum(self.whole.values())
        return sum(progress.counted(session, wish).values())


@dataclass(frozen=True)
class _Found:
    """What a page shows a part of: the entrants that are wanted, by county, then counties that nobody files for."""

    missing: tuple[Entrant, ...]
    wish: Wish | None
    size: int
    whole: dict[Stage, int]

    @classmethod
    def look(cls, session: Session, region: Region, everything: Wish, wanted: Wanted, now: datetime) -> _Found:
        standing = _Standing.look(session, everything)
        nobody = [Entrant(each.code, Stage.UNCONTACTED) for each in region.counties if each.code not in standing.begun]
        missing = tuple(each for each in nobody if wanted.meant and fits(wanted, each, now))
        wish = _wish(everything, wanted, now) if wanted.meant else None
        size = len(missing) + (standing.found(session, wish) if wish is not None else 0)
        whole = {**standing.whole, **({Stage.UNCONTACTED: len(nobody)} if nobody else {})}
        return cls(missing, wish, size, whole)

    def part(self, session: Session, start: int) -> list[Entrant]:
        """So many as one page shows, from a place on."""
        kept = progress.listed(session, self.wish, start=start, most=PAGE) if self.wish is not None else ()
        begun = self.size - len(self.missing)
        rest = self.missing[max(0, start - begun) :] if len(kept) < PAGE else ()
        return [*(each.entrant for each in kept), *rest[: PAGE - len(kept)]]


def _wish(everything: Wish, wanted: Wanted, now: datetime) -> Wish:
    """The same as a question to the database."""
    counties = everything.counties
    for narrower in (wanted.counties or None, wanted.flagged):
        if narrower is not None:
            counties = frozenset(narrower) if counties is None else frozenset(counties) & narrower
    since = now - timedelta(days=wanted.still) if wanted.still is not None else None
    stages = tuple(each.value for each in wanted.stages)
    return Wish(everything.edition, counties, stages, since, wanted.errors, wanted.lacking)


def _row(region: Region, entrant: Entrant, now: datetime, spoken: Language) -> PageRow:
    named = region.called(entrant.county)
    known = EntrantRow(named, entrant, entrant.still(now))
    words = spoken.say("，").join(matters(known, len(region.section_titles), spoken))
    updated = datetime.fromisoformat(entrant.updated).strftime("%m-%d %H:%M") if entrant.updated else ""
    return PageRow(
        named, entrant.cluster, entrant.stage.value, state(entrant, spoken), entrant.sections, words, updated
    )


def _part(region: Region, group: str, spoken: Language) -> SectionPart:
    counties = {county.code for county in region.counties if county.group == group}
    lines = tuple(_line(region, each, spoken) for each in region.entrants if each.county in counties)
    left = sum(each.standing is not Standing.FILLED for each in lines)
    words = spoken.say("还有 {count} 家没填完", {"count": str(left)}) if left else spoken.say("都填完了")
    standing = min((each.standing for each in lines), key=list(Standing).index, default=Standing.FILLED)
    return SectionPart(group, group, standing, words, True, lines)


def _line(region: Region, entrant: Entrant, spoken: Language) -> QuestionLine:
    standing = Standing.WRONG if entrant.errors else _STANDINGS.get(entrant.stage, Standing.FILLED)
    return QuestionLine(
        name=f"{entrant.county} {entrant.application}",
        id=region.called(entrant.county),
        label=entrant.cluster,
        standing=standing,
        word=state(entrant, spoken),
        value="",
        by="",
        at=entrant.updated,
        door="",
    )
