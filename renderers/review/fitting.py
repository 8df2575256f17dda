"""Notes in narrow cells: made to fit, so that rows stay as high as they are and remain on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.oxml.ns import qn
from lxml.etree import _Element

from renderers.review.wordml import elements, resize, text_of, tighten

NOTE = 8  # points: of 〔待核实〕, and of words that stand for a figure in a narrow cell
_NARROW = 100  # points: wider cells have room for a note
_PADDING = 170  # twips, at both sides of a cell together
_USUAL = 12  # points, of figures in the form
_SMALLER = 10.5
_WIDE = 0x2000  # from here on, characters are as wide as they are high


def fit(paragraph: _Element, notes: Sequence[_Element]) -> None:
    """Lets a value and its notes share the height of one line, where they do not share its width.

    Without notes, the value itself is what the review wrote: the words for a figure that is awaited.
    """
    room = _room(paragraph)
    values = [run for run in paragraph.findall(qn("w:r")) if run not in notes]
    width = _width(values)
    if room > _NARROW or width + _width(notes) <= room:
        return
    if not notes:
        _set(paragraph, values, NOTE)
    elif width <= room:
        _set(paragraph, values, _SMALLER)
        _without_brackets([note for note in notes if _width([note]) > room])
        notes[0].addprevious(elements("<w:r><w:br/></w:r>")[0])


def _room(paragraph: _Element) -> float:
    """How many points of width a text has in its cell; outside of cells, and where no width is given, any number."""
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
    if width is None or width.get(qn("w:type"), "dxa") != "dxa":
        return float("inf")
    return (float(width.get(qn("w:w")) or "inf") - _PADDING) / 20


def _width(runs: Iterable[_Element]) -> float:
    return sum(_size(run) * (1 if ord(character) > _WIDE else 0.5) for run in runs for character in text_of(run))


def _size(run: _Element) -> float:
    size = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    return float(size.get(qn("w:val")) or 0) / 2 if size is not None else _USUAL


def _set(paragraph: _Element, runs: Iterable[_Element], size: float) -> None:
    for run in runs:
        resize(run, size)
    tighten(paragraph, size + 1)


def _without_brackets(notes: Iterable[_Element]) -> None:
    for note in notes:
        for text in note.iter(qn("w:t")):
            text.text = (text.text or "").strip("〔〕")
