"""八、未来三年中小企业特色产业集群发展规划 and 九、真实性声明及推荐意见."""

from __future__ import annotations

from dataclasses import replace

from dialogs.definition.form import Form
from renderers.places import SPARE_ROWS
from renderers.reconstruction.layout import Block, Cell, Paragraph, Row, Table, mark
from renderers.reconstruction.rows import block, header, together

_BEFORE = (
    Paragraph("八、未来三年中小企业特色产业集群发展规划", "Section", "s8"),
    Paragraph("(3000 字以内)", "Limit"),
    Paragraph("<plan_profile>", "Plan1"),
    Paragraph(
        "包括集群主导产业在细分领域所处发展水平，行业地位，获得荣誉称号，以及相关政策制定与实施情况、优质市场主体培育、"
        "产业链供应链建设等方面近三年来发展情况。",
        "Guide",
    ),
    Paragraph("{plan_profile}", "Prose", "r8x1"),
    Paragraph("<plan_results>", "Plan1"),
    Paragraph(
        "包括提升集群主导产业优势、激发集群创新活力、推进集群数字化升级、加快集群绿色低碳转型、深化集群开放合作、"
        "提升集群治理和服务能力等方面开展的工作和取得的成绩。",
        "Guide",
    ),
    Paragraph("{plan_results}", "Prose", "r8x2"),
    Paragraph("<plan_problems>", "Plan1"),
    Paragraph("{plan_problems}", "Prose", "r8x3"),
    Paragraph("<plan_approach:group>", "Plan1"),
    Paragraph("<plan_approach>", "Plan2"),
    Paragraph("{plan_approach}", "Prose", "r8x4"),
    Paragraph("(二) 发展目标", "Plan2"),
    Paragraph("1. 三年总体目标", "Plan3"),
    Paragraph(
        "(集群须围绕主导产业、创新、数字化、绿色化、开放合作、治理和服务等方面设定清晰、可考核的发展目标，"
        "鼓励集群根据自身特色增加考核指标，不局限于以上方面)",
        "Guide",
    ),
)
_REMARKS = (
    Paragraph("a. 产值年均增速不低于 10%", "Remark"),
    Paragraph("b. 优质中小企业数量逐年增加", "Remark"),
    Paragraph("c. 研发经费年均增速不低于 10%", "Remark"),
    Paragraph("d. 有效发明专利数年均增长不低于 15%", "Remark"),
    Paragraph("e. 工业互联网普及率达到 45% 左右", "Remark"),
    Paragraph("f. 二氧化碳排放量降低达到 18% 左右", "Remark"),
    Paragraph("g. 集群单位工业产值能耗下降达到 13.5% 左右)", "Remark"),
)
_AFTER = (
    Paragraph("<stage_one:group>", "Plan3"),
    Paragraph("<stage_one>", "Plan3"),
    Paragraph("{stage_one}", "Prose", "r8x15"),
    Paragraph("<stage_two>", "Plan3"),
    Paragraph("{stage_two}", "Prose", "r8x16"),
    Paragraph("<stage_three>", "Plan3"),
    Paragraph("{stage_three}", "Prose", "r8x17"),
    Paragraph("<plan_tasks>", "Plan2"),
    Paragraph("{plan_tasks}", "Prose", "r8x18"),
    Paragraph("<plan_safeguards>", "Plan2"),
    Paragraph("{plan_safeguards}", "Prose", "r8x19"),
)
_TARGETS = (1700, 2972, 2200, 2200)
_GROUPS: tuple[tuple[str, tuple[str, ...], str | None], ...] = (
    ("主导产业", ("target_growth", "target_quality"), "……"),
    ("创新", ("target_rd", "target_patents"), ""),
    ("数字化", ("target_platform",), ""),
    ("绿色化", ("target_carbon", "target_energy"), ""),
    ("开放合作", ("target_opening",), None),
    ("治理和服务", ("target_governance",), None),
    ("其它", (), ""),
)


def plan(form: Form) -> tuple[Block, ...]:
    """八: prose under its printed headings, and the table of targets."""
    titles = header(
        ("方向", "指标", f"{form.base_year} 年基准值", f"{form.target_year} 年目标值"), (1, 1, 1, 1), "head8"
    )
    rows = [replace(titles, heads=True)]
    for group, targets, spare in _GROUPS:
        rows += _group(form, group, targets, spare)
    remark = f"(备注：基准值须符合中小企业特色产业集群认定标准，{form.target_year} 年目标值须符合以下要求："
    return (*_BEFORE, Table(_TARGETS, tuple(rows)), Paragraph(remark, "Remark"), *_REMARKS, *_AFTER)


def _group(form: Form, group: str, targets: tuple[str, ...], spare: str | None) -> list[Row]:
    """The targets of one direction and its spare row (…… or empty), where further ones take their place (T-k)."""
    first, further = block(group)
    rows = []
    for name in targets:
        values = (Cell(f"{{{name}/base}}"), Cell(f"{{{name}/target}}"))
        rows.append(Row((first, Cell(f"<{name}>"), *values), mark(form.by_name[name].id), 1.4))
        first = further
    if spare is not None:
        name = SPARE_ROWS[group]
        rows.append(Row((first, Cell(spare), Cell(), Cell()), name, 1.4, spare=name))
    return together(rows)


_DECLARATION = (
    "本单位承诺此次申报中小企业特色产业集群的申请材料(包括附件资料)真实、合法。如有不实之处，本单位愿意负相应责任，"
    "并承担由此产生的一切后果。"
)


def declaration(form: Form) -> tuple[Block, ...]:
    """九: the county's declaration and the city's opinion, each with its seal and date."""
    ours, ours_on = block("真实性声明")
    theirs, theirs_on = block("市级工业和信息化主管部门 推荐意见")
    signed = "<head_signature>：{head_signature}\n<county_seal>：{county_seal}"
    rows = (
        Row((ours, Cell(_DECLARATION, "CellStatement", open_below=True)), "r9x0", 9),
        _closing(ours_on, signed, "r9x1", 8),
        Row((ours_on, Cell("{declared_on}", "CellDate", open_above=True)), "r9x3", 2),
        Row((theirs, Cell("{city_opinion}", "CellStatement", open_below=True)), "r9x4", 10),
        _closing(theirs_on, "<city_seal>：{city_seal}", "r9x5", 3),
        Row((theirs_on, Cell("{recommended_on}", "CellDate", open_above=True)), "r9x6", 2),
    )
    return Paragraph("九、真实性声明及推荐意见", "Section", "s9"), Table((2000, 7072), rows)


def _closing(label: Cell, text: str, name: str, lines: float) -> Row:
    """Where one signs and seals: no lines above and below."""
    return Row((label, Cell(text, "CellSigned", open_above=True, open_below=True)), name, lines)
