"""What a file says before anybody knows what it is about, and what was found in it.

A file is lines and tables: whoever opens it (``renderers.importing``) knows nothing of the form. ``Gathered`` is what
the form recognises in it, as words to be read; whether they can be read, and what they change, is asked later.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text with ☑ and ☐ for boxes, its first column in the grid and how many it takes.

    ``merged`` means that it goes on with the cell above (its text is then empty).
    """

    text: str
    column: int
    span: int = 1
    merged: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a sheet (which has a ``name``)."""

    rows: tuple[Row, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside tables."""

    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file, in reading order. ``notes`` say what was met in it (``tracked``, ``comments``, ``text boxes``)."""

    blocks: tuple[Table | Line, ...]
    notes: tuple[str, ...] = ()
    word: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """The texts of the blank form, as labels are compared: those in its tables, and its lines outside them."""

    cells: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()

    @property
    def every(self) -> frozenset[str]:
        """Both."""
        return self.cells | self.lines


@wire
@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: the ``table`` (from 1; 0: outside tables) or sheet by ``name``, and the row (from 1).

    ``column`` (from 1) is known of sheets; ``label`` is what stands there.
    """

    table: int = 0
    row: int = 0
    column: int = 0
    name: str = ""
    label: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Worded:
    """Words for one slot; for the whole field where ``slot`` is empty."""

    slot: str
    words: str


@wire
@dataclass(frozen=True, slots=True)
class Gleaned:
    """What a file says to one question; nothing where only its label stands there.

    ``doubt`` is why that may be wrong, so that the person has to confirm it: ``label`` (not quite the official one),
    ``order`` (no years above the figures), ``older`` (a figure of another edition's year).
    """

    field: str
    said: tuple[Worded, ...]
    spot: Spot
    doubt: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Unread:
    """What was not understood: the words, where, and why (``label``: no such question; ``twice``; ``boxes`` …)."""

    words: str
    why: str
    spot: Spot
    field: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Gathered:
    """What a form recognises in a file. ``empty`` are the questions whose label stands there and nothing beside it.

    ``notes`` are the document's; ``changes`` say how the tables differ from the official ones (附件2-23), each with its
    figures; ``years`` are those above the figures of the file, where they are not this edition's.
    """

    found: tuple[Gleaned, ...] = ()
    empty: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    years: tuple[str, ...] = ()
