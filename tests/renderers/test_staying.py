"""不得串页: long lists get smaller letters, then point to the evidence; what still pushes rows away is named."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from dialogs.definition.form import Form
from renderers import pdf
from renderers.staying import doubtful, keep
from tests.renderers.conftest import PageMap
from tests.renderers.samples import application, full
from tests.renderers.test_pages import of_tables

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed"),
]
LONG = tuple(f"国家级企业技术中心（河北某某板材科技股份有限公司第{number}分中心）" for number in range(1, 21))


def stands(marks: PageMap) -> dict[str, int]:
    """The page of every row of 一 to 七."""
    return {name: page for name, (page, _) in of_tables(marks).items()}


@pytest.mark.parametrize(
    ("field", "names", "shortened"), [("provincial_platforms", LONG, "3.8"), ("national_pilots", LONG[:7], "")]
)
def test_long_lists_move_no_row(form: Form, blank: PageMap, field: str, names: tuple[str, ...], shortened: str) -> None:
    """Twenty long names point to the evidence; seven are only printed smaller; every row is where the blank has it."""
    slot = next(each.path for each in form.by_name[field].slots if each.path.endswith("names"))
    _, samples = full(form)
    county = application(form, {path: each.value for path, each in samples.items()} | {slot: "、".join(names)})
    assert doubtful(form, county)
    where = {"provincial_platforms": "名单见佐证材料第12—15页"}
    made = keep(form, county, partial(pdf.convert, seconds=60), draft=False, where=where)
    assert stands(pdf.page_map(made.pdf)) == stands(blank)
    assert (made.shortened, made.moved) == ((shortened,) if shortened else (), ())
    words = "".join(text.text or "" for text in Document(BytesIO(made.word)).element.body.iter(qn("w:t")))
    assert (f"{LONG[0]}、{LONG[1]}等20个（名单见佐证材料第12—15页）" in words) is bool(shortened)


def test_an_ordinary_form_is_not_doubted(form: Form) -> None:
    """Nobody has to convert it to know that its rows stay."""
    assert not doubtful(form, full(form)[0])
