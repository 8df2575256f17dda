"""领导审阅稿: 附件1 for the one who decides, to be read on paper and corrected by number.

It is the filled form itself, on the pages where the form has everything, with the number of each question in the
margin. What is blank says 未填, what a department owes names it, what is 待核实 or does not fit is tinted and marked;
the marks mean the same in black and white. A last page says in words what the marks stand for, reasons included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.etree import _Element

from dialogs.definition.form import Field, Form, Kind, Slot
from dialogs.derived.journey import Journey
from dialogs.record.application import Application
from renderers.places import SPARE_ROWS, SUMMARY, TICKED, box_place, place
from renderers.review.fitting import NOTE, fit
from renderers.review.margin import number, stand
from renderers.review.remarks import HEADING, Remarks, legend, points, stamp
from renderers.review.standing import DOUBTFUL, FILLED, Standing, concerns_of, standings_of
from renderers.review.tracing import Spots, untrace
from renderers.review.wordml import HEITI, Piece, Tint, elements, shade, text_of
from renderers.word import fill_traced, places_of

_MARK = 10.5  # points: of ①


def review(form: Form, application: Application, *, template: Path | None = None) -> bytes:
    """The 领导审阅稿 as a .docx. Raises as ``word.fill``."""
    journey = Journey(form, application)
    concerns = concerns_of(journey)
    standings = standings_of(journey, concerns)
    texts = places_of(form, application, draft=True)
    texts |= {place(slot): each.text for slot, each in standings.items() if each.text is not None}
    document, rows = fill_traced(form, application, texts | {"draft_mark": HEADING}, template=template)
    paper = _Paper(form, document.element.body, untrace(document.element.body), rows)
    paper.mark(standings)
    number(paper.labels(), paper.body)
    _surround(document, Remarks(journey, concerns))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@dataclass(frozen=True)
class _Paper:
    """A filled form of which one knows where each text stands; ``rows`` are those of further targets."""

    form: Form
    body: _Element
    spots: Spots
    rows: Sequence[_Element]

    @property
    def _fields(self) -> Iterator[Field]:
        return (field for field in self.form.printed if field.section != SUMMARY)

    def mark(self, standings: Mapping[str, Standing]) -> None:
        """Tints and notes for all that is not simply filled in."""
        noted: dict[_Element, list[_Element]] = defaultdict(list)
        for field in self._fields:
            for slot in (slot for slot in field.slots if standings[slot.path] != FILLED):
                for runs in self._texts(field, slot):
                    _tint(field, runs, standings[slot.path].tint)
                    noted[_paragraph(runs[-1])] += _note(field, runs, standings[slot.path])
        for paragraph, notes in noted.items():
            fit(paragraph, notes)

    def labels(self) -> dict[_Element, list[str]]:
        """The numbers that belong beside each row and each text outside tables."""
        found: dict[_Element, dict[str, None]] = defaultdict(dict)
        for field in self._fields:
            label = self._label(field)
            for where in self._stands(field):
                found[where].update(dict.fromkeys(label))
        return {where: [*labels] for where, labels in found.items()}

    def _label(self, field: Field) -> list[str]:
        """Its number, and that of the question which it repeats: only there can it be changed."""
        return [field.id, *(f"同{self.form.by_name[name].id}" for name in field.copy_of)]

    def _stands(self, field: Field) -> Iterator[_Element]:
        if field.kind is Kind.ROWS:
            marks = self.body.iter(qn("w:bookmarkStart"))
            spare = [stand(mark) for mark in marks if mark.get(qn("w:name")) in SPARE_ROWS.values()]
            yield from (*spare, *self.rows)
            return
        for slot in field.slots:
            for name in _places(field, slot):
                runs = self.spots.get(name, ())
                yield from (where for at, where in enumerate(map(stand, runs)) if at == 0 or where.tag == qn("w:tr"))

    def _texts(self, field: Field, slot: Slot) -> list[list[_Element]]:
        """The runs of what is written there; of further targets, those of each row."""
        if field.kind is Kind.ROWS:
            cells = [row.findall(qn("w:tc"))[-3:] for row in self.rows]
            return [[run for cell in each for run in cell.iter(qn("w:r"))] for each in cells]
        runs = [run for name in _places(field, slot) for run in self.spots.get(name, ())]
        return [runs] if runs else []


def _tint(field: Field, runs: Sequence[_Element], tint: Tint | None) -> None:
    for run in runs:
        if tint and (not field.choices or text_of(run) == TICKED):
            shade(run, tint)


def _note(field: Field, runs: Sequence[_Element], standing: Standing) -> list[_Element]:
    """Writes the notes behind the value, or behind the last of the boxes."""
    sizes = ((text, NOTE if text == DOUBTFUL else _MARK) for text in standing.notes)
    notes = [Piece(text, size, HEITI, tint=standing.tint) for text, size in sizes]
    if field.choices and standing.text is not None:
        notes = [Piece("　"), Piece(standing.text, tint=standing.tint), *notes]
    written = elements("".join(note.xml() for note in notes))
    last = _paragraph(runs[-1])[-1] if field.choices else runs[-1]
    for note in reversed(written):
        last.addnext(note)
    return written


def _paragraph(run: _Element) -> _Element:
    return next(run.iterancestors(qn("w:p")))


def _places(field: Field, slot: Slot) -> list[str]:
    return [box_place(field.name, choice.name) for choice in field.choices] or [place(slot.path)]


def _surround(document: Document, remarks: Remarks) -> None:
    """Puts the legend into the header, the counts on the cover and the points on a last page."""
    body = document.element.body
    heads = [
        next(text.iterancestors(qn("w:p")))
        for header in _headers(document)
        for text in header.iter(qn("w:t"))
        if HEADING in (text.text or "")
    ]
    for paragraph in heads:
        paragraph.addnext(elements(legend())[0])
    _insert(body, 0, stamp(remarks))
    if not heads:
        _insert(body, 0, legend())
    end = body.find(qn("w:sectPr"))
    _insert(body, len(body) if end is None else body.index(end), points(remarks))
    document.core_properties.title = f"{remarks.journey.form.title}（{HEADING}）"


def _headers(document: Document) -> Iterable[_Element]:
    """Each header of the document once, whatever sections share it."""
    parts = (each.target_part for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.HEADER)
    return [part.element for part in parts]


def _insert(body: _Element, at: int, xml: str) -> None:
    for offset, each in enumerate(elements(xml)):
        body.insert(at + offset, each)
