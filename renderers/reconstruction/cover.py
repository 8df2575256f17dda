"""封面 and 一、基本情况."""

from __future__ import annotations

from dialogs.definition.form import Form
from renderers.reconstruction.layout import Block, Cell, Paragraph, Row, Table, mark
from renderers.reconstruction.rows import plain

_COVER = (
    ("cluster_name", "<cluster_name>：", "{cluster_name}"),
    ("city", "所属地区：", "{city}　{county}"),
    ("bureau", "<bureau>：", "{bureau}"),
    ("operator", "<operator>：", "{operator}"),
    ("applied_on", "<applied_on>：", "{applied_on}"),
    ("contact", "<contact:group>：", "{contact}　{contact_phone}"),
)
_LABELS = (5, 5, 11, 9, 5, 9)  # of 24 columns: as wide as the label is long
_NAME = "<basics_cluster_name>：\n(XX(县、市、区)XX产业)"
_BASICS = (3900, 1900, 1300, 1972)
_BOXES = (
    "industry_type",
    "banned_industry",
    "accidents",
    "violations",
    "energy_benchmark",
    "water_benchmark",
    "provincial_list",
)


def cover(form: Form) -> tuple[Block, ...]:
    """封面: title, six lines to fill in, and who made the form."""
    lines = tuple(
        Row(
            (
                Cell(label, "CoverLabel", wide, align="bottom"),
                Cell(value, "CoverValue", 24 - wide, align="bottom", underlined=True),
            ),
            mark(form.by_name[name].id),
            2.3,
        )
        for (name, label, value), wide in zip(_COVER, _LABELS, strict=True)
    )
    return (
        Paragraph("附件 1", "Attachment"),
        Paragraph("中小企业特色产业集群申报表", "CoverTitle", "title"),
        Table((378,) * 24, lines, ruled=False),
        Paragraph("河北省工业和信息化厅 制", "Issuer"),
    )


def basics(form: Form) -> tuple[Block, ...]:
    """一、基本情况."""
    by_name, wide = form.by_name, (1, 3)
    rows = (
        plain(by_name["basics_cluster_name"], _NAME, "{basics_cluster_name}", wide, 2.2),
        plain(by_name["basics_bureau"], "<basics_bureau>", "{basics_bureau}", wide, 2.2),
        _contact(form, "bureau_contact", "bureau_phone"),
        plain(by_name["basics_operator"], "<basics_operator>", "{basics_operator}", wide, 2.2),
        _contact(form, "operator_contact", "operator_phone"),
        plain(by_name["area"], "<area>", "{area}", wide, 2.2),
        *(plain(by_name[name], f"<{name}>", f"[{name}]", wide, 2.2) for name in _BOXES),
    )
    return Paragraph("一、基本情况", "Section", "s1"), Table(_BASICS, rows)


def _contact(form: Form, person: str, phone: str) -> Row:
    cells = (Cell(f"<{person}>"), Cell(f"{{{person}}}"), Cell(f"<{phone}>"), Cell(f"{{{phone}}}"))
    return Row(cells, mark(form.by_name[person].id), 2.2)
