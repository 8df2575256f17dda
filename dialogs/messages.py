"""What goes into a turn, and what it asks of the outside: events and requests. What it says are ``replies``.

Events are what happened, in the past tense; time, a finished document and another person's edit are events too.
Requests ask the outside to do something; ``bot`` does it and answers with ``Happened``. All survive JSON (``codec``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having

from dialogs.codec import wire

# --- events ---------------------------------------------------------------------------------------------------------


@wire
@dataclass(frozen=True, slots=True)
class Said:
    """The person typed something."""

    text: str


@wire
@dataclass(frozen=True, slots=True)
class Chose:
    """The person pressed buttons (several where boxes were ticked) of the keyboard with this revision.

    ``field`` is the name of the field that the keyboard was about, so that an old button is understood.
    """

    revision: int
    numbers: tuple[int, ...]
    field: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class Sent:
    """The person sent a file."""

    name: str
    size: int
    attachment: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class Commanded:
    """The person used a command of the menu, by its name (``check``, ``progress``…)."""

    command: str


@wire
@dataclass(frozen=True, slots=True)
class Elapsed:
    """A point in time was reached, such as a day before a deadline."""

    kind: str


@wire
@dataclass(frozen=True, slots=True)
class Happened:
    """The outside did something: ``opened`` or ``listed`` applications, ``rendered`` a document, or ``failed``."""

    kind: str
    payload: Mapping[str, str] = having(default_factory=dict)


Event = Said | Chose | Sent | Commanded | Elapsed | Happened

# --- requests -------------------------------------------------------------------------------------------------------


@wire
@dataclass(frozen=True, slots=True)
class Render:
    """Print the application: ``application`` (附件1) or ``summary`` (附件4)."""

    kind: str
    draft: bool


@wire
@dataclass(frozen=True, slots=True)
class Open:
    """Open another application of this person, or a new one (``None``)."""

    application: str | None


@wire
@dataclass(frozen=True, slots=True)
class List:
    """List this person's applications: comes back as ``listed``, id → name."""


Request = Render | Open | List
