"""What the desk says of people and their links: who is meant, who will be invited, who is in."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.record.region import Contact, Link
from dialogs.state.desk_states import Doubt


@wire
@dataclass(frozen=True, slots=True)
class Doubted:
    """A line of a list is not clear: as typed, and why."""

    doubt: Doubt
    left: int
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Ready:
    """People who will be invited, to be confirmed; ``known`` counties have somebody already."""

    people: tuple[tuple[str, str, str], ...]
    known: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Made:
    """A link for somebody: told with its seed, which becomes the link where it is shown."""

    called: str
    name: str
    phone: str
    seed: str
    link: str = ""
    telegram: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Invitations:
    """Texts with links to hand out by whatever messenger."""

    by: str
    days: int
    made: tuple[Made, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class LinkList:
    """Who is in by a link, and who has not used one."""

    contacts: tuple[tuple[str, Contact], ...]
    links: tuple[tuple[str, Link], ...]
    options: tuple[Option, ...] = ()
    revision: int = 0
