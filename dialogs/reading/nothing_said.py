"""Why there is no figure, said in a sentence: 没有外资, 一家也没有，正在培育, 总量不知道，等生态环境局, 3200万美元."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from dialogs.definition.form import Kind
from dialogs.reading.blanks import departments_of, missing
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.units import unit_of
from dialogs.record.application import Blank

_HAS_NONE = re.compile(
    r"(?:我们|我县|本县|目前|这里|集群|还|暂|都)*(?:没有?|无|不存在|未)[\u4e00-\u9fffA-Za-z]{1,10}|"
    r"[\u4e00-\u9fff]{1,12}?(?:一[家个件项户起]|任何)?(?:也|都)?(?:还)?(?:没有|没)[。.]?"
)
_UNCOUNTED = re.compile(r"没有?(?:人|谁)?(?:单独|专门|细)?(?:统计|核算|测算|算|测|查|掌握|数$|口径|台账|底数)")
"""没人统计过: that nobody knows, not that there are none."""
_WHERE_FROM = re.compile(
    r"(?:[^0-9,，;；。]{1,16}[,，;；。 ]+)?[^0-9,，;；。]{0,10}?"
    r"(?:从?哪儿?里?来的?|哪儿?里?[会能]?有|上哪儿?去?[找弄]|谁[来会](?=投))(?:什么|啥|这个|这种|那个)*"
    r"(?![^,，;；。]{0,4}(?:数|资料|材料|时间|功夫|空|口径|[名清]单|规定|依据|要求|文件|说明|例|人))"
    r"[\u4e00-\u9fff]{2,10}?(?:去|啊|呀|呢|哦|嘛)*(?:[,，;；。 !！]+[^0-9]{1,14})?[?？。!！]*"
)
"""县城小，哪来的外资，问这个干啥: that there is none, and talk around it."""
_NONE_FIRST = re.compile(
    r"(?:我们|我县|本县|目前|现在|这里|集群|还|暂时?|都|[ ])*(?:一[家个件项户](?:也|都)?没有?|"
    r"(?:没有?|暂?无|不产生|不涉及|不适用)(?=[,，;； ])|(?:没有?|无|未有|不产生|不涉及)"
    r"(?!那么|这么|变|超|达|到|少|增|降|问题|什么|啥)[\u4e00-\u9fff]{2})"
)
_OF_IT_NONE = re.compile(
    r"[\u4e00-\u9fff]{2,8}?的?(?:倒是|真|目前|现在|暂时?|一[家个件项户](?:也|都)?)?(?:没有|暂无|没)(?=[,，;； ])"
)
_NONE_LAST = re.compile(
    r"(?:[^0-9]{1,30}[,，;；。 ]+|[\u4e00-\u9fff]{2,16}?)(?:所以|因此|根本|压根|也|就|都|还|并)*"
    r"(?:不产生|不涉及|不适用|用不[上到]|(?:没有?|无|不存在)(?:这一?[项块个方类]|大宗|上市|外资|出口)?)"
    r"(?![数变超达到少多人法准啥])[\u4e00-\u9fff]{0,10}?(?:的|了|呢|这一?[块项]|情况|问题)*"
)
"""我们做服装的，不产生大宗固废: talk, and behind it that there is none."""
_OTHER_KIND = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:都|全|全部|均|全都|只|没有?|不)(?:是|做|在|靠|有)?"
    r"(?:(?P<home>内销|国内(?:市场|销售|卖)?|出口过?|往外卖)|(?:内资|本地|民营|私营|国内)(?:企业|公司|老板)?)(?:为主)?(?:的)?"
)
_NONE_AND_MORE = re.compile(
    r"[^0-9,，;；。一二三四五六七八九十]{0,10}(?<!有)(?:没有?|无)(?![数变超达到少])[^0-9,，;；。]{2,10}[,，;；。][ ]?"
    r"[只就但倒]?有"
)
_NUMERALS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千万亿两]+(?![板级类样种般些项概律直])")
_FOREIGN = re.compile(r"[0-9.]{0,15}(?P<unit>万?(?:美元|美金|美?刀(?!具)|欧元|日元|港元|港币))")
_IN_YUAN = re.compile(r"人民币|折|合|换算|汇率|(?<![美欧日港])元")
_NOT_IN_YUAN = re.compile(
    r"不是(?:人民币|元)|(?:按|用)(?:照|当年|平均|今年|年均)*汇率|(?:你|您|帮我?|给我?|再|自己)*(?:折|换)算?(?:一下|成?人民币吧)|"
    r"(?:没|未|不|待)有?(?:来得及|法)?(?:折|换)[^,，;；。]*"
)
_TOLD_IN = re.compile(
    r"(?:(?:给|报|发|提供|统计|填|拿到?)的?(?:数据?)?|单位|口径|这些?|数据?)(?:就|都|全)*是(?:按)?万?(?:美元|美金|欧元|日元|港元|港币)"
)
"""商务局给的是美元，21年120万: what money all the figures are."""
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NO_MATTER = re.compile("不产生|不涉及|不适用|没有?这一?[项块个方类]")
_ANYWHERE = frozenset(("企业", "集群", "产业", "数量", "中小", "工业", "近三", "三年"))
"""Words of labels that say nothing of what is asked."""
_CLAUSES = re.compile(r"[,，;；。 ]+")


def none_of_it(question: Question, plain: str) -> Unsure:
    """没有外资, 上市的一家也没有, —: 无, or 0 where things are counted."""
    slots = question.slots
    none = tuple(Entry(slot.path, None, Blank.NONE) for slot in slots)
    zero = tuple(Entry(slot.path, Decimal(0)) for slot in slots)
    counted = [Alternative(row_label(question.field, slots, zero), zero)] if question.field.kind is Kind.INTEGER else []
    return Unsure(Why.NO_ANSWER, (Alternative("无", none), *counted, NONE_OF_THESE), {"words": excerpt(plain)})


def says_none(plain: str) -> bool:
    """Whether a (narrow) message says that there is none, and nothing else."""
    if _WHERE_FROM.fullmatch(plain):
        return True
    return _HAS_NONE.fullmatch(plain) is not None and _UNCOUNTED.search(plain) is None


def says_otherwise(question: Question, plain: str) -> bool:
    """产品都是内销, 全是内资企业: what is asked for is not there, since all is of the other kind."""
    found = _OTHER_KIND.fullmatch(plain)
    about = "出口" if found is not None and found["home"] else "外商"
    return found is not None and about in question.field.label


def begins_with_none(plain: str) -> bool:
    """境外没有分支，有2个经销商: that there is none, and a figure of something else behind it."""
    return _NONE_AND_MORE.match(plain) is not None


def beside_none(question: Question, plain: str, found: Read) -> Unsure:
    """None of it, or the figure behind."""
    none = none_of_it(question, plain)
    slots = {slot.path: slot for slot in question.field.slots}
    label = row_label(question.field, [slots[entry.slot] for entry in found.entries], found.entries)
    return replace(none, alternatives=(*none.alternatives[:-1], Alternative(label, found.entries), NONE_OF_THESE))


def reason_first(question: Question, plain: str, found: Reading | None) -> Unsure | None:
    """一家也没有，正在培育; 总量不知道，等生态环境局: a clause that says why there is no figure, and talk beside it."""
    if isinstance(found, Read):
        return None
    departments = departments_of(question.form)
    for clause in _CLAUSES.split(plain) if len(_CLAUSES.split(plain)) > 1 else ():
        reason = missing(clause.strip(), departments)
        if reason is not None and reason.blank is Blank.WAITING:
            entries = tuple(Entry(slot.path, None, reason.blank, reason.department) for slot in question.slots)
            way = Alternative(f"等{reason.department}", entries)
            return Unsure(Why.NO_ANSWER, (way, NONE_OF_THESE), {"words": excerpt(plain)})
    return _none_first(question, plain, found)


def _none_first(question: Question, plain: str, found: Reading | None) -> Unsure | None:
    """无上市企业，新三板1家: that there are none, or the one figure beside it."""
    begun = (
        _NONE_FIRST.match(plain)
        or _none_of_it_first(question, plain)
        or (None if _NUMERALS.search(plain) else _none_last(question, plain))
    )
    if begun is None or _UNCOUNTED.search(plain) or len(_NUMERALS.findall(plain)) > 1:
        return None
    none = none_of_it(question, plain)
    beside = _NUMERALS.search(plain, begun.end())
    others = found.alternatives[:-1] if isinstance(found, Unsure) and beside else ()
    return replace(none, alternatives=(*none.alternatives[:-1], *others, NONE_OF_THESE))


def _none_of_it_first(question: Question, plain: str) -> re.Match[str] | None:
    """上市的没有，新三板挂牌2家, where listed firms are asked."""
    said = _OF_IT_NONE.match(plain)
    return said if said is not None and _about(question, said[0]) else None


def only_in_foreign_money(question: Question, plain: str) -> Unreadable | None:
    """820万、900万、1000万，都是美刀: figures of another money, of which nothing is said in yuan."""
    if _FOREIGN.search(_BRACKETS.sub("", plain)) is None:
        return None
    in_yuan = _IN_YUAN.search(_NOT_IN_YUAN.sub("", plain)) is not None
    return None if in_yuan or _NUMERALS.search(plain) is None else in_foreign_money(question, plain)


def told_in_foreign_money(question: Question, plain: str) -> Unreadable | None:
    """商务局给的是美元，21年120万: the figures stand apart from the money that they all are in."""
    return only_in_foreign_money(question, plain) if _TOLD_IN.search(plain) is not None else None


def _none_last(question: Question, plain: str) -> re.Match[str] | None:
    """The whole of a message that ends with there being none of what the question is about."""
    said = _NONE_LAST.fullmatch(plain)
    return said if said is not None and _UNCOUNTED.search(plain) is None and _about(question, plain) else None


def _about(question: Question, plain: str) -> bool:
    """Whether words that say 不产生, or name what the question asks, are about it."""
    label = question.field.label
    return _NO_MATTER.search(plain) is not None or any(
        label[at : at + 2] in plain for at in range(len(label) - 1) if label[at : at + 2] not in _ANYWHERE
    )


def in_foreign_money(question: Question, plain: str) -> Unreadable | None:
    """海关数 3200 3500 3800 万美元: what is to be converted first, however the sentence goes."""
    own = unit_of(question.field.unit)
    converts = own is not None and own.measures == ("money",) and "人民币" not in _NOT_IN_YUAN.sub("", plain)
    money = _FOREIGN.search(plain) if converts else None
    if money is None:
        return None
    figures = {"words": excerpt(money[0]), "typed": money["unit"], "unit": question.field.unit or ""}
    return Unreadable(Why.WRONG_UNIT, figures)
