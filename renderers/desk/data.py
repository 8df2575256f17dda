"""The answers of a region as data: a sheet with a row for each printed value, and JSON with everything known of it.

The JSON's schema lies in the archive beside it (``region.schema.json``) with the meaning of every field, and a short
text for people.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from dialogs.definition.form import Field, Form, Kind, Slot
from dialogs.record.application import Answer, Application, Blank
from dialogs.record.region import Entrant, Region
from renderers.chat.entrants import state
from renderers.chat.values import phrase_value
from renderers.i18n import SOURCE, Language, language

SCHEMA = "shenbao-region-1"
SCHEMA_FILE = Path(__file__).with_name("region.schema.json")
"""The JSON's schema, which goes with every export."""


def as_json(
    form: Form,
    region: Region,
    applications: Mapping[str, Application],
    at: str,
    *,
    sent: bool = False,
    only: Collection[str] = (),
) -> bytes:
    """Everything of these applications, ``sent`` or as they are today; of the others how far they are.

    ``only`` are the applications that were asked for, if not all of the region.
    """
    found = {
        "schema": SCHEMA,
        "edition": form.edition,
        "region": region.name,
        "at": at,
        "version": "sent" if sent else "today",
        "entrants": [
            _entrant(form, region, each, applications.get(each.application))
            for each in region.entrants
            if not only or each.application in only
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _entrant(form: Form, region: Region, entrant: Entrant, application: Application | None) -> dict[str, Any]:
    county = region.by_code.get(entrant.county)
    plain: dict[str, Any] = {
        "county": entrant.county,
        "county_name": county.name if county is not None else "",
        "group": county.group if county is not None else "",
        "application": entrant.application,
        "cluster": entrant.cluster,
        "stage": entrant.stage.value,
        "act": entrant.act,
        "reason": entrant.reason,
        "updated": entrant.updated,
        "counts": {
            "open": entrant.open,
            "waiting": entrant.waiting,
            "errors": entrant.errors,
            "warnings": entrant.warnings,
            "proofs": entrant.proofs,
            "lacking": entrant.lacking,
        },
    }
    if application is not None:
        plain["answers"] = {slot.path: _answer(application.answers[slot.path]) for _, slot in _given(form, application)}
    return plain


def _answer(answer: Answer) -> dict[str, Any]:
    value = answer.value
    written: Any = list(value) if isinstance(value, tuple) else None if value is None else str(value)
    found = {"value": written, "blank": answer.blank.value if answer.blank is not None else None}
    if answer.blank is Blank.WAITING:
        found["department"] = answer.department or ""
    return found | {"by": answer.by, "at": answer.at, "doubtful": answer.doubtful}


def _given(form: Form, application: Application) -> Iterable[tuple[Field, Slot]]:
    for field in form.fields:
        for slot in field.slots:
            if slot.path in application.answers:
                yield field, slot


def as_sheet(form: Form, region: Region, applications: Mapping[str, Application]) -> bytes:
    """A row for each printed value, a column for each application that may be read."""
    spoken, stream = language(SOURCE), BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, plain = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"num_format": "@", "text_wrap": True}),
    )
    sheet = book.add_worksheet("申报数据")
    shown = [each for each in region.entrants if each.application in applications]
    for column, words in enumerate(("题号", "指标", "格", "单位", *(_title(region, each, spoken) for each in shown))):
        sheet.write_string(0, column, words, bold)
    slots = [(field, slot) for field in form.fields for slot in field.slots if field.answerable]
    for row, (field, slot) in enumerate(slots, 1):
        for column, words in enumerate((field.id, field.label, slot.label, slot.unit or "")):
            sheet.write_string(row, column, words, plain)
        for column, each in enumerate(shown, 4):
            answer = applications[each.application].answers.get(slot.path)
            sheet.write_string(row, column, "" if answer is None else _said(field, slot, answer, spoken), plain)
    sheet.set_column(1, 1, 44)
    sheet.set_column(4, 4 + len(shown), 22)
    sheet.freeze_panes(1, 4)
    book.close()
    return stream.getvalue()


def _said(field: Field, slot: Slot, answer: Answer, spoken: Language) -> str:
    """A value as it can be read back: a figure bare and in full precision, a text whole, boxes by their labels."""
    match answer.value:
        case None if answer.blank is Blank.LATER:
            return "稍后"
        case Decimal():
            return f"{answer.value:f}"
        case str() if slot.kind is not Kind.CHOICE and slot.kind is not Kind.DATE:
            return answer.value
        case _:
            return phrase_value(field, slot, answer, spoken)


def _title(region: Region, entrant: Entrant, spoken: Language) -> str:
    return f"{region.called(entrant.county)} {entrant.cluster}（{state(entrant, spoken)}）"


README = """数据.json 的 schema 为 shenbao-region-1，见 数据.schema.json。
version：today 现在的，sent 报送时的。entrants 里每家一项：
county 县代码，county_name 县名，group 报送单位，application 申报编号（空为尚未开始），cluster 集群名称，
stage：uncontacted 未联系，considering 考虑中，declined 不申报，filling 填报中，filled 已填完，
returned 已退回，acted 已送市里，received 已收，act 最近一次动作，reason 不申报的原因，updated 最近更新（ISO 8601），
counts：open 可答未答，waiting 等资料，errors 须改，warnings 待定，proofs 应有佐证，lacking 缺佐证。
送审或报送了的才有 answers：格名（如 output/2021）→
value 值（都是文本；多选和表格是列表；没有值是 null），blank（none 无，later 稍后，waiting 等资料），
department 等哪个部门，by 谁填的，at 何时（ISO 8601），doubtful 待核实。
数据.xlsx：每个格一行，每家一列，单元格都是文本。

JSON: one entry in entrants for each county and application; answers only where it was sent for review or handed in.
A slot (output/2021) has value (text, a list, or null), blank, department (that it waits for), by, at, doubtful.
All cells of the sheet are text.
"""
"""What lies beside the data: the schema, in both languages."""
