"""Answers as they are read back in the chat: short, with unit, amounts in both of the form's money units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dialogs.definition.form import Field, Form, Kind, Shape, Slot
from dialogs.reading.results import Entry
from dialogs.record.application import Answer, Blank, Source
from dialogs.rules.expressions import shown
from dialogs.words.counting import character_count
from renderers.i18n import SOURCE, Language, mark, western

Told = Entry | Answer
_LONG = 40
_NOTICED = 20
"""The part of a figure that may be lost by rounding without a word: a twentieth."""
_YEAR = re.compile(r"(?P<year>[0-9]{4})年")
_SLOTS = (mark("基准"), mark("目标"), mark("基准值"), mark("目标值"), mark("数量"), mark("名称"))
"""Words of a slot that are ours."""
_READABLE = 300
"""A standing text up to this length is shown whole when it is to be changed; a new one is only counted."""


def phrase_values(form: Form, field: Field, told: Sequence[Told], language: Language) -> str:
    """What was said for a field, in one or few lines; slots in printing order."""
    if len(told) > 1 and all(each.blank is Blank.NONE for each in told):
        return language.say("无")
    order = {slot.path: place for place, slot in enumerate(field.slots)}
    told = sorted(told, key=lambda each: order.get(each.slot, 0))
    if field.shape is Shape.MATRIX:
        return _matrix(field, told, language)
    if _is_row(field, told):
        return _row(field, told, language)
    slots = {slot.path: slot for slot in field.slots}
    parts = [_labelled(field, slots[each.slot], each, language) for each in told]
    joined = (
        "\n".join(parts) if any("\n" in part or len(part) > _LONG for part in parts) else comma(language).join(parts)
    )
    return joined + _marks(told, language)


def _is_row(field: Field, told: Sequence[Told]) -> bool:
    whole = len(told) == len(field.slots) and all(each.value is not None for each in told)
    return field.numeric and field.shape is Shape.YEARLY and whole


def _row(field: Field, told: Sequence[Told], language: Language) -> str:
    between = "、" if language.locale == SOURCE else "; "
    figures = between.join(figure(field.slots[0], each.value) for each in told)
    unit = "" if field.unit == "%" else f" {field.unit or ''}"
    return f"{figures}{unit}".rstrip() + _other_unit(field, told, language) + _marks(told, language)


def _labelled(field: Field, slot: Slot, told: Told, language: Language) -> str:
    text = phrase_value(field, slot, told, language)
    label = phrase_slot(slot.label.replace("基准值", "基准").replace("目标值", "目标"), language)
    return f"{label} {text}" if label else text


def phrase_slot(label: str, language: Language) -> str:
    """What one value of several is called: 2021年, 2026年目标, 数量; official words stay Chinese."""
    found = _YEAR.match(label)
    if language.locale == SOURCE:
        return label
    if found is None:
        return " ".join(language.say(part) for part in label.split(" "))
    rest = label[found.end() :].strip()
    return f"{found['year']} {language.say(rest)}" if rest else found["year"]


def comma(language: Language) -> str:
    """What stands between two parts of a sentence."""
    return "，" if language.locale == SOURCE else ", "


def phrase_value(field: Field, slot: Slot, told: Told, language: Language) -> str:
    """One slot's value, or why it has none."""
    if told.value is None:
        return _blank(told, language)
    match told.value:
        case Decimal():
            unit = "" if slot.unit in (None, "%") else f" {slot.unit}"
            return f"{figure(slot, told.value)}{unit}{_other_unit(field, [told], language)}"
        case str() if slot.kind is Kind.CHOICE:
            return _choice(field, told.value, language)
        case str() if slot.kind is Kind.DATE:
            return phrase_date(told.value) if language.locale == SOURCE else western(phrase_date(told.value))
        case str() if slot.kind is Kind.PARAGRAPH and (isinstance(told, Entry) or len(told.value) > _READABLE):
            return language.say("共 {count} 字", {"count": str(character_count(told.value))})
        case str():
            return told.value
        case _ if slot.kind is Kind.ROWS:
            return "\n".join(" | ".join(str(cell) for cell in row) for row in told.value)
        case _:
            return "；".join(_choice(field, str(name), language) for name in told.value)


