"""What numbered buttons do with a file that is read into the form."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.reading.results import Entry
from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class ReadIn:
    """Read a file into the form."""

    file: str
    name: str


@wire
@dataclass(frozen=True, slots=True)
class TakeOver:
    """Take over what a file says where nothing stands: everything, or one section.

    ``reopens``: the person heard what a change of the sealed or returned paper costs.
    """

    file: str
    section: str = ""
    reopens: bool = False


@wire
@dataclass(frozen=True, slots=True)
class GoThrough:
    """Show what a file says otherwise, or not clearly, one after the other."""

    file: str


@wire
@dataclass(frozen=True, slots=True)
class ShowFile:
    """Show what was read from a file: its summary, or a page (from 0) of the list of one kind.

    The kinds are ``new``, ``differs``, ``unread`` and ``cleared``.
    """

    file: str
    what: str = ""
    section: str = ""
    page: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Settle:
    """Settle one difference: with these entries (of the file), or (none) with what stands; ``anew``: asked again."""

    file: str
    field: str
    entries: tuple[Entry, ...] = ()
    words: str = ""
    anew: bool = False
    reopens: bool = False


@wire
@dataclass(frozen=True, slots=True)
class SettleRest:
    """Settle every difference that is left: with what the ``file`` says, or with what stands."""

    file: str
    theirs: bool
    reopens: bool = False


@wire
@dataclass(frozen=True, slots=True)
class PutAside:
    """Leave a file that was read for later; ``gone``: for good, nothing more of it is taken."""

    file: str
    gone: bool = False


FileAction = ReadIn | TakeOver | GoThrough | ShowFile | Settle | SettleRest | PutAside
