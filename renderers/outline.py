"""The form on paper: every question, unit, rule in words and proof, for sign-off by a person of the trade."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from dialogs.definition.form import Asking, Field, Form, Hand, Kind, Shape
from dialogs.rules.rule import Rule, Severity
from renderers.i18n import fill

_HANDS = {Hand.COPY: "由封面带出，不另问", Hand.PAPER: "打印后签字盖章", Hand.CITY: "市级填写"}
_KINDS = {
    Kind.TEXT: "文字",
    Kind.PARAGRAPH: "段落",
    Kind.NAMES: "名称",
    Kind.INTEGER: "整数",
    Kind.DECIMAL: "数，两位小数",
    Kind.PERCENT: "百分数，两位小数",
    Kind.CHOICE: "单选",
    Kind.MULTI: "多选",
    Kind.PHONE: "电话",
    Kind.DATE: "日期",
    Kind.ROWS: "可增行",
}
_SHAPES = {
    Shape.YEARLY: "三年各一",
    Shape.COUNT_NAMES: "数量和名称",
    Shape.MATRIX: "按年、级别、主持/参与",
    Shape.PAIR: "基准值和目标值",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline; ``level`` 0 is the title, 1 a part, 2 a question, 3 what belongs to it."""

    level: int
    text: str


def lines(form: Form) -> Iterator[Line]:
    """The outline, line by line, in asking order within each printed part."""
    yield Line(0, f"{form.title}（{form.edition}）问题、规则和佐证一览")
    for section in form.sections:
        yield Line(1, section.title)
        for field in form.fields:
            if field.section == section.name:
                yield from _field(form, field)
    yield Line(1, "其他规则")
    yield from (_rule(form, rule) for rule in form.rules if not rule.fields)
    yield Line(1, "期限")
    for deadline in form.deadlines:
        papers = f"{'、'.join(deadline.papers)}，{deadline.copies} 份"
        yield Line(2, f"{deadline.on.isoformat()} {deadline.recipient}：{papers}（{deadline.source}）")
    yield Line(1, "通知中的不一致及处理")
    for remark in form.remarks:
        yield Line(2, fill(f"{remark.id} {remark.what}", form.numbers))
        yield Line(3, fill(f"处理：{remark.handling}", form.numbers))


def _field(form: Form, field: Field) -> Iterator[Line]:
    yield Line(2, f"{field.id} {field.label}")
    yield Line(3, "，".join(_facts(field)))
    if field.hint:
        yield Line(3, fill(f"说明：{field.hint}", form.numbers))
    if field.note:
        yield Line(3, fill(f"默认：{field.note}", form.numbers))
    if field.choices:
        yield Line(3, "选项：" + "；".join(f"{n}. {choice.label}" for n, choice in enumerate(field.choices, 1)))
    yield from (Line(3, f"附件2第{number}条：{form.guidance[number]}") for number in field.help)
    yield from (Line(3, f"佐证 {each.id}：{each.what}") for each in form.evidence if field.name in each.fields)
    yield from (_rule(form, rule) for rule in form.rules if rule.fields[:1] == (field.name,))


def _facts(field: Field) -> Iterator[str]:
    yield _KINDS[field.kind]
    if field.shape in _SHAPES:
        yield _SHAPES[field.shape]
    if field.unit:
        yield f"单位 {field.unit}"
    if field.limit:
        yield f"{field.limit} 字以内" + ("（合计）" if field.shared_limit else "")
    if field.by in _HANDS:
        yield _HANDS[field.by]
    if field.auxiliary:
        yield "核对用，不进表" + ("，可选" if field.asking is Asking.OPTIONAL else "")
    if field.department:
        yield f"一般由{field.department}掌握"


def _rule(form: Form, rule: Rule) -> Line:
    weight = "无法核对" if rule.uncheckable else ("必须" if rule.severity is Severity.ERROR else "提醒")
    reason = f"（{rule.uncheckable}）" if rule.uncheckable else ""
    return Line(3, fill(f"规则 {rule.id}［{weight}］{rule.says}{reason}（{rule.source}）", form.numbers))


def as_text(form: Form) -> str:
    """The outline as plain text."""
    return "\n".join("  " * max(0, line.level - 1) + line.text for line in lines(form)) + "\n"


def as_docx(form: Form) -> bytes:
    """The outline as a Word file."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    for line in lines(form):
        if line.level < 2:
            document.add_heading(line.text, level=line.level)
            continue
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(12 * (line.level - 2))
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(line.text).bold = line.level == 2
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
