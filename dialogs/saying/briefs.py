"""What the desk says, as values without wording: what needs doing, who is how far, one county, a broadcast's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having

from dialogs.derived.deadlines import DateLine
from dialogs.reading.holidays import HolidayNotice
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.record.region import Contact, Entrant, FollowUp, Link, Remark, SecondLook, Sending
from dialogs.saying.broadcast_briefs import Account, Announced, Confirming, Replied
from dialogs.saying.invitation_briefs import Doubted, Invitations, LinkList, Ready


@wire
@dataclass(frozen=True, slots=True)
class Today:
    """What needs doing today, in this region; ``left`` is what is left until each date, with who gets the papers.

    ``late`` are the counties that did not send back what was returned, each with the day (ISO) until which it was due.
    """

    region: str
    total: int
    counts: Mapping[str, int]
    still: int
    troubled: int
    unused: int
    sendings: tuple[Sending, ...] = ()
    follow: tuple[tuple[str, FollowUp], ...] = ()
    seconds: tuple[SecondLook, ...] = ()
    left: tuple[tuple[str, DateLine], ...] = ()
    late: tuple[tuple[str, str], ...] = ()
    welcome: bool = False
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class EntrantRow:
    """One entrant in a table: what its county is called, the days it stood still, whether it is flagged."""

    called: str
    entrant: Entrant
    days: int
    flagged: bool = False
    note: str = ""
    invited: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Table:
    """Entrants, each in a line; ``what`` names the choice, ``more`` of them are not shown. ``sections`` counts them."""

    what: str
    figures: Mapping[str, str]
    rows: tuple[EntrantRow, ...]
    counts: Mapping[str, int]
    sections: int
    more: int = 0
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class HowMany:
    """One line that can be forwarded: when, how many, how many of each."""

    region: str
    at: str
    total: int
    counts: Mapping[str, int]


@wire
@dataclass(frozen=True, slots=True)
class CityLine:
    """One city: how many of its counties are how far, how many it handed up, and how many it may."""

    city: str
    counts: Mapping[str, int]
    handed: int
    quota: int


@wire
@dataclass(frozen=True, slots=True)
class ByCity:
    """Cities side by side; ``what`` is ``progress``, ``quota``, ``over`` (more than the quota) or ``none over``."""

    region: str
    what: str
    rows: tuple[CityLine, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class SectionLook:
    """One section of an application that is read: its state, open questions, and the questions with findings."""

    title: str
    state: str
    open: int
    troubled: tuple[str, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Dossier:
    """An application, read: section by section; ``findings`` in words only where the county has filled all of it."""

    entrant: Entrant
    sections: tuple[SectionLook, ...]
    findings: tuple[tuple[str, str, Mapping[str, str]], ...] = ()
    lacking: tuple[str, ...] = ()
    recorded: tuple[int, str] = (0, "")
    """How many answers a coordinator put down for the county, and who; until the county confirms them."""


@wire
@dataclass(frozen=True, slots=True)
class OneCounty:
    """One county: its entrants as far as they were read, its people, its links, one's own remark."""

    called: str
    rows: tuple[EntrantRow, ...]
    contacts: tuple[Contact, ...]
    links: tuple[Link, ...]
    remark: Remark
    dossier: Dossier | None = None
    follow: tuple[FollowUp, ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class FollowUps:
    """One's own calls and reminders, each with what its county is called; ``now`` where one is due at this moment."""

    found: tuple[tuple[str, FollowUp], ...]
    now: bool = False
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Which:
    """A name stands for several counties of the region: which?"""

    words: str
    options: tuple[Option, ...]
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class RegionDates:
    """Until when the region's counties hand in, with who gets the papers; whether it is the ``province``'s desk."""

    left: tuple[tuple[str, DateLine], ...]
    province: bool = False


@wire
@dataclass(frozen=True, slots=True)
class DateMove:
    """A date that is to be set, or was: for ``where``, called ``name``, the day in ISO.

    ``before`` are the dates that stood, each with whether it was the place's own and the counties that had it;
    ``told`` who will hear of it, ``silent`` how many will not (not applying, or handed in). ``known``: the working days
    of that year are known.
    """

    where: str
    name: str
    on: str
    before: tuple[tuple[str, bool, tuple[str, ...]], ...]
    told: tuple[str, ...]
    silent: int
    known: bool
    deadline: str = "to_city"
    done: bool = False
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class YearRead:
    """A notice on holidays as it was read, to be confirmed; ``known``: the year has working days already."""

    notice: HolidayNotice
    known: bool
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Handed:
    """Files that were asked for; ``what`` names the kind, ``figures`` fill its sentence."""

    what: str
    attachment: str
    name: str
    size: int
    figures: Mapping[str, str] = having(default_factory=dict)


@wire
@dataclass(frozen=True, slots=True)
class Note:
    """A short notice at the desk, named ``what``, perhaps with options."""

    what: str
    figures: Mapping[str, str] = having(default_factory=dict)
    options: tuple[Option, ...] = ()
    revision: int = 0


Brief = (
    Today
    | Table
    | HowMany
    | ByCity
    | OneCounty
    | FollowUps
    | Which
    | Doubted
    | Ready
    | Invitations
    | LinkList
    | Announced
    | Confirming
    | Account
    | Replied
    | Handed
    | RegionDates
    | DateMove
    | YearRead
    | Note
)
