"""What a button of the desk does, and what the desk waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class Do:
    """Do something at the desk, by its name, about these: counties, links, words."""

    verb: str
    about: tuple[str, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to be invited: ``county`` is a code; ``together`` with who files there already, or by themselves."""

    county: str
    name: str
    phone: str = ""
    together: bool = True


@wire
@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of a list that is not clear: as it was typed, why, and what can be chosen (codes of counties)."""

    words: str
    why: str
    name: str = ""
    phone: str = ""
    counties: tuple[str, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Listing:
    """People are being named: those that are clear, the doubts that are still to be asked."""

    people: tuple[Invitee, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Columns:
    """A list of people as a sheet: its rows, where its head stands (-1: it has none), the columns by what they hold.

    A column of -1 is still to be found, one of -2 is not there; ``asking`` names the one that is asked for.
    """

    rows: tuple[tuple[str, ...], ...]
    head: int
    chosen: Mapping[str, int]
    asking: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Drafting:
    """A broadcast is being written: its text and file, whom it is for (``words`` as typed), before it is confirmed.

    ``stage`` is ``text``, ``audience`` or ``confirm``; ``people`` are who would get it.
    """

    stage: str = "text"
    text: str = ""
    attachment: str = ""
    file: str = ""
    size: int = 0
    words: str = ""
    people: tuple[int, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Awaiting:
    """Words are awaited that complete something: a note on a county, the name of a filter."""

    verb: str
    about: tuple[str, ...] = ()
