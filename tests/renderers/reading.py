"""Reads a finished form back as a person would: by the printed labels and headings, cell by cell.

Shares nothing with the filler: it knows no places, no template and no layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_SPACE = re.compile(r"\s+")
_BOX = re.compile(r"([☑☐])([^☑☐]*)")


class Paper:
    """One Word file, as rows of cell texts and as lines outside tables."""

    def __init__(self, docx: bytes) -> None:
        self._document = Document(BytesIO(docx))
        self.rows: list[list[str]] = []
        self.lines: list[str] = []
        for block in self._document.iter_inner_content():
            if isinstance(block, Paragraph):
                self.lines.append(block.text)
            else:
                self.rows += _rows(block)

    @property
    def header(self) -> str:
        """The text in the page header."""
        return str(self._document.sections[0].header.paragraphs[0].text)

    def beside(self, label: str, nth: int = 0) -> list[str]:
        """The cells after the ``nth`` cell that begins with this label; further rows of a merged label follow."""
        found = list(self._after(bare(label)))
        return found[nth]

    def _after(self, label: str) -> Iterator[list[str]]:
        for row in self.rows:
            for at, text in enumerate(row):
                if bare(text).startswith(label):
                    yield row[at + 1 :]

    def all_beside(self, label: str) -> list[list[str]]:
        """The cells after each cell that begins with this label."""
        return list(self._after(bare(label)))

    def under(self, heading: str, until: str | None) -> str:
        """The lines between a heading and the next."""
        places = [at for at, line in enumerate(self.lines) if bare(line) == bare(heading)]
        rest = self.lines[places[-1] + 1 :]
        end = next((at for at, line in enumerate(rest) if until and bare(line) == bare(until)), len(rest))
        return "\n".join(rest[:end])

    @property
    def text(self) -> str:
        """Everything in the body."""
        return "\n".join([*self.lines, *(cell for row in self.rows for cell in row)])


def bare(text: str) -> str:
    """The text without white space, as labels are compared."""
    return _SPACE.sub("", text)


def boxes(text: str) -> list[tuple[str, bool]]:
    """The boxes of a cell: label and whether it is ticked; a note behind the last one is cut off."""
    return [(bare(label.split("\n")[0]), mark == "☑") for mark, label in _BOX.findall(text)]


def _rows(table: Table) -> Iterator[list[str]]:
    """The rows of a table; a cell merged over columns counts once, one merged over rows in each of them."""
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cells[-1]._tc is not cell._tc:
                cells.append(cell)
        yield [cell.text for cell in cells]
