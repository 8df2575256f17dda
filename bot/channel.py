"""What a channel carries: messages with words, buttons and files. Every carrier speaks these types and no others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """One numbered button. ``press`` names keyboard revision, number and field (``12:1:smes``), at most 64 bytes."""

    label: str
    press: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to fetch: ``attachment`` is its random id, ``size`` in bytes."""

    name: str
    attachment: str
    size: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, in its order.

    ``mine`` marks what the person said. ``multiple`` buttons are boxes that are sent together. ``commands`` are words
    that can always be typed and that a channel may show as quick replies; they carry no number.
    """

    sequence: int
    text: str
    mine: bool = False
    buttons: tuple[Button, ...] = ()
    multiple: bool = False
    commands: tuple[str, ...] = ()
    file: File | None = None
