"""What the blank form says: texts that are no answers in a filled one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dialogs.application import Application
from dialogs.form import Form
from dialogs.gathering.boxes import has_boxes
from dialogs.gathering.documents import Document, Line
from dialogs.gathering.labels import plain
from renderers.importing.wordml import read_word
from renderers.word import fill, fill_summary


def furniture(form: Form, template: Path | None = None) -> frozenset[str]:
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
def _furniture(key: _Key, template: Path | None) -> frozenset[str]:
    blank = Application("", key.form.edition)
    papers = (
        fill(key.form, blank, draft=False, template=template),
        fill_summary(key.form, blank, draft=False),
        fill_summary(key.form, blank, draft=False, city=True),
    )
    lines = (line for paper in papers for text in _texts(read_word(paper)) for line in text.split("\n"))
    found = {plain(line) for line in lines if not has_boxes(line)}
    return frozenset(each for each in found if each and not each.isdigit())


def _texts(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        found += [block.text] if isinstance(block, Line) else [cell.text for row in block.rows for cell in row]
    return found
