"""What a coordinator sees of a region, as a value: its counties, their entrants with how far each is, their people.

``bot`` loads it, the desk looks at it, the renderers draw it. A county that nobody files for has one entrant all the
same, without an application: what was not begun is what a coordinator asks about first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as having
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from dialogs.definition.notice import County, ReportingGroup
from dialogs.record.codec import wire
from dialogs.record.handups import HandedUp, Recommending
from dialogs.record.standing import Tally

_DAY = 86_400


@wire
class Stage(StrEnum):
    """How far a entrant is. Filled is not sent: an act is what somebody did and put on record."""

    UNCONTACTED = "uncontacted"  # nobody has come in for the county
    CONSIDERING = "considering"  # somebody has come in and answered nothing
    DECLINED = "declined"
    FILLING = "filling"
    FILLED = "filled"
    RETURNED = "returned"  # by the reviewers, to be mended
    ACTED = "acted"  # sealed, sent, mailed: ``Entrant.act`` says which
    RECEIVED = "received"


def mark_of(tally: Tally | None) -> str:
    """One letter for how far a section is: ``t`` where something is wrong, ``u`` untouched, ``s`` started, ``f``."""
    if tally is None or not tally.total:
        return "u"
    if tally.wrong:
        return "t"
    if not tally.unfinished:
        return "f"
    return "s" if tally.answered else "u"


@wire
@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who files for a county. ``reach`` is ``open``, ``blocked``, or ``invited``: not in yet."""

    person: int
    name: str
    county: str
    reach: str
    seen: str = ""
    phone: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Link:
    """An invitation that nobody has used yet; ``key`` names it, ``until`` is when it ends."""

    key: str
    name: str
    county: str
    phone: str
    until: str
    over: bool = False


