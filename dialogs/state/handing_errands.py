"""What the desk asks of the outside about recommending and handing up."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class CountExports:
    """How far this coordinator's exports are: comes back as ``exports counted``."""


@wire
@dataclass(frozen=True, slots=True)
class Recommend:
    """Keep this list in place of the one of that ``version``: comes back as ``recommended``, with ``said``.

    As ``list changed`` where somebody else changed it meanwhile.
    """

    place: str
    version: int
    chosen: tuple[str, ...]
    reserves: tuple[str, ...]
    contact: str
    phone: str
    said: str


@wire
@dataclass(frozen=True, slots=True)
class HandUp:
    """Hand the list of that version up to the province: comes back as ``handed up``, or ``hand-up refused``."""

    place: str
    version: int


@wire
@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take a hand-up back that the province has not touched: comes back as ``taken back``, or ``hand-up refused``."""

    hand_up: str


@wire
@dataclass(frozen=True, slots=True)
class Register:
    """The province has got a group's papers, ``electronic`` or ``paper``: comes back as ``registered``."""

    hand_up: str
    form: str


@wire
@dataclass(frozen=True, slots=True)
class Decide:
    """What the province decides about these applications of a hand-up: comes back as ``decided``."""

    hand_up: str
    applications: tuple[str, ...]
    decision: str
    reason: str = ""


@wire
@dataclass(frozen=True, slots=True)
class PassOn:
    """The city passes a 补正 on to the county, as its exact questions: comes back as ``passed on``."""

    hand_up: str
    application: str
