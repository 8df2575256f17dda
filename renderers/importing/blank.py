"""What the blank form says: texts that are no answers in a filled one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from dialogs.definition.form import Form
from dialogs.gathering.boxes import has_boxes
from dialogs.gathering.documents import Document, Furniture, Line, Table
from dialogs.gathering.labels import plain
from dialogs.record.application import Application
from renderers.importing.wordml import read_word
from renderers.word import fill, fill_summary


def furniture(form: Form, template: Path | None = None) -> Furniture:
    """The texts of the blank 附件1 and 附件4, line by line, as labels are compared; boxes and figures are none."""
    return _furniture(_Key(form), template)


class _Key:
    """A form as a key: there is one for each edition."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return hash(self.form.edition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.form is self.form


@lru_cache(maxsize=4)
def _furniture(key: _Key, template: Path | None) -> Furniture:
    blank = Application("", key.form.edition)
    papers = (
        fill(key.form, blank, draft=False, template=template),
        fill_summary(key.form, blank, draft=False),
        fill_summary(key.form, blank, draft=False, city=True),
    )
    documents = [read_word(paper) for paper in papers]
    lines = (block.text for each in documents for block in each.blocks if isinstance(block, Line))
    return Furniture(_plain(text for each in documents for text in _cells(each)), _plain(lines))


def _plain(texts: Iterable[str]) -> frozenset[str]:
    found = {plain(line) for text in texts for line in text.split("\n") if not has_boxes(line)}
    return frozenset(each for each in found if each and not each.isdigit())


def _cells(document: Document) -> Iterator[str]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    return (cell.text for table in tables for row in table.rows for cell in row)