@wire
@dataclass(frozen=True, slots=True)
class Entrant:
    """A county's application, or that there is none (``application`` is empty).

    ``sections`` has one letter for each printed section (see ``mark_of``). ``open`` questions can be answered
    now, ``waiting`` wait for departments; ``proofs`` are called for, ``lacking`` of them have no file. ``updated`` is
    ISO 8601 in China's time, empty where nothing was ever said. ``reason`` is why the county does not apply.
    """

    county: str
    stage: Stage
    application: str = ""
    cluster: str = ""
    act: str = ""
    reason: str = ""
    sections: str = ""
    open: int = 0
    waiting: int = 0
    errors: int = 0
    warnings: int = 0
    proofs: int = 0
    lacking: int = 0
    updated: str = ""

    @property
    def done(self) -> int:
        """How many sections are filled."""
        return self.sections.count("f")

    def still(self, now: datetime) -> int:
        """Whole days since anything was said; -1 where nothing ever was."""
        if not self.updated:
            return -1
        return int((now - datetime.fromisoformat(self.updated)).total_seconds() // _DAY)


@wire
@dataclass(frozen=True, slots=True)
class Remark:
    """A coordinator's own flag and note on a county."""

    flagged: bool = False
    note: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Sending:
    """A broadcast in short: its state, and how many recipients are how far."""

    id: str
    at: str
    state: str
    excerpt: str
    counts: Mapping[str, int]
    total: int

    @property
    def open(self) -> bool:
        """Whether it is still on its way."""
        return self.state in ("sending", "paused")


@wire
@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a coordinator wants to come back to: a ``call`` that was made, or a ``reminder`` to oneself.

    ``at`` is when it was put down, ``due`` when it is to be said again (ISO 8601 in China's time; empty: not at all).
    ``county`` is a code, or empty.
    """

    key: int
    kind: str
    county: str
    words: str
    at: str
    due: str = ""


@wire
@dataclass(frozen=True, slots=True)
class SecondLook:
    """A broadcast that waits for a second coordinator: who wrote it, what it says, how many get it in which counties.

    ``own`` where it is one's own, ``over`` where nobody can agree to it any more; ``until`` is ISO 8601.
    """

    key: str
    by: str
    text: str
    count: int
    counties: tuple[str, ...]
    until: str
    attachment: str = ""
    file: str = ""
    size: int = 0
    own: bool = False
    over: bool = False


@dataclass(frozen=True)
class Region:
    """A coordinator's region. ``scope`` is a reporting group, or empty for the province; ``name`` is what it is called.

    ``groups`` are the reporting groups in it, ``section_titles`` the printed sections in order.
    """

    scope: str
    name: str
    counties: tuple[County, ...]
    groups: tuple[ReportingGroup, ...]
    section_titles: tuple[str, ...]
    entrants: tuple[Entrant, ...]
    contacts: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    remarks: Mapping[str, Remark] = having(default_factory=dict)
    filters: Mapping[str, str] = having(default_factory=dict)
    sendings: tuple[Sending, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    """One's own, those that are not done, the earliest due first."""
    second_looks: tuple[SecondLook, ...] = ()
    """Broadcasts that wait for a second coordinator: others' for this one, and one's own."""
    dates: tuple[tuple[str, str], ...] = ()
    """The dates that bind the region: the deadline's name and the day, in ISO."""
    extended: Mapping[str, str] = having(default_factory=dict)
    """Counties with a date of their own for the city, by code: the day, in ISO."""
    recommending: Recommending | None = None
    """The list of a city or of a group that reports by itself; none for the province."""
    handed: tuple[HandedUp, ...] = ()
    """What is handed up: of the own group, or of all."""
    returned: Mapping[str, str] = having(default_factory=dict)
    """Applications that were returned and did not come back, with the day (ISO) until which they were to."""

    @cached_property
    def by_code(self) -> Mapping[str, County]:
        """Counties by code."""
        return {county.code: county for county in self.counties}

    @cached_property
    def _of_county(self) -> Mapping[str, tuple[Entrant, ...]]:
        found: dict[str, list[Entrant]] = {}
        for entrant in self.entrants:
            found.setdefault(entrant.county, []).append(entrant)
        return {code: tuple(each) for code, each in found.items()}

    def entrants_of(self, county: str) -> tuple[Entrant, ...]:
        """The entrants of a county."""
        return self._of_county.get(county, ())

    def late_returns(self, today: str) -> tuple[tuple[str, str], ...]:
        """The counties, as they are called, that are late with what was returned, and since when; the longest first."""
        known = self.by_application
        late = sorted((due, each) for each, due in self.returned.items() if each in known and due and due < today)
        return tuple((self.called(known[each].county), due) for due, each in late)

    @cached_property
    def by_application(self) -> Mapping[str, Entrant]:
        """The entrants that have an application, by it."""
        return {each.application: each for each in self.entrants if each.application}

    def contacts_of(self, county: str) -> tuple[Contact, ...]:
        """Who files for a county."""
        return self._contacts_of.get(county, ())

    @cached_property
    def _contacts_of(self) -> Mapping[str, tuple[Contact, ...]]:
        found: dict[str, list[Contact]] = {}
        for each in self.contacts:
            found.setdefault(each.county, []).append(each)
        return {code: tuple(each) for code, each in found.items()}

    @cached_property
    def unused(self) -> Mapping[str, int]:
        """How many links wait for a county."""
        return Counter(link.county for link in self.links if not link.over)

    def called(self, county: str) -> str:
        """The name of a county, with its city where two in the region have the same."""
        found = self.by_code.get(county)
        if found is None:
            return county or "？"
        return found.name if self._names[found.name] == 1 else f"{found.city}{found.name}"

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(county.name for county in self.counties)


def tally(entrants: Iterable[Entrant]) -> dict[Stage, int]:
    """How many entrants stand how, in the order of the states; those without any left out."""
    counted = Counter(entrant.stage for entrant in entrants)
    return {stage: counted[stage] for stage in Stage if counted[stage]}
