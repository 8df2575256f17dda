"""A region's progress as .xlsx: one entrant a row, every section a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from dialogs.record.region import Entrant, Region
from renderers.chat.entrants import state
from renderers.chat.stages import listed
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark

_HEADS = (
    mark("县（市、区）"),
    mark("报送单位"),
    mark("集群名称"),
    mark("状态"),
    mark("已填完的节"),
    mark("可答未答"),
    mark("等资料"),
    mark("须改"),
    mark("待定"),
    mark("缺佐证"),
    mark("最近更新"),
    mark("联系人"),
    mark("电话"),
    mark("备注"),
)
_SECTION = {"u": mark("未开始"), "s": mark("进行中"), "t": mark("有问题"), "f": mark("已填完")}
_COLOURS = {"s": "#fff3c4", "t": "#ffd8d2", "f": "#d3f0dc"}
_WIDTHS = (16, 14, 26, 14, 10, 9, 9, 8, 8, 9, 16, 14, 16, 24)


def progress_sheet(region: Region, language: Language) -> bytes:
    """The bytes of the workbook."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(language.say(mark("进度")))
    head = book.add_format({"bold": True, "bg_color": "#e6ebf2", "text_wrap": True, "valign": "vcenter", "border": 1})
    plain = book.add_format({"num_format": "@", "border": 1})
    fills = {
        key: book.add_format({"num_format": "@", "border": 1, "bg_color": colour}) for key, colour in _COLOURS.items()
    }
    titles = [language.say(each) for each in _HEADS] + list(region.section_titles)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, _WIDTHS[column] if column < len(_WIDTHS) else 12)
    for number, entrant in enumerate(region.entrants, 1):
        for column, words in enumerate(_cells(region, entrant, language)):
            sheet.write_string(number, column, words, plain)
        _sections(sheet, number, entrant, fills, plain, language)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(region.entrants)), len(titles) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


def progress_name(region: Region, language: Language, ending: str) -> str:
    """What a file of the progress is called: 邢台市申报进度.xlsx."""
    called = language.say("{region}申报进度", {"region": region.name})
    return f"{called}.{ending}"


def _cells(region: Region, entrant: Entrant, language: Language) -> Sequence[str]:
    county = region.by_code.get(entrant.county)
    people = region.contacts_of(entrant.county)
    remark = region.remarks.get(entrant.county)
    counted = bool(entrant.sections)
    return (
        region.called(entrant.county),
        county.group if county is not None else "",
        entrant.cluster,
        state(entrant, language),
        f"{entrant.done}/{len(entrant.sections)}" if counted else "",
        *(str(each) if counted else "" for each in _figures(entrant)),
        language.figure(phrase_moment(entrant.updated)) if entrant.updated else "",
        listed((each.name for each in people), language),
        listed((each.phone for each in people if each.phone), language),
        remark.note if remark is not None else "",
    )


def _figures(entrant: Entrant) -> Iterable[int]:
    return entrant.open, entrant.waiting, entrant.errors, entrant.warnings, entrant.lacking


def _sections(sheet: Any, row: int, entrant: Entrant, fills: dict[str, Any], plain: Any, language: Language) -> None:
    for column, letter in enumerate(entrant.sections, len(_HEADS)):
        sheet.write_string(row, column, language.say(_SECTION[letter]), fills.get(letter, plain))
