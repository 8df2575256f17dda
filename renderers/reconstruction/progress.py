"""四、数字化升级情况 to 七、治理和服务水平: what the cluster has done."""

from __future__ import annotations

from dialogs.definition.form import Field, Form
from renderers.reconstruction.layout import Block, Cell, Paragraph, Row, Table, mark
from renderers.reconstruction.rows import block, boxes, essay, named, plain, together

_NOTE = "（注：勾选需提供佐证材料）"
_NARROW_NOTE = "(注：勾选需提供佐证材料)"

_DIGITAL = (1500, 1300, 700, 1857, 1857, 1858)
_DIGITAL_SINGLE = ("cloud_smes", "cloud_share", "platform_smes", "platform_share", "rd_tools_share")
_PILOTS_TEXT = "<pilots_text>（200 字以内）"
_PILOTS_WORK = "<pilots_work>：\n[pilots_work/1]\n" + _NOTE


def digital(form: Form) -> tuple[Block, ...]:
    """四、数字化升级情况."""
    by_name = form.by_name
    rows = [plain(by_name[name], f"<{name}>", f"{{{name}}}", (3, 3), 2) for name in _DIGITAL_SINGLE]
    rows.append(plain(by_name["software_rising"], "<software_rising>", "[software_rising]", (3, 3), 2))
    rows += _software(form, by_name["software_spending"])
    rows.append(essay(by_name["digital_text"], "<digital_text>\n(200 字以内)", (2, 4), sum(_DIGITAL[2:])))
    rows.append(boxes(by_name["digital_work"], "<digital_work>", _NARROW_NOTE, (2, 4)))
    return Paragraph("四、数字化升级情况", "Section", "s4"), Table(_DIGITAL, (*rows, *_pilots(form)))


def _pilots(form: Form) -> list[Row]:
    """数字化新模式新业态推广情况."""
    by_name = form.by_name
    first, further = block("<pilots_text:group>")
    rows = [essay(by_name["pilots_text"], _PILOTS_TEXT, (2, 3), sum(_DIGITAL[3:]), first)]
    rows.append(Row((further, Cell(_PILOTS_WORK, "CellBoxes", 5)), mark(by_name["pilots_work"].id), 7))
    pilots = ("national_pilots", "provincial_pilots", "other_pilots")
    rows += [named(by_name[name], f"<{name}>", (2, 3), further) for name in pilots]
    return together(rows)


def _software(form: Form, field: Field) -> list[Row]:
    """工业软件采购金额: the years above their values."""
    first, further = block("<software_spending>", 3)
    years = tuple(Cell(f"{year} 年") for year in form.years)
    values = tuple(Cell(f"{{{slot.path}}}") for slot in field.slots)
    return together([Row((first, *years), mark(field.id) + "years", 1.2), Row((further, *values), mark(field.id), 1.5)])


_GREEN = (1700, 1172, 1100, 5100)
_CARBON = "<carbon_intensity>"
_ENERGY = "近三年集群单位工业产值能耗（（吨标 准煤/万元）"  # as printed (I-39)
_GREEN_SINGLE = (
    ("energy_reduction", "{energy_reduction}"),
    ("solid_waste_rate", "{solid_waste_rate}"),
    ("solid_waste_above", "[solid_waste_above]"),
    ("water_reuse_rate", "{water_reuse_rate}"),
    ("water_reuse_above", "[water_reuse_above]"),
)
_SYSTEM = (
    "集群绿色制造体系建设水平（注： 包括绿色工厂、绿色工业园区、绿色供应链管理企业、绿色设计产品等，"
    "需提供清单及佐证材料）"
)


def green(form: Form) -> tuple[Block, ...]:
    """五、绿色化转型情况."""
    by_name, wide = form.by_name, (2, 2)
    monitoring = "[carbon_monitoring]（如涉及，需提供佐证材料）"
    rows = [plain(by_name["carbon_monitoring"], "<carbon_monitoring>", monitoring, wide, 2)]
    rows += _intensity(form, by_name["carbon_intensity"], _CARBON, "（注：单位产值二氧化碳排放量需提供计算公式）")
    rows += _intensity(form, by_name["energy_intensity"], _ENERGY, "（注：单位产值能耗需提供计算公式）")
    rows += [plain(by_name[name], f"<{name}>", value, wide, 2) for name, value in _GREEN_SINGLE]
    rows.append(essay(by_name["green_text"], "<green_text>\n(200 字以内)", wide, sum(_GREEN[2:])))
    rows.append(boxes(by_name["green_work"], "<green_work>", _NARROW_NOTE, wide))
    first, further = block(_SYSTEM)
    for name in ("national_green", "provincial_green", "other_green"):
        rows.append(named(by_name[name], f"<{name}>", (2, 1), first))
        first = further
    rows[-3:] = together(rows[-3:])
    return Paragraph("五、绿色化转型情况", "Section", "s5"), Table(_GREEN, tuple(rows))


def _intensity(form: Form, field: Field, label: str, note: str) -> list[Row]:
    """A figure per year, one under the other, and the note on its formula."""
    first, further = block(label, 2)
    rows = []
    for year, slot in zip(form.years, field.slots, strict=True):
        rows.append(Row((first, Cell(f"{year} 年"), Cell(f"{{{slot.path}}}")), mark(field.id) + f"y{year}", 1.3))
        first = further
    return together([*rows, Row((further, Cell(note, span=2)), mark(field.id) + "note", 1.3)])


_OPENING = (2872, 6200)


def opening(form: Form) -> tuple[Block, ...]:
    """六、开放合作情况."""
    by_name, wide = form.by_name, (1, 1)
    branches = "{_overseas_branches}个\n(需提供清单及相关佐证材料)"
    rows = (
        essay(by_name["opening_text"], "<opening_text>\n(200 字以内)", wide, _OPENING[1]),
        boxes(by_name["opening_work"], "<opening_work>", _NARROW_NOTE, wide),
        plain(by_name["overseas_branches"], "<overseas_branches>", branches, wide, 3),
    )
    return Paragraph("六、开放合作情况", "Section", "s6"), Table(_OPENING, rows)


_GOVERNANCE = (1700, 1172, 1300, 4900)
_SERVICES = "<services>：\n[services/3]\n" + _NARROW_NOTE


def governance(form: Form) -> tuple[Block, ...]:
    """七、治理和服务水平."""
    by_name, wide = form.by_name, (2, 2)
    rows = [
        named(by_name["alliances"], "<alliances>", wide),
        essay(by_name["environment_text"], "<environment_text>\n(200 字以内)", wide, sum(_GOVERNANCE[2:])),
        boxes(by_name["environment_work"], "<environment_work>", _NARROW_NOTE, wide),
    ]
    first, further = block("<national_service:group>")
    for name in ("national_service", "provincial_service", "other_service"):
        rows.append(named(by_name[name], f"<{name}>", (2, 1), first))
        first = further
    rows[-3:] = together(rows[-3:])
    services = Cell("<services:group>", span=2), Cell(_SERVICES, "CellBoxes", 2)
    rows.append(Row(services, mark(by_name["services"].id), 6))
    return Paragraph("七、治理和服务水平", "Section", "s7"), Table(_GOVERNANCE, tuple(rows))
