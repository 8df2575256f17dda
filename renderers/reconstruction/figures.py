"""二、主导产业情况 and 三、创新能力情况: the tables of three years, a row a question in printed order.

What a row looks like follows from the question's kind and shape; named here is only what the paper prints otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dialogs.definition.form import Field, Form, Kind, Shape
from renderers.numbering import place_of
from renderers.reconstruction.layout import Block, Cell, Paragraph, Row, Table, mark
from renderers.reconstruction.rows import block, boxes, essay, header, named, plain, together, yearly

_NOTE = "（注：勾选需提供佐证材料）"
_LABELS = {
    "chain_text": "<chain_text>\n（200 字以内）",
    "sharing_text": "集群内产业链资源协同协作 情况（200 字以内）",
    "quality_text": "<quality_text>\n(200 字以内)",
    "quality_work": "集群已开展的质量品牌建设 工作",
}
_NOTES = {"sharing_work": "(注：勾选需提供佐证材料)"}
_VALUES = {"patents": "{_patents} 个 （需提供清单及佐证材料）"}
_LINES = {"patents": 7}


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table of three years: its columns, how many of them a label and a year take, the height of a single value."""

    columns: tuple[int, ...]
    label: int
    year: int
    lines: float

    @property
    def wide(self) -> tuple[int, int]:
        """A label, and one value over all years (a growth rate of three years is one, I-10)."""
        return self.label, len(self.columns) - self.label


_INDUSTRY = _Grid((2400, 2472, 1400, 1400, 1400), 2, 1, 1.5)
_TEXTS = (1, 4)  # in 二 the texts and boxes have a narrower label
_INNOVATION = _Grid((1512, 1080, 720, 720, 720, 720, 720, 720, 720, 720, 720), 2, 3, 2)


def industry(form: Form) -> tuple[Block, ...]:
    """二、主导产业情况."""
    return Paragraph("二、主导产业情况", "Section", "s2"), _table(form, "industry", _INDUSTRY, "head2")


def innovation(form: Form) -> tuple[Block, ...]:
    """三、创新能力情况."""
    return Paragraph("三、创新能力情况", "Section", "s3"), _table(form, "innovation", _INNOVATION, "head3")


def _table(form: Form, section: str, grid: _Grid, head: str) -> Table:
    fields = [field for field in form.printed if field.section == section]
    rows = [header(("年度", *(f"{year} 年" for year in form.years)), (grid.label, *[grid.year] * 3), head)]
    for group, members in groupby(sorted(fields, key=lambda field: place_of(field.id)), lambda field: field.group):
        listed = list(members)
        rows += _block(listed) if group else [row for field in listed for row in _rows(field, grid)]
    return Table(grid.columns, tuple(rows))


def _block(fields: list[Field]) -> list[Row]:
    """The rows of 数量 and 名称 under the label that they share."""
    first, further = block(f"<{fields[0].name}:group>")
    labels = (first, *[further] * (len(fields) - 1))
    return together([named(field, f"<{field.name}>", (3, 7), each) for field, each in zip(fields, labels, strict=True)])


def _rows(field: Field, grid: _Grid) -> Iterator[Row]:
    label = _LABELS.get(field.name, f"<{field.name}>")
    match field.kind, field.shape:
        case Kind.PARAGRAPH, _:
            yield essay(field, label, _TEXTS, sum(grid.columns[1:]))
        case Kind.MULTI, _:
            yield boxes(field, label, _NOTES.get(field.name, _NOTE), _TEXTS)
        case _, Shape.YEARLY:
            yield yearly(field, label, (grid.label, grid.year))
        case _, Shape.MATRIX:
            yield from _matrix(field, grid.label)
        case _:
            value = _VALUES.get(field.name, f"{{{field.name}}}")
            yield plain(field, label, value, grid.wide, _LINES.get(field.name, grid.lines))


def _matrix(field: Field, label: int) -> Iterator[Row]:
    """The grid of standards: under each year 类别, 主持数量, 参与数量; a row per level."""
    first, further = block(f"<{field.name}>", label)
    titles = tuple(Cell(text, "CellSmall") for text in ("类别", "主持数量", "参与数量")) * 3
    yield Row((first, *titles), mark(field.id) + "titles", 2)
    levels = sorted(field.slots, key=lambda slot: list(_levels(field)).index(slot.part[1]))
    for level, slots in groupby(levels, key=lambda slot: slot.part[1]):
        cells: list[Cell] = []
        for place, slot in enumerate(slots):
            if place % 2 == 0:
                cells.append(Cell(_levels(field)[level], "CellSmall"))
            cells.append(Cell(f"{{{slot.path}}}", "CellSmall"))
        yield Row((further, *cells), mark(field.id) + level, 1.2)


def _levels(field: Field) -> dict[str, str]:
    """The printed name of each level, in printed order."""
    return {slot.part[1]: slot.label.split()[1] for slot in field.slots}
