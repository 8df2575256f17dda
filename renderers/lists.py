"""清单模板: a sheet to be filled in, for the lists that the notice asks for; its columns are read back."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dialogs.definition.form import Form

_ROWS = 2_000
_FIRMS = ("企业名称", "统一社会信用代码")
_OWN = {"standards": ("标准名称", "标准号", "企业名称"), "patents": ("专利名称", "专利号", "企业名称")}
"""Lists of something else than firms, by the question that they prove."""
_WIDTHS = (6, 40, 24, 18, 30)


def list_template(form: Form, item: str) -> bytes:
    """The .xlsx of an item: title, header, text cells, and the kinds to choose from where there are any."""
    requirement = form.evidence_by_id[item]
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("清单")
    title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF3FB", "align": "center"})
    text = book.add_format({"num_format": "@", "border": 1})
    kinds = tuple(word for _, word in requirement.counts if word)
    own = next((_OWN[name] for name, _ in requirement.counts if name in _OWN), _FIRMS)
    columns = ("序号", *own, *(_kind_column(kinds)), "备注")
    for column, (name, width) in enumerate(zip(columns, _WIDTHS, strict=False)):
        sheet.set_column(column, column, width, text)
        sheet.write_string(1, column, name, head)
    sheet.merge_range(0, 0, 0, len(columns) - 1, f"{requirement.id} {requirement.what}", title)
    sheet.set_row(0, 40)
    sheet.freeze_panes(2, 0)
    if kinds:
        _choices(sheet, kinds)
    book.close()
    return made.getvalue()


def _kind_column(kinds: tuple[str, ...]) -> tuple[str, ...]:
    if not kinds:
        return ()
    return ("是否中小企业",) if kinds == ("是",) else ("类别",)


def _choices(sheet: Worksheet, kinds: tuple[str, ...]) -> None:
    offered = ["是", "否"] if kinds == ("是",) else list(kinds)
    sheet.data_validation(2, 3, _ROWS, 3, {"validate": "list", "source": offered})
