"""二、主导产业情况 and 三、创新能力情况: the tables of three years."""

from __future__ import annotations

from itertools import groupby

from dialogs.form import Field, Form
from renderers.reconstruction.layout import Block, Cell, Paragraph, Row, Table, mark
from renderers.reconstruction.rows import block, boxes, essay, header, named, plain, together, yearly

_NOTE = "（注：勾选需提供佐证材料）"
_NARROW_NOTE = "(注：勾选需提供佐证材料)"

_INDUSTRY = (2400, 2472, 1400, 1400, 1400)
_YEARLY = (
    "output",
    "county_share",
    "sme_share",
    "main_share",
    "main_growth",
    "companies",
    "smes",
    "specialised",
    "little_giants",
    "national_champions",
    "provincial_champions",
    "high_tech",
    "innovative",
    "listed",
    "pre_listing",
    "leaders",
    "fdi",
    "fdi_growth",
    "exports",
    "exports_growth",
)
_TEXTS = (
    ("chain_text", "<chain_text>\n（200 字以内）", "chain_work", "<chain_work>", _NOTE),
    ("sharing_text", "集群内产业链资源协同协作 情况（200 字以内）", "sharing_work", "<sharing_work>", _NARROW_NOTE),
    ("quality_text", "<quality_text>\n(200 字以内)", "quality_work", "集群已开展的质量品牌建设 工作", _NOTE),
)


def industry(form: Form) -> tuple[Block, ...]:
    """二、主导产业情况."""
    rows = [_years(form, ("年度",), (2, 1, 1, 1), "head2")]
    rows += [_figures(form.by_name[name]) for name in _YEARLY]
    for text, text_label, work, work_label, note in _TEXTS:
        rows.append(essay(form.by_name[text], text_label, (1, 4), sum(_INDUSTRY[1:])))
        rows.append(boxes(form.by_name[work], work_label, note, (1, 4)))
    return Paragraph("二、主导产业情况", "Section", "s2"), Table(_INDUSTRY, tuple(rows))


def _figures(field: Field) -> Row:
    """One value per year; the growth rate of three years is one value over all columns (I-10)."""
    if len(field.slots) == 1:
        return plain(field, f"<{field.name}>", f"{{{field.name}}}", (2, 3))
    return yearly(field, f"<{field.name}>", (2, 1))


_INNOVATION = (1512, 1080, 720, 720, 720, 720, 720, 720, 720, 720, 720)
_INNOVATION_YEARLY = ("rd_intensity", "rd_spending", "staff", "rd_staff", "ip_grants")
_PLATFORMS = ("national_platforms", "provincial_platforms", "other_platforms")
_SINGLE = ("pct", "patent_growth", "patents_per_10k")


def innovation(form: Form) -> tuple[Block, ...]:
    """三、创新能力情况."""
    by_name, wide = form.by_name, (2, 9)
    rows = [_years(form, ("年度",), (2, 3, 3, 3), "head3")]
    rows += [yearly(by_name[name], f"<{name}>", (2, 3)) for name in _INNOVATION_YEARLY]
    rows += _standards(by_name["standards"])
    first, further = block("<national_platforms:group>")
    for name in _PLATFORMS:
        rows.append(named(by_name[name], f"<{name}>", (3, 7), first))
        first = further
    rows[-3:] = together(rows[-3:])
    rows += [plain(by_name[name], f"<{name}>", f"{{{name}}}", wide, 2) for name in _SINGLE]
    rows.append(plain(by_name["patents"], "<patents>", "{_patents} 个 （需提供清单及佐证材料）", wide, 7))
    return Paragraph("三、创新能力情况", "Section", "s3"), Table(_INNOVATION, tuple(rows))


def _standards(field: Field) -> list[Row]:
    """The grid of 3.6: under each year 类别, 主持数量, 参与数量; a row per level."""
    first, further = block("<standards>", 2)
    titles = tuple(Cell(text, "CellSmall") for text in ("类别", "主持数量", "参与数量")) * 3
    rows = [Row((first, *titles), mark(field.id) + "titles", 2)]
    levels = sorted(field.slots, key=lambda slot: list(_levels(field)).index(slot.part[1]))
    for level, slots in groupby(levels, key=lambda slot: slot.part[1]):
        cells: list[Cell] = []
        for place, slot in enumerate(slots):
            if place % 2 == 0:
                cells.append(Cell(_levels(field)[level], "CellSmall"))
            cells.append(Cell(f"{{{slot.path}}}", "CellSmall"))
        rows.append(Row((further, *cells), mark(field.id) + level, 1.2))
    return rows


def _levels(field: Field) -> dict[str, str]:
    """The printed name of each level, in printed order."""
    return {slot.part[1]: slot.label.split()[1] for slot in field.slots}


def _years(form: Form, first: tuple[str, ...], spans: tuple[int, ...], name: str) -> Row:
    return header((*first, *(f"{year} 年" for year in form.years)), spans, name)
