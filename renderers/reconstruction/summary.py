"""附件4: the county's list of recommended clusters, one row."""

from __future__ import annotations

from dialogs.definition.form import Form
from renderers.reconstruction.layout import Block, Cell, Paragraph, Row, Table, mark

_COLUMNS = (700, 1900, 1900, 1500, 1500, 1300, 5770)
_TITLES = (
    "序号",
    "集群名称",
    "集群运营\n管理机构",
    "所在市、县\n(区)",
    "主导产业",
    "集群成立\n时间",
    "集群简介（300字以内）",
)
_VALUES = (
    "summary_number",
    "summary_name",
    "summary_operator",
    "summary_place",
    "main_industry",
    "founded_on",
)


def summary(form: Form) -> tuple[Block, ...]:
    """The head, which the county or the city fills in and seals (I-4), and the table."""
    titles = Row(tuple(Cell(text, "CellTitle") for text in _TITLES), "headS", 2.4, heads=True)
    values = tuple(Cell(f"{{{name}}}") for name in _VALUES)
    row = Row((*values, Cell("{profile}", "CellEssay")), mark(form.by_name["profile"].id), 15)
    return (
        Paragraph("附件 4", "Attachment"),
        Paragraph(form.summary_title, "SummaryTitle", "title"),
        Paragraph("{!summary_level}工业和信息化主管部门：{summary_authority}（盖章）", "SummaryLine"),
        Paragraph("联系人及电话：{summary_contact}　{summary_phone}", "SummaryLine"),
        Table(_COLUMNS, (titles, row)),
    )
