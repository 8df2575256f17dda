"""Names out of a pasted table: header, serial numbers, totals and years go; of several text columns one is chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(
    r"序号|编号|[\u4e00-\u9fff]{0,6}名称|[\u4e00-\u9fff]{0,4}(?:名单|清单)|级别|等级|(?:批准|认定|成立|获批)?(?:时间|年份|年度|日期)"
    r"|备注|类别|类型|地址|所在地|企业|单位|平台|机构|协会"
)
_SERIAL = re.compile(r"[(（]?[0-9]{1,4}[)）.、]?")
_BESIDE = re.compile(
    r"[0-9./年月日\-—]+|(?:国家|省|市|县|区)级?|(?:是|否|有|无|/|-|—)|(?:合计|总计|共计|小计).*|[0-9.]+%?"
)
_TOTAL = re.compile(r"\s*(?:合计|总计|共计|小计)\s*[:：]?\s*[0-9]*\s*[个家项]?\s*")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_TOGETHER = "\u2060"


def columns_of(text: str) -> list[list[str]]:
    """The columns of names that a pasted table has, each without header, numbers and totals; none: it is no table."""
    text = _QUOTED.sub(lambda cell: cell[1].replace("\n", _TOGETHER).replace('""', '"'), text) if "\t" in text else text
    rows = [_cells(line) for line in text.split("\n") if line.strip() and not _TOTAL.fullmatch(line)]
    if len(rows) < 2 or len({len(row) for row in rows}) != 1:
        return []
    headed = bool(rows[0]) and all(_HEADER.fullmatch(cell) for cell in rows[0] if cell)
    table = "\t" in text or (headed and len(rows[0]) > 1)
    if not table and not headed:
        return []
    body = rows[1:] if headed else rows
    columns = [[row[place] for row in body] for place in range(len(rows[0]))]
    return [[cell.replace(_TOGETHER, "") for cell in column if cell] for column in columns if _holds_names(column)]


def _cells(line: str) -> list[str]:
    cells = line.split("\t") if "\t" in line else line.split()
    return [cell.strip(" 　") for cell in cells]


def _holds_names(column: Sequence[str]) -> bool:
    said = [cell for cell in column if cell]
    return bool(said) and not all(_SERIAL.fullmatch(cell) or _BESIDE.fullmatch(cell) for cell in said)
