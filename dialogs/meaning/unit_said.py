"""The unit of figures that were just kept: 三年都加百分号, 单位是万元. It stands already, or the figures are others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dialogs.answers.answering import take, understand
from dialogs.answers.asking import ask, shown_entries
from dialogs.answers.last import last_answered
from dialogs.correcting.correction import Correction
from dialogs.definition.form import NUMERIC, Field
from dialogs.meaning.complaining import offer_amiss
from dialogs.meaning.offering import offer_correction
from dialogs.reading.cleaning import narrow
from dialogs.reading.results import Alternative, Entry, Read, Why
from dialogs.reading.units import MONEY, times, unit_of
from dialogs.saying.replies import Misread, Told
from dialogs.state.actions import Store
from dialogs.state.conversation import Asking, Composing, Deciding
from dialogs.turn.step import Step

_LONGEST, _LONGEST_CLAUSE = 40, 20
_UNIT = re.compile(
    r"(?:请|麻烦|帮我|给我|哦|啊|呃|那|这一?题|本题|我们?|咱们?|俺们?|[报填写说发给]的|这些|以上)*(?:[三3几两]年|每年|各年|三个|这[三几]个|上面|前面|刚才|数字?|数据|后面|末尾|的|都|全部?|统一|单位)*"
    r"(?:都|全|统一|要|得|应该|需要|记得|帮我|是)*(?:是|为|用|以|按|加|带|补|写|标|(?<=[报填]的))"
    r"(?:上|个|一个)*(?:单位)?[ :]?"
    r"(?P<unit>百分号|百分比|单位|%|[万亿千百]?[\u4e00-\u9fff]{1,6}?(?:[/每][\u4e00-\u9fff]{1,4})?)(?:的|号|做单位|为单位|[来去]?[填报算写])?[了吧啊。.]?"
)
_CLAUSE = re.compile("[,，。;；!！ ]+")
_NOT_THAT = re.compile("^(?:不对[,，。 ]*)?(?:不是|没按)[^,，。是]{1,6}[,，。 ]*而?(?=是|按|用)")
_WRONG_UNIT = re.compile(
    "^(?:哦|啊|哎|不对|不好意思|我|刚才|刚刚|上面|那个|这个|的|[,，。 ])*"
    "单位(?:我|给|都)*(?:搞|弄|写|填|报|看|发|打)?(?:错|混|岔)了?[,，。;； ]+"
)
"""单位搞错了，我报的是公斤."""
_SENT = re.compile("我|咱|俺|[报填写说发给]的")
_AGREES = re.compile("(?:那|就|那就|这)?(?:是|都)?(?:没错|对|行|好|可以|没问题|不用改|不改|成)(?:的|了|吧)*")
_ASKS = re.compile("[吗?？]|是不是|对不|(?:对|没错|没问题|是)吧")
_ASKS_AT_END = re.compile("(?<=.)(?:没错|对|是|没问题|可以|行)[吧吗么]$|(?<=.)(?:对不对|是不是|行不行|可不可以|对不)$")
"""单位是吨每万元没错吧."""
_SHARES = ("百分号", "百分比", "%")


def unit_said(step: Step, words: str) -> bool:
    """Say that the last figures stand in the unit that is named; in another unit they are offered as what they are."""
    plain = _without_agreeing(narrow(words).strip(" 。.!！?？"))
    said = _said(plain)
    unit = _named(said) if said is not None else plain if unit_of(plain) is not None else ""
    if unit and (_of_what_is_offered(step, unit) or _typed_in(step, unit)):
        return True
    last = next(last_answered(step), None) if _may_be_about_last(step, words) else None
    if said is not None and _ASKS.search(words) and _asked_of_open(step, _named(said), last):
        return True
    if said is None or last is None or last.unit is None or last.kind not in NUMERIC:
        return False
    entries = _standing(step, last)
    named, asks = _named(said), _ASKS.search(words) is not None
    whole = _in_full(last, named)
    if entries and ((asks and whole is not None) or named == "单位" or whole == last.unit):
        unit = "" if last.unit == "%" else f" {last.unit}"
        step.say(Told("unit stands", {"id": last.id, "value": f"{shown_entries(last, entries)}{unit}"}))
        return True
    return bool(entries) and whole is not None and _stand_in(step, last, entries, whole, words)


def _may_be_about_last(step: Step, words: str) -> bool:
    """At a question; before a text only what says that a unit was wrong."""
    state = step.state
    if isinstance(state, Composing):
        return not state.text and _WRONG_UNIT.match(narrow(words).strip()) is not None
    return isinstance(state, Asking | Deciding)


def _in_full(field: Field, named: str) -> str | None:
    """The unit that is named; 亿 and 万 as people say them for the unit of the question; None where it is none."""
    own = (field.unit or "").lstrip("十百千万亿")
    if _means(named, field.unit):
        return field.unit
    per = (field.unit or "").partition("/")[2]
    every = (f"{named}/{per}" if per else "", named, f"{named}{own}")
    return next((each for each in every if each and _converts(each, field)), None) or next(
        (each for each in every if unit_of(each) is not None), None
    )


def _converts(unit: str, field: Field) -> bool:
    """Whether a unit is one of what a field is measured in."""
    one, own = unit_of(unit), unit_of(field.unit)
    return one is not None and own is not None and one.fits(own)


def _means(named: str, unit: str | None) -> bool:
    """Whether a unit is named in short: 吨/万元 for 吨二氧化碳/万元, 吨标煤 for 吨标准煤/万元."""
    own, _, per = (unit or "").partition("/")
    above, _, below = named.partition("/")
    rest = iter(own)
    return bool(above) and below in ("", per) and above[0] == own[:1] and all(each in rest for each in above)


def _asked_of_open(step: Step, named: str, last: Field | None) -> bool:
    """这题单位是吨标准煤吗: of the open question, which shows its unit, where it is that and not the last one's."""
    here = step.here if isinstance(step.state, Asking) else None
    stands = last is not None and _means(named, last.unit)
    if here is None or stands or not _means(named, here.unit) or not step.journey.untouched_slots(here):
        return False
    ask(step, here)
    return True


