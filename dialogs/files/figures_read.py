"""A figure on a photo that is pinned to a question: words for its answer, which a person takes over or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dialogs.answers.answering import understand
from dialogs.definition.form import Field
from dialogs.gathering import gather
from dialogs.gathering.documents import Cell, Document, Line, Table
from dialogs.reading.results import Entry, Read
from dialogs.turn.step import Step

_FIGURE = re.compile(r"[0-9]")
_OF_YEAR = re.compile(
    r"(?P<year>20[0-9]{2})\s*年?[^0-9\n]{0,40}?(?P<figure>-?[0-9][0-9,.]*)\s*(?P<unit>[^\s0-9，,。;；]{0,4})"
)
_ALIKE = 0.3


def figures_on(step: Step, field: Field, lines: Sequence[str]) -> tuple[str, tuple[Entry, ...]] | None:
    """What the lines of a photo say in answer to a question for figures, and the entries; None where nothing fits."""
    if not field.numeric:
        return None
    for words in _candidates(step, field, lines):
        reading = understand(step, field, field.paths, words)
        if isinstance(reading, Read) and reading.entries and all(isinstance(e.value, Decimal) for e in reading.entries):
            return words, reading.entries
    return None


def _candidates(step: Step, field: Field, lines: Sequence[str]) -> Iterator[str]:
    """Words that may be the answer, the surest first: by the question's label, by its years, by its unit."""
    yield from _by_label(step, field, lines)
    near = [line for line in lines if _FIGURE.search(line) and (_alike(field, line) or _in_unit(field, line))]
    years = [
        f"{found['year']}年{found['figure']}{found['unit']}"
        for line in near
        for found in _OF_YEAR.finditer(_plain(line))
    ]
    wanted = {path.split("/")[1] for path in field.paths if "/" in path}
    own = dict.fromkeys(each for each in years if each[:4] in wanted)
    if own:
        yield "，".join(own)
    yield from near


def _by_label(step: Step, field: Field, lines: Sequence[str]) -> Iterator[str]:
    rows = tuple(tuple(Cell(cell, at) for at, cell in enumerate(line.split())) for line in lines)
    found = gather(step.form, Document((Table(rows), *map(Line, lines)))).found
    for each in found:
        if each.field != field.name:
            continue
        years = [(worded.slot.rpartition("/")[2], worded.words) for worded in each.said]
        yield "，".join(f"{year}年{words}" if year.isdigit() else words for year, words in years)


def _plain(line: str) -> str:
    return unicodedata.normalize("NFKC", line)


def _alike(field: Field, line: str) -> bool:
    pairs = {field.label[at : at + 2] for at in range(len(field.label) - 1)}
    return sum(pair in line for pair in pairs) > _ALIKE * len(pairs)


def _in_unit(field: Field, line: str) -> bool:
    return bool(field.unit) and str(field.unit)[-1:] in line and any(year in line for year in _years(field))


def _years(field: Field) -> set[str]:
    return {part for path in field.paths for part in path.split("/") if part.isdigit()}
