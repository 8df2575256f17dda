"""The file of a 领导审阅稿: one that Word opens, also when it is made from the province's own template."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from dialogs.definition.form import Form
from dialogs.record.application import Application
from renderers.review import review
from tests.renderers.reviewed import Review, half
from tests.renderers.samples import application


@pytest.fixture(scope="module")
def county(form: Form) -> Application:
    """An application in the middle of the work."""
    return half(form)


ORDERS = {
    "w:rPr": "rStyle rFonts b color sz szCs u shd lang",
    "w:pPr": "pStyle keepNext pageBreakBefore framePr widowControl pBdr snapToGrid spacing ind jc sectPr",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "w:tcBorders": "top left bottom right",
    "w:tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
}
"""What occurs in the form, in the order of ECMA-376."""


def test_properties_stand_in_their_order(form: Form, county: Application) -> None:
    """Word refuses files whose properties are out of order: of runs, paragraphs, cells and tables."""
    body = Document(BytesIO(review(form, county))).element.body
    for tag, order in ORDERS.items():
        found = [[each.tag.split("}")[1] for each in properties] for properties in body.xpath(f".//{tag}")]
        assert found
        assert all(names == sorted(names, key=order.split().index) for names in found), tag


def test_every_row_fills_its_grid(form: Form, county: Application) -> None:
    """The cells of every row cover the columns of its table, the new one included."""
    for table in Document(BytesIO(review(form, county))).tables:
        columns = len(table._tbl.tblGrid.gridCol_lst)
        assert {sum(cell.grid_span for cell in row.tc_lst) for row in table._tbl.tr_lst} == {columns}


def test_another_template_is_reviewed(form: Form, county: Application, tmp_path: Path) -> None:
    """The province's own file: numbers beside rows, beside lines outside tables, and once for a table in a cell."""
    path = tmp_path / "own.docx"
    document = Document()
    document.add_paragraph("联系人：{{ contact }}　{{ contact_phone }}")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "企业总数", "{{ companies_2021 }}"
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "{{ smes_2022 }}", "{{ smes_2023 }}"
    document.save(str(path))
    seen = Review(review(form, county, template=path))
    at = seen.lines.index("联系人：张三　0319-8560000")
    assert seen.lines[at - 1] == "C7 C8"
    assert seen.rows[0] == (["2.6"], ["企业总数", "141"])
    assert seen.rows[1][0] == ["2.7"]
    assert seen.lines[0].startswith("左侧数字是题号"), "a template without header has the legend on its first page"


def test_a_row_that_begins_further_right_stays_there(form: Form, tmp_path: Path) -> None:
    """Where a row leaves columns free at its beginning, the number takes their place and moves no cell."""
    path = tmp_path / "own.docx"
    document = Document()
    table = document.add_table(1, 3)
    table.cell(0, 1).text = "{{ area }}"
    row = table.rows[0]._tr
    row.remove(row.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    document.save(str(path))
    made = Document(BytesIO(review(form, application(form, {"area": Decimal("36.5")}), template=path)))
    (row,) = made.tables[0]._tbl.tr_lst
    assert (row.grid_before, [cell.grid_span for cell in row.tc_lst]) == (0, [2, 1, 1])
    assert [[each.text for each in cell.iter(qn("w:t"))] for cell in row.tc_lst] == [["1.8"], ["36.50"], []]