def _stand_in(step: Step, last: Field, entries: Sequence[Entry], named: str, words: str) -> bool:
    """Offer the figures as they are in that unit; sums in another money are to be given anew, or marked."""
    others = _in_unit(last, entries, named)
    if others:
        way = Alternative(f"{shown_entries(last, others)}（{shown_entries(last, entries)} {named}）", others)
        offer_correction(step, Correction(last, others, ways=(way,)), words)
    elif _of_other_money(last, named):
        figures = {"words": named, "typed": named, "unit": last.unit or ""}
        step.say(Misread(last.name, Why.WRONG_UNIT.value, figures))
        offer_amiss(step, last, words)
    else:
        return False
    return True


def _of_other_money(field: Field, named: str) -> bool:
    """单位是万美元, where 万元 are asked."""
    one, own = unit_of(named), unit_of(field.unit)
    return one is not None and own is not None and not one.fits(own) and {*one.measures, *own.measures} <= MONEY


def _without_agreeing(plain: str) -> str:
    """单位是亿吧？那没错: what is said of the unit, without the rest."""
    plain = _ASKS_AT_END.sub("", plain).rstrip(",，。 ")
    first, *others = [each.strip() for each in re.split("[,，。?？!]+", plain) if each.strip()] or [""]
    return re.sub("(?<=.)[吧吗呢]$", "", first) if all(map(_AGREES.fullmatch, others)) else plain


def _named(said: re.Match[str]) -> str:
    return "%" if said["unit"] in _SHARES else str(said["unit"]).replace("每", "/")


def _of_what_is_offered(step: Step, named: str) -> bool:
    """单位是万人, of a row that is on offer: taken as it is in that unit, if it can be."""
    state = step.state
    stores = [each for each in step.conversation.actions if isinstance(each, Store) and each.entries and each.words]
    if not isinstance(state, Deciding) or state.finding is not None or not stores:
        return False
    field = step.form.by_name[state.field]
    whole = _in_full(field, named)
    if stores[0].field != field.name or field.kind not in NUMERIC or whole is None:
        return False
    reading = understand(step, field, state.slots, f"单位:{whole} {stores[0].words}")
    if isinstance(reading, Read):
        take(step, field, reading.entries, f"{stores[0].words}，{whole}")
    return isinstance(reading, Read)


def _said(plain: str) -> re.Match[str] | None:
    """The unit of the clause that says what was sent, else of the last one; None where other things are said too."""
    plain = _NOT_THAT.sub("", _WRONG_UNIT.sub("", plain))
    clauses = [each for each in _CLAUSE.split(plain) if each] if len(plain) <= _LONGEST else []
    found = [_UNIT.fullmatch(each) if len(each) <= _LONGEST_CLAUSE else None for each in clauses]
    units = [each for each in found if each is not None]
    if not units or len(units) < len(clauses):
        return None
    return next((each for each in units if _SENT.search(each[0])), units[-1])


def _typed_in(step: Step, named: str) -> bool:
    """我报的是公顷, where the unit of a figure is asked about: the figure is taken in the unit that is named."""
    state = step.state
    if not isinstance(state, Deciding):
        return False
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
