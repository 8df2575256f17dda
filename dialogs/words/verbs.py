"""The verbs of sentences: in which words something is to be done, and how that would be typed as a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.words.wishes import Speech


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that is done: ``typed`` are its commands, the fullest first, with their parts in braces.

    ``at`` is whose desk it is done at (city, province; empty: both). One that ``takes_text`` has it behind itself.
    ``beside`` is a pattern of what has to be said with it in the message, ``without`` of what is not in its clause.
    What is ``safe`` is done at once, what else changes something is offered. What is ``first`` is said so plainly that
    no other reading comes before it.
    """

    name: str
    typed: tuple[str, ...]
    at: str = ""
    takes_text: bool = False
    beside: str = ""
    without: str = ""
    safe: bool = False
    first: bool = False


@dataclass(frozen=True)
class Verbs:
    """The verbs by name, and the words of a place with theirs among them."""

    by_name: Mapping[str, Verb] = field(default_factory=dict)
    speech: Speech = field(default_factory=Speech)