def figure(slot: Slot, value: object) -> str:
    """A figure as the form prints it: whole for counts, two decimals otherwise, % for rates.

    A small one of which two decimals leave little is shown as it was said, with what will be printed: 0.0052 → 0.01.
    """
    places = 0 if slot.kind is Kind.INTEGER else 2
    unit = "%" if slot.unit == "%" else ""
    printed = shown(value, places)
    if isinstance(value, Decimal) and abs(Decimal(printed.replace(",", "")) - value) * _NOTICED > abs(value):
        return f"{value.normalize():f} → {printed}{unit}"
    return printed + unit


def phrase_date(iso: str) -> str:
    """An ISO date in Chinese, without padding: 2024年4月18日, 2024年4月, 2024年."""
    return "".join(f"{int(part)}{word}" for part, word in zip(iso.split("-"), "年月日", strict=False))


def phrase_moment(iso: str) -> str:
    """Day and minute of an ISO time, as it was said in China: 4月11日 09:30."""
    month, day = iso[5:7], iso[8:10]
    return f"{int(month)}月{int(day)}日 {iso[11:16]}"


def _choice(field: Field, name: str, language: Language) -> str:
    label = next((choice.label for choice in field.choices if choice.name == name), name)
    return language.say(label) if field.auxiliary else label


def _blank(told: Told, language: Language) -> str:
    match told.blank:
        case Blank.WAITING if told.department:
            return language.say("等{department}", {"department": told.department})
        case Blank.WAITING:
            return language.say("等资料")
        case Blank.LATER:
            return language.say("稍后补")
        case _:
            return language.say("无")


def _other_unit(field: Field, told: Sequence[Told], language: Language) -> str:
    """亿元 and 万元 stand on the same form: an amount is read back in both."""
    factor, other = {"亿元": (Decimal(10000), "万元"), "万元": (Decimal("0.0001"), "亿元")}.get(
        field.unit or "", (Decimal(0), "")
    )
    amounts = [each.value * factor for each in told if isinstance(each.value, Decimal)]
    if not other or not amounts or not any(amounts):
        return ""
    converted = ("、" if language.locale == SOURCE else "; ").join(
        f"{amount.quantize(Decimal('0.0001')).normalize():,f}" for amount in amounts
    )
    return language.say("（即 {amounts} {unit}）", {"amounts": converted, "unit": other})


def _marks(told: Sequence[Told], language: Language) -> str:
    units = [each.typed_unit for each in told if isinstance(each, Entry) and each.typed_unit]
    marks = language.say("（由{unit}换算）", {"unit": units[0]}) if units else ""
    marks += language.say("（待核实）") if any(each.doubtful for each in told) else ""
    sources = dict.fromkeys(phrase_source(each.source) for each in told if each.source is not None)
    if sources:
        marks += language.say("（来源：{source}）", {"source": "；".join(sources)})
    return marks


def phrase_source(source: Source) -> str:
    """Department, person, document, date, then the file and the place in it."""
    file = "·".join(part for part in (source.file, source.place) if part)
    parts = (source.department, source.person, source.document, source.date, file)
    return " ".join(part for part in parts if part)


def _matrix(field: Field, told: Sequence[Told], language: Language) -> str:
    """One line a year: each level with its two figures."""
    by_slot = {each.slot: each for each in told}
    lines: dict[str, dict[str, list[str]]] = {}
    for slot in field.slots:
        each = by_slot.get(slot.path)
        if each is not None:
            year, level, _ = slot.label.split(" ", 2)
            value = shown(each.value, 0) if each.value is not None else _blank(each, language)
            lines.setdefault(year, {}).setdefault(level, []).append(value)
    rows = [
        f"{phrase_slot(year, language)}："
        + comma(language).join(f"{level} {'/'.join(cells)}" for level, cells in line.items())
        for year, line in lines.items()
    ]
    return "\n".join(rows) + language.say("（主持/参与）")
