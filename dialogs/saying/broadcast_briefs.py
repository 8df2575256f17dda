"""What the desk says of broadcasts: as its recipient sees it, before it is sent, how far it is, what came back."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.record.region import Sending


@wire
@dataclass(frozen=True, slots=True)
class Announced:
    """A message from a coordinator, as its recipient sees it; ``preview`` is how it looks before it is sent."""

    by: str
    region: str
    text: str
    attachment: str = ""
    name: str = ""
    size: int = 0
    preview: bool = False


@wire
@dataclass(frozen=True, slots=True)
class Confirming:
    """A broadcast before it is sent: how many people of how many counties, who they are, who cannot be reached.

    ``of_province``: no coordinator of a city is among them.
    """

    count: int
    places: int
    counties: tuple[str, ...]
    unreached: tuple[str, ...]
    of_province: bool = False
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Delivered:
    """How far one recipient's copy is."""

    called: str
    name: str
    state: str
    at: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Account:
    """A broadcast's state; with ``rows``, every recipient by name."""

    sending: Sending
    rows: tuple[Delivered, ...] = ()
    more: int = 0
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Replied:
    """What somebody in a county said back."""

    called: str
    name: str
    words: str
    options: tuple[Option, ...] = ()
    revision: int = 0
