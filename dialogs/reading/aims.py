"""Targets said by how they come about: 现在46，争取翻一番; 4.01亿，年均增长12%; 比基准下降13.5%; 目标按15%算.

The base is the figure that stands beside, the one given before, or the one that the form computes. What comes out is
offered with both figures in sight, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal
from typing import Literal

from dialogs.definition.form import Kind, Shape, Slot
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import excerpt
from dialogs.reading.conversion import converted
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.numbers import figure_at
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unreadable, Unsure, Why

_LONGEST = 60
_WIDE = Context(prec=28)
_FIGURE = r"[0-9]{1,9}(?:\.[0-9]{1,4})?"
_RISES = r"(?:递增|增长|增加|提高|提升|上升|新增|净增|增速|增幅|增|涨)"
_FALLS = r"(?:下降|降低|减少|减排|降幅|降|减)"
_YEARLY = r"(?:按?每年|按年均|年均|逐年|(?<![0-9一两二三四五近])年度?|按)(?:均|都|再|各)?(?:复合)?"
_ABOUT = r"(?:了|约|为|是|按|达到?|不低于|不少于|保持在?|控制在|左右|至少)*[ ]?"
_BEHIND = (
    r"(?:左右|以上)?(?:的?(?:复合)?(?:年均)?(?:增长率|增速|速度|幅度|比例))?"
    r"(?:递增|增长|增加|提高|测算|计算|推算|算|递减|下降)?"
)
_TWICE = re.compile(r"(?:实现|争取|力争)?(?:再)?(?:翻(?P<fold>[一1两2])?[番倍]|翻倍|(?:增长|增加|提高)一倍)")
_YEARLY_RATE = re.compile(rf"{_YEARLY}(?:{_RISES}|(?P<fall>{_FALLS}))?{_ABOUT}(?P<by>{_FIGURE})[ ]?%{_BEHIND}")
_UNIT = r"(?P<unit>个?(?:百分)?点|[\u4e00-\u9fff/]{0,9})"
_YEARLY_STEP = re.compile(rf"{_YEARLY}(?:{_RISES}|多|加|(?P<fall>{_FALLS}))(?:了|约)?[ ]?(?P<by>{_FIGURE})[ ]?{_UNIT}")
_RATE = re.compile(rf"(?:再)?(?:{_RISES}|(?P<fall>{_FALLS})){_ABOUT}(?P<by>{_FIGURE})[ ]?%{_BEHIND}")
_STEP = re.compile(rf"(?:再)?(?:{_RISES}|(?P<fall>{_FALLS}))(?:了|约)?[ ]?(?P<by>{_FIGURE})[ ]?{_UNIT}")
_POINT = re.compile(r"个?(?:百分)?点")
_POINTS_SAID = re.compile(r"(?<=[0-9])[ ]?个?(?:百分)?点(?![0-9])")
"""降18个点, where tonnes are asked: per cent."""
_PER_CENT_SAID = re.compile("百分之([一二三四五六七八九十]{1,3})(?![点百])")
_NEUTRAL = re.compile(
    r"20[0-9]{2}年(?:底|末)?|(?:未来|今后|以?后|近|这)?[三3]年(?:内|间|后|末|里)?|基准值?|现状值?|目标值?|争取|力争|计划|预计|"
    r"(?:给我|帮我|替我|你|请)*(?:算出来|算一下|算算)|现在|目前|现有|已有|去年|打算|准备|想|以后|未来|较|相?比|基础上|的|在|要|到|就|实现|达到|为|是|有|以|按|算|从|由|[\s,，。;；:：]"
)
_AIMED_AT = re.compile(rf"(?:目标值?|20[0-9]{{2}}年底?|到|至)[^0-9,，;；]{{0,6}}{_FIGURE}")
_REACHED = re.compile(r"[ ,，]*(?:到|至|为|达到?)[ ]?(?P<figure>[0-9][^ ,，;；]{0,16})[ ]*")
_NOW_AND_THEN = re.compile(
    r"(?:近|过去|前|现在|目前)[三3]?年?[^0-9,，;；]{0,8}(?P<base>[0-9][^ ,，;；]{0,8})[ ,，;；]+"
    r"(?:未来|今后|后|下)[三3]?年?[^0-9,，;；]{0,8}(?P<target>[0-9][^ ,，;；]{0,8})"
)
_FOUR = re.compile(r"(?!20[0-9]{2}[ 、\t])[0-9.]+(?:[ 、\t]+(?!20[0-9]{2}(?:[ 、\t]|$))[0-9.]+){3}[家件个]?")
_COMPUTED = re.compile(
    r"(?P<of>基准值?|目标值?)(?:就|都|还是|也)?(?:是|用|按|照|为)?(?:系统|你们?|表里|自动)?"
    r"(?:(?:给?算|计算)(?:出来|好|得)?的?|最低)(?:值|数|那个|来|算)*(?:就行|即可|吧)?"
)
_OF_A_YEAR = re.compile(
    r"(?:20)?(?P<year>2[0-9])年(?:底|末|度)?(?:是|为|达到?|到)?[ ]?(?P<said>[0-9.]+[^0-9,，;；、\s]{0,5})"
)
_FALLS_BELOW = 4
_KNOWN_NOW = re.compile(
    r"(?:(?P<about>[\u4e00-\u9fff]{2,10})的)?(?P<of>基准|目标)[值数]?(?:也|现在|已经)*"
    r"(?:(?:有|[算查核统]?(?:计)?(?:出来|到)|报上来|拿到)了)?[ ,，。是为:：]*"
    r"(?P<value>[0-9][0-9.]*[^0-9,，;；。]{0,6})[。.]?"
)
"""普及率的基准有了，28.2: which of the two, and what it is."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is said of the way from base to target: its place in the words, and what becomes of the base."""

    start: int
    end: int
    ways: tuple[Callable[[Decimal], Decimal], ...]
    level: Decimal | None = None  # the target itself, where a rate of growth is what the form asks


