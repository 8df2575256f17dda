"""Figures to be worked out: 97减1, 3.2+9.3, 61/152 where a share is asked, 香港1个 意大利1个.

What comes out is offered with its working, never taken: parts may overlap, and the person may have meant one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from dialogs.definition.form import Kind
from dialogs.reading.chinese import chinese_number
from dialogs.reading.labels import row_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry
from dialogs.reading.units import times

_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_SIGN = r"(?:[+]|[ ][+][ ]|[ ]?(?:再|又)?(?:加|减|去掉|扣除)(?![到至少])[上去]?[ ]?)"
_UNIT = r"[^\W\d_加减再又增参去扣]{0,4}"
_SUM = re.compile(rf"(?<![0-9.]){_NUMBER}{_UNIT}(?:{_SIGN}[^\d\s+加减]{{0,8}}{_NUMBER}{_UNIT}){{1,8}}")
_TERM = re.compile(rf"(?P<sign>[+加减掉除])?(?:[^\d+加减掉除]*?)(?P<number>{_NUMBER})(?P<unit>{_UNIT})")
_WHAT = r"(?:万(?=人))?[家户个人项件吨]?(?:企业|公司|中小企业)?"
_QUOTIENT = re.compile(
    rf"(?<![0-9./÷])(?<![0-9],)(?:"
    rf"[(]?(?P<above>{_NUMBER}){_WHAT}[ ]?(?:/|÷|除以|比上?|占)[ ]?(?P<below>{_NUMBER}){_WHAT}[)]?|"
    rf"(?P<whole>{_NUMBER}){_WHAT}[ ]?(?:除|有|(?:里|中|当中|之中)[面头]?(?:的|有|占|综合|利?用了?)*)[ ]?"
    rf"(?P<part>{_NUMBER}){_WHAT}|"
    rf"(?P<one>{_NUMBER}){_WHAT}[ ]?(?:和|与|跟)[ ]?(?P<other>{_NUMBER}){_WHAT}(?:的|之)?(?:比例?|比值|商)"
    r")(?![0-9./÷])"
)
"""88/285, 88除以285, 88家占285家; 285家里的88家."""
_PART = "[0-9一二三四五六七八九十两]{1,3}"
_FRACTION = re.compile(
    rf"(?P<roughly>大约|大概|差不多|约)?(?:(?P<below>(?!百){_PART})分之(?P<above>{_PART})|(?P<half>(?<![两0-9])一半|一多半|(?<![两0-9])半数))"
)
_SHARE_ALONE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:率|比例|占比|占))?(?:大概|大约|差不多|约|有|是|到)*"
    rf"(?:(?P<tenths>[一二两三四五六七八九1-9])成(?P<more>[一二三四五六七八九1-9])?|(?P<percent>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?)%|"
    rf"(?P<fraction>{_PART}分之{_PART}|一半|半数))"
    r"(?:左右|上下|以上|多)?(?:的)?(?:企业)?(?:都|全)?(?:是|为|属于|上了?|有)?(?:中小微?企业|云|平台)?"
)
_PER_PERSON = "/万人"
_AND_PEOPLE = re.compile(
    rf"(?P<things>{_NUMBER}[件项个])[,;、 ]+(?:从业|就业|职工|员工|人员|人数|总数|共|是|有|为)*"
    rf"(?P<people>{_NUMBER}万?人)"
)
"""138件，从业9027人: what is divided by what, where so much a person is asked."""
_WHOLE_AND_PART = re.compile(
    rf"^(?:总共|一共|共有?|全[县市区]|集群|总数|企业|中小企业|里|内|现有?|有)+(?P<whole>{_NUMBER}[家户个])[,;、 ]+"
    rf"(?:其中)?[^0-9,;、]{{0,8}}?(?P<part>{_NUMBER}[家户个])(?=$|[,;。])"
)
"""总共1426家，上云308家, where a share is asked."""
_EACH_ONE = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{1,8}(?:[、和跟与][\u4e00-\u9fff]{1,8})+?)(?:都|也)?各(?:有|是|自有)?[ ]?"
    r"(?P<many>(?:[0-9]{1,3}|[一二两三四五六七八九十])[个家件项户])"
)
_PERSONS = 100
"""People of a cluster from which on a figure counts them one by one, and not by ten thousands."""
_TAKEN_AWAY = frozenset("减掉除")


def worked_out(question: Question, plain: str) -> tuple[str, str] | None:
    """A (narrow) message with its sums done, and the working; None where nothing is to be worked out."""
    workings: list[str] = []

    def done(match: re.Match[str]) -> str:
        value = _summed(match[0])
        if value is None:
            return match[0]
        workings.append(match[0])
        return value

    meant = _SUM.sub(done, plain)
    return (meant, "，".join(workings)) if workings else _divided(question, plain) or _parted(question, plain)


def each_told(plain: str) -> str:
    """意大利、英国各1个 as 意大利1个、英国1个."""

    def told(found: re.Match[str]) -> str:
        return "、".join(f"{name}{found['many']}" for name in re.split("[、和跟与]", found["names"]))

    return _EACH_ONE.sub(told, plain)


def total_of(question: Question, parts: Sequence[Entry]) -> Alternative | None:
    """The sum of parts that were named one by one: 香港1个 意大利1个; None where sums say nothing, as of rates."""
    slot = question.slots[0]
    values = [entry.value for entry in parts if isinstance(entry.value, Decimal)]
    if question.field.kind not in (Kind.INTEGER, Kind.DECIMAL) or len(values) != len(parts) or len(parts) < 2:
        return None
    whole = replace(parts[0], slot=slot.path, value=sum(values, Decimal(0)), doubtful=any(e.doubtful for e in parts))
    working = "+".join(f"{value:f}" for value in values)
    return Alternative(f"{working} = {row_label(question.field, [slot], [whole])}", (whole,))


_IN_ALL = re.compile("总共|一共|共计|合计|总计|按总的|加起来")


def sum_first(found: Sequence[Entry], text: str) -> Sequence[Entry]:
    """核心区12.6加上辐射区8.4，一共21: what all the others add up to, or the sum that is said, stands first."""
    values = [entry.value for entry in found if isinstance(entry.value, Decimal)]
    if len(values) != len(found) or len(found) < 2:
        return found
    if len(found) == 2:  # 核心区7.6，加上拓展区总共12.35
        largest = max(values) if _IN_ALL.search(text) else None
        return sorted(found, key=lambda entry: entry.value != largest) if largest is not None else found
    total = sum(values, Decimal(0))
    return sorted(found, key=lambda entry: 2 * (entry.value if isinstance(entry.value, Decimal) else 0) != total)


def begins_with_sum(found: Sequence[Entry]) -> bool:
    """308，联通200、移动108: whether the first figure is what the others come to."""
    first, *rest = [entry.value if isinstance(entry.value, Decimal) else Decimal(0) for entry in found]
    return len(rest) > 1 and first == sum(rest, Decimal(0))


def _summed(words: str) -> str | None:
    """The sum of terms of one unit, in that unit; None where the units differ or nothing is left."""
    total, units = Decimal(0), dict[str, None]()
    for term in _TERM.finditer(words):
        value = Decimal(term["number"])
        total += -value if term["sign"] in _TAKEN_AWAY else value
        units[term["unit"]] = None
    units.pop("", None)
    return f"{total:f}{''.join(units)}" if len(units) <= 1 and total >= 0 else None


def _parted(question: Question, plain: str) -> tuple[str, str] | None:
    """占比约五分之一: the share that a fraction is, where a share is asked."""
    found = _FRACTION.search(plain) if question.field.share else None
    value = _share_of(found) if found is not None else None
    if found is None or value is None:
        return None
    roughly = "约" if found["roughly"] else ""
    return f"{plain[: found.start()]} {roughly}{value:f}%{plain[found.end() :]}".strip(), found[0]


def share_in(plain: str) -> Decimal | None:
    """The one share that short words name without more figures: 八成是中小企业, 上云率大概四成, 一半左右."""
    found = _SHARE_ALONE.fullmatch(plain)
    if found is None:
        return None
    if found["tenths"]:
        tens, ones = _numeral(found["tenths"]), _numeral(found["more"]) if found["more"] else "0"
        return Decimal(tens) * 10 + Decimal(ones) if tens and ones else None
    if found["percent"]:
        return Decimal(found["percent"])
    parted = _FRACTION.search(found["fraction"])
    return _share_of(parted) if parted is not None else None


def _share_of(found: re.Match[str]) -> Decimal | None:
    above, below = ("1", "2") if found["half"] else (_numeral(found["above"]), _numeral(found["below"]))
    if not above or not below or not 0 < Decimal(above) <= Decimal(below):
        return None
    return (Decimal(above) * 100 / Decimal(below)).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()


def _numeral(text: str) -> str:
    number = Decimal(text) if text.isascii() else chinese_number(text)
    return "" if number is None else f"{number:f}"


def _divided(question: Question, plain: str) -> tuple[str, str] | None:
    """61/152 as the share that it is, 318/3.5 as a figure; of a row each, where every figure is such a quotient."""
    if (question.field.unit or "").endswith(_PER_PERSON):
        plain = _AND_PEOPLE.sub(r"\g<things>除以\g<people>", plain)
    if question.field.share:
        plain = _WHOLE_AND_PART.sub(r"\g<whole>有\g<part>", plain)
    found = list(_QUOTIENT.finditer(plain))
    values = [_quotient(question, each) for each in found]
    alone = len(question.field.slots) == 1 and found and found[0][0] == plain.strip()
    aside = re.search("[0-9]", _QUOTIENT.sub("", plain)) is not None
    if aside or len(values) not in (1, len(question.slots)) or None in values or len(values) < len(question.slots):
        return None
    if not alone and question.field.unit != "%":
        return None
    roughly = "约" if re.search("约|大概|差不多|左右", plain) else ""
    return " ".join(f"{roughly}{each}" for each in values), "，".join(each[0] for each in found)


def _quotient(question: Question, found: re.Match[str]) -> str | None:
    above = Decimal(found["above"] or found["part"] or found["one"])
    below = Decimal(found["below"] or found["whole"] or found["other"])
    percent = question.field.unit == "%"
    if percent and found["whole"] and above > below:  # 88除285, as people say it
        above, below = below, above
    if not below or question.field.kind is Kind.INTEGER or (percent and above > below):
        return None
    if (question.field.unit or "").endswith(_PER_PERSON) and "万人" not in found[0] and below >= _PERSONS:
        below /= 10_000  # 138件除以9027人
    return f"{times(above / below, 100):f}%" if percent else f"{above / below:f}"
