"""Applications for the one who decides, as counties really have them, and a reader of what the review made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from dialogs.definition.form import Form, Hand
from dialogs.record.application import Answer, Application, Blank
from renderers.review.wordml import Tint
from tests import county
from tests.renderers.reading import Paper
from tests.renderers.samples import full
from tests.talk import Talk

HALF = {
    "accidents": ["等应急管理局"],
    "energy_benchmark": ["稍后"],
    "area": ["36.5 待核实"],
    "county_share": ["等统计局"],
    "main_growth": ["15.5", "2", "口径不同，按规上企业口径计算"],
    "companies": ["141 150 150"],
    "smes": ["133 141 152", "稍后"],
    "specialised": ["稍后"],
    "listed": ["2021年 0", "稍后"],
    "standards": ["等市场监管局"],
}
"""What is said otherwise than in the whole county: 2.7 of 2023 is more than 2.6, and 2.5 is kept with a reason."""


def complete(form: Form) -> Application:
    """The whole county's application, without anything to remark."""
    talk = Talk(form)
    talk.say("开始")
    county.fill(talk)
    return talk.application


def half(form: Form) -> Application:
    """An application in the middle of the work, with one of everything that the review remarks on."""
    talk = Talk(form)
    talk.say("开始")
    while (name := county.asked(talk)) not in (None, "digital_text"):
        talk.say(*HALF.get(str(name), county.ANSWERS[str(name)]))
    boxes = talk.application.answers["chain_work"]
    return talk.application.with_answers([replace(boxes, doubtful=True)])


def doubted(form: Form) -> Application:
    """Every slot filled, and every one of them 待核实."""
    filled = full(form)[0]
    return filled.with_answers([replace(answer, doubtful=True) for answer in filled.answers.values()])


def awaited(form: Form, department: str) -> Application:
    """Every slot waits for the same department."""
    fields = [field for field in form.printed if field.by is Hand.COUNTY and field.required]
    slots = [slot.path for field in fields for slot in field.slots]
    answers = {slot: Answer(slot, blank=Blank.WAITING, department=department) for slot in slots}
    return Application("1", form.edition, answers)


class Review:
    """A 领导审阅稿: the form with the numbers beside it, what is tinted how, and the points behind it."""

    def __init__(self, docx: bytes) -> None:
        self._body = Document(BytesIO(docx)).element.body
        paper = Paper(docx)
        self.header = paper.header
        self.rows = [(row[0].split("\n"), row[1:]) for row in paper.rows]
        self.lines = paper.lines

    def beside(self, number: str) -> Sequence[str]:
        """The cells of all rows that have this number beside them."""
        return [cell for numbers, cells in self.rows if number in numbers for cell in cells]

    @property
    def points(self) -> list[str]:
        """The lines of the last page, its title included."""
        return self.lines[len(self.lines) - self.lines[::-1].index("审阅要点") - 1 :]

    def point(self, title: str) -> list[str]:
        """The lines under one heading of the last page."""
        titles = ("有错（须改）", "有疑", "有疑：待核实", "等部门", "待定", "未填", "已说明口径", "无法核对")
        rest = self.points[self.points.index(title) + 1 :]
        end = next((at for at, line in enumerate(rest) if line in titles), len(rest))
        return rest[:end]

    def tinted(self, number: str) -> Iterator[tuple[str, Tint]]:
        """The texts on a tinted ground in the rows that have this number beside them."""
        for row in self._body.iter(qn("w:tr")):
            numbers = [_text(line) for line in next(row.iter(qn("w:tc"))).iter(qn("w:p"))]
            if number in numbers:
                yield from _tinted(row)

    def looks(self, wanted: Callable[[str], bool]) -> list[tuple[str, str]]:
        """Style and underline of the runs with such a text."""
        runs = [run for run in self._body.iter(qn("w:r")) if wanted(_text(run))]
        return [(_property(run, "w:rStyle"), _property(run, "w:u")) for run in runs]

    def tints(self) -> Mapping[Tint, int]:
        """How many texts are on each ground, in the tables."""
        found = [tint for table in self._body.iter(qn("w:tbl")) for _, tint in _tinted(table)]
        return {tint: found.count(tint) for tint in Tint}


def unnoted(docx: bytes) -> Paper:
    """The review without what it wrote in 黑体: the numbers and the notes behind values."""
    document = Document(BytesIO(docx))
    for run in [*document.element.body.iter(qn("w:r"))]:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None and fonts.get(qn("w:eastAsia")) == "黑体":
            run.getparent().remove(run)
    stream = BytesIO()
    document.save(stream)
    return Paper(stream.getvalue())


def _property(run: _Element, name: str) -> str:
    found = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return "" if found is None else str(found.get(qn("w:val")))


def _tinted(element: _Element) -> Iterator[tuple[str, Tint]]:
    for run in element.iter(qn("w:r")):
        shade = run.find(f"{qn('w:rPr')}/{qn('w:shd')}")
        if shade is not None and _text(run):
            yield _text(run), Tint(str(shade.get(qn("w:fill"))))


def _text(element: _Element) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))
