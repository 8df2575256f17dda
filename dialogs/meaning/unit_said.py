"""The unit of figures that were just kept: 三年都加百分号, 单位是万元. It stands already, or the figures are others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dialogs.answers.answering import take, understand
from dialogs.answers.asking import shown_entries
from dialogs.answers.correcting import Correction, last_answered
from dialogs.definition.form import NUMERIC, Field
from dialogs.meaning.offering import offer_correction
from dialogs.reading.cleaning import narrow
from dialogs.reading.results import Alternative, Entry, Read
from dialogs.reading.units import times, unit_of
from dialogs.saying.replies import Told
from dialogs.state.actions import Store
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step

_LONGEST, _LONGEST_CLAUSE = 40, 20
_UNIT = re.compile(
    r"(?:请|麻烦|帮我|给我|哦|啊|呃|那|我们?|咱们?|俺们?|[报填写说发给]的)*(?:[三3几两]年|每年|各年|三个|这[三几]个|上面|前面|刚才|数字?|数据|后面|末尾|的|都|全部?|统一|单位)*"
    r"(?:都|全|统一|要|得|应该|需要|记得|帮我|是)*(?:是|为|用|按|加|带|补|写|标|(?<=[报填]的))"
    r"(?:上|个|一个)*(?:单位)?[ :]?"
    r"(?P<unit>百分号|百分比|单位|%|[万亿千百]?[\u4e00-\u9fff]{1,6}?(?:/[\u4e00-\u9fff]{1,4})?)(?:的|号|做单位|为单位)?[了吧啊。.]?"
)
_CLAUSE = re.compile("[,，。;；!！ ]+")
_NOT_THAT = re.compile("^(?:不对[,，。 ]*)?(?:不是|没按)[^,，。是]{1,6}[,，。 ]*而?(?=是|按|用)")
_SENT = re.compile("我|咱|俺|[报填写说发给]的")
_SHARES = ("百分号", "百分比", "%")


def unit_said(step: Step, words: str) -> bool:
    """Say that the last figures stand in the unit that is named; in another unit they are offered as what they are."""
    plain = narrow(words).strip(" 。.!！")
    said = _said(plain)
    named = said["unit"] if said is not None else plain if unit_of(plain) is not None else ""
    if named and isinstance(step.state, Deciding) and _typed_in(step, step.state, named):
        return True
    last = next(last_answered(step), None) if isinstance(step.state, Asking | Deciding) else None
    if said is None or last is None or last.unit is None or last.kind not in NUMERIC:
        return False
    entries = _standing(step, last)
    named = "%" if said["unit"] in _SHARES else said["unit"]
    if entries and named in ("单位", last.unit):
        unit = "" if last.unit == "%" else f" {last.unit}"
        step.say(Told("unit stands", {"id": last.id, "value": f"{shown_entries(last, entries)}{unit}"}))
        return True
    others = _in_unit(last, entries, named)
    if others:
        way = Alternative(f"{shown_entries(last, others)}（{shown_entries(last, entries)} {named}）", others)
        offer_correction(step, Correction(last, others, ways=(way,)), words)
    return bool(others)


def _said(plain: str) -> re.Match[str] | None:
    """The unit of the clause that says what was sent, else of the last one; None where other things are said too."""
    plain = _NOT_THAT.sub("", plain)
    clauses = [each for each in _CLAUSE.split(plain) if each] if len(plain) <= _LONGEST else []
    found = [_UNIT.fullmatch(each) if len(each) <= _LONGEST_CLAUSE else None for each in clauses]
    units = [each for each in found if each is not None]
    if not units or len(units) < len(clauses):
        return None
    return next((each for each in units if _SENT.search(each[0])), units[-1])


def _typed_in(step: Step, state: Deciding, named: str) -> bool:
    """我报的是公顷, where the unit of a figure is asked about: the figure is taken in the unit that is named."""
    field = step.form.by_name[state.field]
    typed = next((each.words for each in step.conversation.actions if isinstance(each, Store) and each.words), "")
    if field.kind not in NUMERIC or not typed[-1:].isdigit():
        return False
    for words in (f"{typed}{named}", f"{typed} 单位{named}", f"{typed}{named}元"):
        reading = understand(step, field, state.slots, words)
        if isinstance(reading, Read) and len(reading.entries) == len(state.slots):
            take(step, field, reading.entries, words)
            return True
    return False


def _standing(step: Step, field: Field) -> Sequence[Entry]:
    answers = [step.application.answer(slot.path) for slot in field.slots]
    return [Entry(each.slot, each.value) for each in answers if each is not None and isinstance(each.value, Decimal)]


def _in_unit(field: Field, entries: Sequence[Entry], named: str) -> tuple[Entry, ...]:
    """The figures as they are in the unit of the field, if they were typed in the one that is named."""
    one, own = unit_of(named), unit_of(field.unit)
    if one is None or own is None or not one.fits(own):
        return ()
    factor, figures = one.size / own.size, {each.slot: each.value for each in entries}
    values = ((slot, times(value, factor)) for slot, value in figures.items() if isinstance(value, Decimal))
    return tuple(Entry(slot, value, typed_unit=named) for slot, value in values)
