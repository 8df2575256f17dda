"""附件4 of a city: one row for each recommended cluster, in order, as .docx and as .xlsx whose cells are text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from dialogs.definition.form import Form
from dialogs.record.application import Application
from renderers.papers import BODY, HEAD, plain
from renderers.word import fill_summary, places_of

COLUMNS = (
    ("序号", "summary_number", 6),
    ("集群名称", "summary_name", 20),
    ("集群运营\n管理机构", "summary_operator", 20),
    ("所在市、县\n(区)", "summary_place", 14),
    ("主导产业", "main_industry", 16),
    ("集群成立时间", "founded_on", 13),
    ("集群简介（300字以内）", "profile", 62),
)
_LEAST = 1200
"""Twips: how high a row is at least; the county's single row fills the page instead."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who recommends, with the contact; what is empty is left to be filled in by hand."""

    authority: str
    contact: str = ""
    phone: str = ""


def as_docx(form: Form, head: Head, applications: Sequence[Application]) -> bytes:
    """The Word file: A4 landscape, the head of the city, its clusters numbered in their order."""
    documents = [Document(BytesIO(_filled(form, head, each, place))) for place, each in enumerate(applications, 1)]
    first, *others = documents
    row = _row_of(first)
    _least(row)
    for each in others:
        further = deepcopy(_row_of(each))
        for mark in [*further.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
            if (parent := mark.getparent()) is not None:
                parent.remove(mark)
        _least(further)
        row.addnext(further)
        row = further
    stream = BytesIO()
    first.save(stream)
    return stream.getvalue()


def _filled(form: Form, head: Head, application: Application, place: int) -> bytes:
    over = {
        "summary_number": str(place),
        "summary_authority": head.authority,
        "summary_contact": head.contact,
        "summary_phone": head.phone,
    }
    return fill_summary(form, application, draft=False, city=True, over=over)


def _row_of(document: DocxDocument) -> _Element:
    """The row of the cluster: the last one of the table."""
    element: _Element = document.tables[0].rows[-1]._tr
    return element


def _least(row: _Element) -> None:
    height = next(row.iter(qn("w:trHeight")), None)
    if height is not None:
        height.set(qn("w:val"), str(_LEAST))


def as_xlsx(form: Form, head: Head, applications: Sequence[Application]) -> bytes:
    """The same as a workbook; every cell is text, so that no program makes a number or a formula of it."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("推荐汇总表")
    title = book.add_format({"font_name": HEAD, "font_size": 18, "align": "center", "valign": "vcenter"})
    line = book.add_format({"font_name": BODY, "font_size": 12, "num_format": "@"})
    cell = {"font_name": BODY, "font_size": 11, "num_format": "@", "border": 1, "text_wrap": True, "valign": "vcenter"}
    named, plain_cell = book.add_format({**cell, "bold": True, "align": "center"}), book.add_format(cell)
    last = len(COLUMNS) - 1
    sheet.write_string(0, 0, "附件 4", line)
    sheet.merge_range(1, 0, 1, last, "", title)
    sheet.write_string(1, 0, form.summary_title, title)
    sheet.write_string(2, 0, f"市级工业和信息化主管部门：{plain(head.authority)}（盖章）", line)
    sheet.write_string(3, 0, f"联系人及电话：{plain(head.contact)}　{plain(head.phone)}", line)
    for column, (words, _, width) in enumerate(COLUMNS):
        sheet.write_string(4, column, words, named)
        sheet.set_column(column, column, width)
    for number, application in enumerate(applications, 1):
        for column, words in enumerate(row_of(form, application, number)):
            sheet.write_string(4 + number, column, words, plain_cell)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(4)
    sheet.fit_to_pages(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + last)}{5 + len(applications)}"})
    book.close()
    return stream.getvalue()


def row_of(form: Form, application: Application, place: int) -> tuple[str, ...]:
    """What stands in the row of a cluster, column by column, as the Word file prints it."""
    texts: Mapping[str, str] = places_of(form, application, draft=False, summary=True)
    said = {**texts, "summary_number": str(place)}
    return tuple("\n".join(map(plain, said[name].splitlines())) for _, name, _ in COLUMNS)
