"""What a channel carries: messages with words, buttons and files. Every carrier speaks these types and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Button:
    """One numbered button. ``press`` names keyboard revision, number and field (``12:1:smes``), at most 64 bytes.

    ``group`` is the heading under which it stands in a list.
    """

    label: str
    press: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file to fetch: ``attachment`` is its random id, ``size`` in bytes. Pictures are ``image/png``."""

    name: str
    attachment: str
    size: int
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One small input: its place among the question's slots, what stands above and beside it, what stands in it now.

    ``column`` is the year (or 数量, 基准值 …), ``row`` the level and role of a matrix (国家 主持) or empty. ``numeric``
    asks a phone for its number keys.
    """

    slot: str
    column: str
    row: str = ""
    unit: str = ""
    value: str = ""
    numeric: bool = True


Typed = Literal["cells", "figure", "word", "names", "text", "boxes", "choice"]
"""What a question's answer is typed into."""
Grave = Literal["", "unread", "error", "warning"]


@dataclass(frozen=True, slots=True)
class Line:
    """One question on a section's card.

    ``label`` stands before its answer in the section as a message, ``title`` above its input. ``words`` stand in it:
    its answer where ``given``, otherwise they are offered. ``computed``: left empty it is computed by the form.
    ``limit`` counts characters, 0 is none. ``department`` usually holds the figure.
    """

    field: str
    label: str
    title: str
    typed: Typed
    words: str = ""
    given: bool = False
    computed: bool = False
    cells: tuple[Cell, ...] = ()
    choices: tuple[str, ...] = ()
    limit: int = 0
    department: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a question of a card stands now: what is stored, what the form computes, what there is to be said about it.

    ``values`` and ``computed`` are by slot. ``grave`` names what ``note`` is: words that were not understood
    (``unread``), an error or a warning.
    """

    field: str
    words: str
    given: bool
    values: Mapping[str, str]
    computed: Mapping[str, str]
    note: str = ""
    grave: Grave = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, in its order.

    ``mine`` marks what the person said. ``multiple`` buttons are boxes that are sent together. ``commands`` are words
    that can always be typed and that a channel may show as quick replies; they carry no number. ``field`` names the
    question that is put, so that its explanation can be fetched; ``cells`` are its values one by one, for channels that
    can show several inputs. ``pictures`` are pages to look at, in order. ``revision`` numbers the keyboard; 0 is none.
    ``card`` are the lines of a whole ``section``. ``took`` says that words before it became an answer.
    ``ticked`` are the numbers of the buttons that stand as the answer, ``line`` a text that stands, to be edited.
    ``place`` is where the conversation is, in few words; ``ways`` are words that open a section in one way or another.
    ``locale`` is the language that a reply is in.
    """

    sequence: int
    text: str
    mine: bool = False
    buttons: tuple[Button, ...] = ()
    multiple: bool = False
    commands: tuple[str, ...] = ()
    file: File | None = None
    field: str | None = None
    cells: tuple[Cell, ...] = ()
    pictures: tuple[File, ...] = ()
    card: tuple[Line, ...] = ()
    section: str = ""
    revision: int = 0
    took: bool = False
    ticked: tuple[int, ...] = ()
    line: Line | None = None
    place: str = ""
    ways: tuple[str, ...] = ()
    locale: str = ""


def numbered(buttons: tuple[Button, ...]) -> list[str]:
    """The buttons as lines with their numbers, each group under its heading."""
    lines: list[str] = []
    heading = ""
    for number, button in enumerate(buttons, 1):
        if button.group and button.group != heading:
            lines.append(f"【{button.group}】")
        heading = button.group
        lines.append(f"{number}. {button.label}")
    return lines
