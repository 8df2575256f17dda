"""A row as it was typed, taken apart into cells: figures, reasons for having none, and places left out.

The text is narrow and free of labels and sources. Whatever is neither a cell nor one of the usual small words makes
the whole row unread: nothing is skipped silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dialogs.reading.blanks import Missing, missing_at
from dialogs.reading.chinese import CHARACTERS
from dialogs.reading.marks import DOUBT
from dialogs.reading.numbers import Figure, figure_at
from dialogs.record.application import Blank

_SPACE = re.compile(r"[ ]+")
_SEPARATOR = re.compile(r"[\t\n,;、|/]|。(?![0-9])|->|=>|→")
_DASH = re.compile(r"[-—–]+(?=$|[\s,;、|/])")
_SAME = re.compile(
    r"(?:近?[三3]年|各年|每年|历年)?(?:数据)?(?:都|均|全部|全|皆)(?:一样|相同|是|为|填|记|在)?|(?:每年|各年)(?:是|为)?"
    r"|一样|相同|不变"
)
_SMALL_WORDS = re.compile(
    r"近?[三3]年(?:来|内|数据)?|分别为|分别是|分别|依次为|依次是|依次|一共|总共|共计|共有|合计|总计|其中|答案"
    rf"|(?:答|共|和|及|与|是|为|有|从|由)(?=[\s0-9.:,;、+\-−负约近大{CHARACTERS}]|$)"
    r"|(?:提高|提升|增长|上升|增加|扩大|下降|降低|减少)?(?:到|至(?!少))"
    r'|[:="“”!]|\.(?=$|[\s。])'
)
_UNKNOWN = re.compile(r"[^\s,;、|。0-9]+|[^\s,;、|。]+")
_WRITTEN_ON = re.compile(r"[^\s,;、|]+")
_ROUGH_FIRST = re.compile("^(?:大约|大概|大致|约|差不多|接近|将近)")
_ROUGH_LAST = re.compile("(?:左右吧?|上下|[吧])$")
_LOOSE = frozenset("\n。")


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a row; ``None`` is a place left out on purpose (an empty column, a dash)."""

    content: Figure | Missing | None
    words: str = ""
    doubtful: bool = False
    mark: bool = False  # 待核实 standing by itself: a cell, or a remark on the figures before it
    edge: bool = False  # left out before the first or after the last separator

    @property
    def figure(self) -> Figure | None:
        """The figure, if there is one."""
        return self.content if isinstance(self.content, Figure) else None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a message. ``same`` means that the person said 都是; ``unread`` is what nobody understands."""

    cells: tuple[Cell, ...] = ()
    same: bool = False
    unread: str | None = None

    def fitted(self, expected: int) -> Row:
        """The row with its loose ends settled for so many slots: remarks applied, empty edges dropped."""
        cells = _with_remarks(self.cells, expected)
        while len(cells) > expected and cells and cells[-1].edge:
            cells = cells[:-1]
        while len(cells) > expected and cells and cells[0].edge:
            cells = cells[1:]
        return replace(self, cells=tuple(cells))


def row_of(text: str, departments: Sequence[str]) -> Row:
    """The row that a text says."""
    scan = _Scan(text, departments)
    while scan.place < len(text) and scan.unread is None:
        scan.step()
    return scan.row()


@dataclass
class _Scan:
    """A scan under way: every step takes one token, so a row of any length is read in one pass."""

    text: str
    departments: Sequence[str]
    place: int = 0
    last: int = 0  # where the last cell begins
    cells: list[Cell] = field(default_factory=list)
    separator: str = ""  # the last one, while nothing has come after it
    apart: bool = True
    same: bool = False
    unread: str | None = None

    def step(self) -> None:
        for take in (self._space, self._separator, self._missing, self._words, self._figure, self._doubt, self._dash):
            if take():
                return
        self.unread = self._unknown()

    def _unknown(self) -> str:
        """What nobody understands, with the figure that it is written to: 1e9, 12成."""
        start, pattern = (self.place, _UNKNOWN) if self.apart else (self.last, _WRITTEN_ON)
        match = pattern.match(self.text, self.place)
        return self.text[start : match.end()] if match else self.text[start:]

    def row(self) -> Row:
        if self.separator in ("/", "\t") and self.cells:
            self.cells.append(Cell(None, edge=True))
        return Row(tuple(self.cells), self.same, self.unread)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.place)
        if match is None or match.end() == self.place:
            return ""
        self.place, self.apart = match.end(), True
        return match[0]

    def _space(self) -> bool:
        return bool(self._skip(_SPACE))

    def _separator(self) -> bool:
        found = self._skip(_SEPARATOR)
        if not found:
            return False
        if found == "/" and not self.cells:
            self.cells.append(Cell(None, edge=True))
        elif found == self.separator and found not in _LOOSE:
            self.cells.append(Cell(None))
        self.separator = found
        return True

    def _words(self) -> bool:
        if self._skip(_SAME):
            self.same = True
            return True
        return bool(self._skip(_SMALL_WORDS))

    def _missing(self) -> bool:
        if DOUBT.match(self.text, self.place):
            return False
        found = missing_at(self.text, self.place, self.departments)
        if found is None:
            return False
        self._add(Cell(found[0], self.text[self.place : found[1]]), found[1])
        return True

    def _figure(self) -> bool:
        last = self.cells[-1].figure if self.cells else None
        if not self.apart and last is not None and last.unit is None:
            return False
        found = figure_at(self.text, self.place)
        if found is None:
            return False
        self._add(Cell(found[0], self.text[self.place : found[1]], doubtful=found[0].roughly), found[1])
        return True

    def _doubt(self) -> bool:
        match = DOUBT.match(self.text, self.place)
        if match is None:
            return False
        if self.cells and (not self.apart or match[0].lstrip()[0] in "(（"):
            self.cells[-1] = replace(self.cells[-1], doubtful=True)
            self.place = match.end()
        else:
            self._add(Cell(Missing(Blank.LATER), match[0], mark=True), match.end())
        return True

    def _dash(self) -> bool:
        match = _DASH.match(self.text, self.place)
        if match is None:
            return False
        self._add(Cell(None), match.end())
        return True

    def _add(self, cell: Cell, end: int) -> None:
        self.cells.append(cell)
        self.last, self.place, self.apart, self.separator = self.place, end, False, ""


def rough_throughout(cells: Sequence[Cell]) -> list[Cell]:
    """约133 141 152, 133 141 152左右: a word before the first figure or behind the last one is about all of the row."""
    rough = [cell.figure is not None and cell.figure.roughly for cell in cells]
    ends = (cells[0], _ROUGH_FIRST) if rough and rough[0] else (cells[-1], _ROUGH_LAST) if rough and rough[-1] else None
    if ends is None or sum(rough) > 1 or len(cells) == 1 or not ends[1].search(ends[0].words):
        return list(cells)
    return [replace(cell, doubtful=True) if cell.figure is not None else cell for cell in cells]


def _with_remarks(cells: Sequence[Cell], expected: int) -> list[Cell]:
    """待核实 by itself is a cell where one is missing; after a full row it is a remark on all of it."""
    plain = [cell for cell in cells if not cell.mark]
    if len(plain) == len(cells) or not plain or len(cells) == expected:
        return list(cells)
    if cells[-1].mark and len(plain) == expected:
        return [replace(cell, doubtful=True) for cell in plain]
    settled: list[Cell] = []
    for cell in cells:
        if not cell.mark:
            settled.append(cell)
        elif settled:
            settled[-1] = replace(settled[-1], doubtful=True)
    return settled