def aimed(question: Question, plain: str) -> Unsure | Unreadable | None:
    """Base and target where the target is said by its way; None where the (narrow) words say no such thing."""
    if question.field.shape is not Shape.PAIR or question.field.kind not in (*_COUNTED, Kind.PERCENT):
        return None
    if len(plain) > _LONGEST or "\n" in plain:
        return None
    plain = _PER_CENT_SAID.sub(lambda said: f"{counted(said[1])}%", plain)
    if question.field.unit != "%":
        plain = _POINTS_SAID.sub("%", plain)
    return _as_computed(question, plain) or _stages(question, plain) or _by_the_way(question, plain)


_COUNTED = (Kind.INTEGER, Kind.DECIMAL)


def _by_the_way(question: Question, plain: str) -> Unsure | Unreadable | None:
    aim = _aim(question, plain)
    if aim is None:
        return None
    rest = f"{plain[: aim.start]} {plain[aim.end :]}"
    reached = _REACHED.fullmatch(rest)
    aimed_at = _base_beside(question, reached["figure"]) if reached is not None else None
    known = known_base(question)
    if isinstance(aimed_at, Decimal) and known is not None:
        return _offered(question, plain, [(known, aimed_at)])
    if _AIMED_AT.search(rest):
        return None
    beside = _base_beside(question, _NEUTRAL.sub(" ", rest).strip())
    if beside is None:
        return None
    base = beside or known_base(question)
    if base is None:
        return Unreadable(Why.ONE_FIGURE, {"words": excerpt(plain)})
    targets = [aim.level] if aim.level is not None else [_rounded(question, base, way(base)) for way in aim.ways]
    return _offered(question, plain, [(base, target) for target in targets])


def _aim(question: Question, plain: str) -> _Aim | None:
    """The way that the words name, the plainest first."""
    rate_asked = question.field.kind is Kind.PERCENT and not question.field.share
    twice = _TWICE.search(plain)
    if twice is not None:
        fold = _FALLS_BELOW if twice["fold"] in ("两", "2") else 2
        return _Aim(*twice.span(), (lambda base: base * fold,))
    yearly, once = _YEARLY_RATE.search(plain), _RATE.search(plain)
    found = yearly or once
    if found is not None:
        share = Decimal(found["by"]) / 100 * (-1 if found["fall"] else 1)
        ways = [_yearly(question, share)] if yearly else [lambda base: base * (1 + share)]
        if not yearly and not found["fall"]:
            ways.append(_yearly(question, share))
        return _Aim(*found.span(), tuple(ways), Decimal(found["by"]) if rate_asked else None)
    return None if rate_asked else _step(question, plain)


def _yearly(question: Question, share: Decimal) -> Callable[[Decimal], Decimal]:
    years = question.form.target_year - question.form.base_year
    return lambda base: base * (1 + share) ** years


def _step(question: Question, plain: str) -> _Aim | None:
    """每年增加10家, 提高5个百分点: in the field's own unit."""
    yearly = _YEARLY_STEP.search(plain)
    found = yearly or _STEP.search(plain)
    if found is None or not _own_unit(question, found["unit"]):
        return None
    years = question.form.target_year - question.form.base_year if yearly else 1
    by = Decimal(found["by"]) * years * (-1 if found["fall"] else 1)
    return _Aim(*found.span(), (lambda base: base + by,))


def _own_unit(question: Question, said: str) -> bool:
    unit = question.field.unit or ""
    if _POINT.fullmatch(said):
        return unit == "%"
    return unit != "%" and (not said or said in unit or said in "家户个")


def _base_beside(question: Question, rest: str) -> Decimal | Literal[False] | None:
    """The one figure beside the way; False where there is none, None where the rest says something else."""
    if not rest:
        return False
    found = figure_at(rest, 0)
    if found is None or found[1] != len(rest):
        return None
    number = converted(found[0], question.field, question.field.slots[0])
    return None if isinstance(number, Why) else number.value


def known_base(question: Question) -> Decimal | None:
    """The base that was given, or that the form computes."""
    base, _ = question.field.slots
    standing = question.value(base.path)
    return standing if isinstance(standing, Decimal) else _computed(question, base, {})


def _computed(question: Question, slot: Slot, given: dict[str, Decimal]) -> Decimal | None:
    """What the form computes for a slot from the answers so far."""
    calculation = question.field.calculations.get(slot.path)
    answers = question.application.answers if question.application is not None else {}
    values = {path: answer.value for path, answer in answers.items() if answer.value is not None}
    value = calculation.value({**values, **given}) if calculation is not None else None
    return value if isinstance(value, Decimal) else None


def _as_computed(question: Question, plain: str) -> Unsure | None:
    """基准值就用算出来的，目标值12: the half that is to be computed, beside the one that is said."""
    named = _COMPUTED.search(plain)
    if named is None:
        return None
    base, target = question.field.slots
    rest = re.sub(r"^(?:基准|目标)值?", "", _neutral_edges(plain[: named.start()] + plain[named.end() :]))
    said = _base_beside(question, _NEUTRAL.sub(" ", rest).strip())
    if not isinstance(said, Decimal):
        return None
    if named["of"].startswith("基准"):
        known = known_base(question)
        return None if known is None else _offered(question, plain, [(known, said)])
    computed = _computed(question, target, {base.path: said})
    return None if computed is None else _offered(question, plain, [(said, computed)])


def _neutral_edges(text: str) -> str:
    return text.strip(" ,，;；。")


def _stages(question: Question, plain: str) -> Unsure | None:
    """23年46家24年55家25年65家26年75家, 46 55 65 75: the two years that are asked, with those between them."""
    apart = _NOW_AND_THEN.fullmatch(plain)
    ends = (apart["base"], apart["target"]) if apart is not None else ()
    if _FOUR.fullmatch(plain):
        figures = re.findall("[0-9.]+", plain)
        ends = (figures[0], figures[-1]) if question.field.kind is Kind.INTEGER else ()
    read = [_base_beside(question, each) for each in ends]
    if len(read) == 2 and isinstance(read[0], Decimal) and isinstance(read[1], Decimal):
        return _offered(question, plain, [(read[0], read[1])])
    years = [str(year)[2:] for year in range(question.form.base_year, question.form.target_year + 1)]
    said = list(_OF_A_YEAR.finditer(plain))
    if [each["year"] for each in said] != years or _NEUTRAL.sub("", _OF_A_YEAR.sub("", plain)):
        return None
    values = [_base_beside(question, each["said"]) for each in (said[0], said[-1])]
    first, last = values
    if not isinstance(first, Decimal) or not isinstance(last, Decimal):
        return None
    return _offered(question, plain, [(first, last)])


def _rounded(question: Question, base: Decimal, target: Decimal) -> Decimal:
    """A rise that is rounded down would be missed: whole figures and hundredths go up; a fall is kept as it comes."""
    if target < base:
        return target.quantize(Decimal(1)) if question.field.kind is Kind.INTEGER else target.normalize(_WIDE)
    places = Decimal(1) if question.field.kind is Kind.INTEGER else Decimal("0.01")
    return target.quantize(places, ROUND_CEILING, _WIDE)


def _offered(question: Question, plain: str, pairs: Sequence[tuple[Decimal, Decimal]]) -> Unsure:
    base, target = question.field.slots
    offered: list[Alternative] = []
    for values in dict.fromkeys(pairs):
        entries = tuple(Entry(slot.path, value) for slot, value in zip((base, target), values, strict=True))
        offered.append(Alternative(row_label(question.field, (base, target), entries), entries))
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(plain)})


def known_now(question: Question, text: str) -> str:
    """普及率的基准有了，28.2: the base, or the aim, of the question itself, and what it is."""
    said = _KNOWN_NOW.fullmatch(text.strip()) if question.field.shape is Shape.PAIR else None
    own = said is not None and (not said["about"] or said["about"] in question.field.label)
    return f"{said['of']}{said['value']}" if said is not None and own else text
