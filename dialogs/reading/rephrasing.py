"""A message about figures written another way: 1O0 as 100, 去年146.9 as 2023年146.9, 36,5 as 36.5.

What comes of another way is offered to the person, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from dialogs.definition.form import Kind, Shape
from dialogs.reading.chinese import DIGITS, chinese_number
from dialogs.reading.named_years import SHORT_YEAR, apart
from dialogs.reading.question import Question

_DECIMAL_COMMA = re.compile("([0-9]{1,6}),([0-9]{1,2})")
"""36,5 for 36.5, where one figure is asked."""
_ADDED_VERB = re.compile(r"(?<=年)(?:度|底)?(?:认定|获批|获评|完成|实现|做到|达到|拿到|上市|共)了?(?=[ ]?[0-9])")
"""2022年认定1家: what was done in a year, and how often; perhaps the year's figure."""
_NONE_THAT_YEAR = re.compile(
    r"(?P<year>20[0-9]{2}年)(?:度|底|末|那会儿?|那时候?|那[个一]?年|当时|时)?(?:我们|县里|这边|还|都|尚|也|暂)*"
    r"(?:没有?|未有?|无)(?!数据?(?:[,，;；、 ]|$))[^0-9,，;；、。 \n]{0,12}"
)
"""2021年没有这个称号, 2021年那会还没有创新型这个说法."""
_NO_FIGURE_THAT_YEAR = re.compile(
    r"(?P<year>20[0-9]{2}年)(?:度|的|还|也)*(?:没有?|无)(?:这个)?(?:数据?|统计数?)(?=[,，;；、。 ]|$)"
)
"""2021年没数据: not that there was none, but for a rate, which then has no year before it."""
_WITHOUT = re.compile(r"(?P<year>20[0-9]{2})年(?P<why>没有|无|暂缺)(?=[,，;；、。 ]|$)")
_OTHER_YEARS = re.compile("(?:前|后|头|另外?|其[余他它])[两二2]年(?:是|为|分别是?)?")
_CELLS = re.compile("[,，;；、。和 ]+")
_NO_BASE = re.compile(
    r"^(?:上一?年度?|前一年|再前一?年|基期|基年)(?:的|还|也)*(?:没有?|无)(?:这个)?"
    r"(?:数据?|基数|可比(?:数据?)?|统计)?[,，;；、 ]+"
)
"""上年没数 增5.61 跌3.2: without a year before it the first year has no rate."""
_WORKED = re.compile(r"[0-9.÷/×*+\-()万]{3,40}=(?P<result>[0-9.]+[^\s=]{0,6})$")
"""87÷0.91=95.6: what comes out."""
_LOOK_ALIKE = re.compile(r"(?<![A-Za-z])(?=[0-9.OoIl]*[0-9])[0-9.OoIl]*[OoIl][0-9.OoIl]*(?![A-Za-z])")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_STOP_INSIDE = re.compile(r"(?<=[0-9])。(?=[0-9])")
_YEARS_TOGETHER = re.compile(
    r"(?<![0-9.])(?P<one>(?:20)?2[0-9])年?[、,和及与](?P<two>(?:20)?2[0-9])年(?:都|均)?(?:是|为)?"
    r"(?P<said>没有?|无|[0-9.]+[\u4e00-\u9fff%]{0,3})"
)
_FIGURE_BEHIND = "(?=[^0-9]{0,4}[0-9]|[^0-9]{0,3}[没无])"
_BY_NAME = (
    (re.compile(rf"(?:大前年|再往前(?:一?年)?|再前一?年|(?:第一|头一|首|最早(?:那|一|的)*)年){_FIGURE_BEHIND}"), 2),
    (re.compile(rf"(?:前年|(?:第二|中间(?:那|一|的)*)年){_FIGURE_BEHIND}"), 1),
    (re.compile(rf"(?:(?:去年|上年)(?![末底同]|度?的)|(?:第三|最后一|最近一|末)年){_FIGURE_BEHIND}"), 0),
)
"""Years as people say them in the year of the edition, and how far before its last they lie."""
_FROM_TO = re.compile(
    r"(?:从|由)?[ ]?(?P<base>[0-9.]+[^0-9\s,;]{0,6}?)[ ]?"
    r"(?:[-~—–]+|(?:变|降|升|涨|减|压|增|跌|缩|提高|提升|增加|增长|下降|减少|扩大)?(?:成|到|至|为))[ ]?"
    r"(?P<target>[0-9.]+[^0-9\s,;]{0,6})"
)
_TONNES, _KILOGRAMS = (
    re.compile("(?<=[0-9])[ ]?[tT](?![A-Za-z0-9])"),
    re.compile("(?<=[0-9])[ ]?(?:千克|公斤|[kK][gG])(?![/每])"),
)
_LATIN_BEHIND = re.compile("(?<=[0-9][件项个家])[A-Za-z]{2,8}$")
"""2件PCT: what is counted, behind its number."""
_HAS_ONE = re.compile("^[^0-9一二三四五六七八九十几没无不]{0,12}有一?[个家件项](?=[\u4e00-\u9fff]).{1,12}$")
"""俄罗斯有个办事处: one."""
_HALF_SPOKEN = re.compile("(?<=[0-9][亿万])[一二三四五六七八九](?=[千百十])")
"""2亿三千万."""
_TENTHS = re.compile(
    r"(?P<whole>[零一二三四五六七八九十百千两]+|[0-9]+)(?P<unit>个平方公里|平方公里|件|吨|亩|公顷|块)"
    r"(?P<tenths>[一二三四五六七八九]|(?<=[^0-9])[1-9])(?![0-9一二三四五六七八九十百千万亿个年件])"
)
_DASHES = re.compile("[ ]?[—–]+[ ]?")
_DASHED = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[ ]?[—–]+[ ]?[0-9]+(?:\.[0-9]+)?){2}")
"""12—12—19: a row, written with dashes."""
_ROW_OF_PARTS = re.compile(r"(?=.*\.)[0-9]{1,3}(?:\.[0-9]{1,4})?(?:[\s,，、;/]+[0-9]{1,3}(?:\.[0-9]{1,4})?)*")
_YEAR = re.compile(r"20[0-9]{2}")


def rephrased(question: Question, plain: str) -> Iterator[str]:
    """The other ways to write a (narrow) message, the likeliest first."""
    for meant in (
        as_digits(plain),
        _HALF_SPOKEN.sub(lambda digit: digit[0].translate(DIGITS), plain),
        _STOP_INSIDE.sub(".", plain),
        _years_by_name(question, plain),
        _YEARS_TOGETHER.sub(r"\g<one>年\g<said>，\g<two>年\g<said>", plain),
        *_with_tenths(question, plain),
        without_numerator(question, plain),
        _masses(question, plain),
        _decimal_comma(question, plain),
        _ADDED_VERB.sub("", plain),
        _NO_BASE.sub("无 ", plain),
        _with_a_year_of_none(question, plain),
        _WORKED.sub(r"\g<result>", plain),
        _base_to_target(question, plain),
        _HAS_ONE.sub("1", plain),
        _of_ten_thousand(question, plain),
        _DASHES.sub(" ", plain) if _DASHED.fullmatch(plain) and len(question.slots) > 2 else plain,
        _LATIN_BEHIND.sub("", plain),
    ):
        if meant != plain:
            yield meant


def _with_tenths(question: Question, text: str) -> Iterator[str]:
    """六十二件三, 18个平方公里6: tenths behind what is counted, where no whole figures are asked."""
    if question.field.kind is Kind.INTEGER:
        return
    tenths = _TENTHS.sub(_in_tenths, text)
    if tenths != text:
        yield without_numerator(question, tenths)
        yield tenths


def _in_tenths(said: re.Match[str]) -> str:
    whole = Decimal(said["whole"]) if said["whole"].isdigit() else chinese_number(said["whole"].replace("两", "二"))
    return said[0] if whole is None else f"{whole:f}.{said['tenths'].translate(DIGITS)}{said['unit']}"


def _with_a_year_of_none(question: Question, text: str) -> str:
    """21年没有这个说法，22年12，23年33; 12 33，头一年没有: a year without a figure, and the figures of the others."""
    named = _years_by_name(question, SHORT_YEAR.sub(r"20\1年", text))
    why = "没有" if question.field.unit == "%" else "暂缺"
    named = _NONE_THAT_YEAR.sub(r"\g<year>没有", _NO_FIGURE_THAT_YEAR.sub(rf"\g<year>{why}", named))
    found = _WITHOUT.search(named)
    if found is None:
        return text
    rest = _OTHER_YEARS.sub("", f"{named[: found.start()]}，{named[found.end() :]}")
    cells = [cell for cell in _CELLS.split(rest) if cell]
    years = [slot.part[0] for slot in question.slots if slot.part and slot.part[0] != found["year"]]
    if _YEAR.search(rest) or len(cells) != len(years):
        return named
    return "，".join((found[0], *(f"{year}年{cell}" for year, cell in zip(years, cells, strict=True))))


def _base_to_target(question: Question, text: str) -> str:
    """6变成10, 8-15, 1.02降到0.84: base and target, where both are asked."""
    found = _FROM_TO.fullmatch(text) if question.field.shape is Shape.PAIR and len(question.slots) > 1 else None
    return f"{found['base']} {found['target']}" if found is not None else text


def _of_ten_thousand(question: Question, text: str) -> str:
    """0.82 0.86 0.9 where people are counted: 万人, since there are no parts of a person."""
    people = question.field.unit == "人" and _ROW_OF_PARTS.fullmatch(text) is not None
    return re.sub(r"[0-9]+(?:\.[0-9]+)?", r"\g<0>万", text) if people else text


def _masses(question: Question, text: str) -> str:
    """0.52t and 520千克 where 吨二氧化碳/万元 are asked: the mass alone, of the unit that the question speaks in."""
    above, _, below = (question.field.unit or "").partition("/")
    if not below or not above.startswith("吨"):
        return text
    small = question.field.typical.mistaken_for if question.field.typical is not None else None
    plain = _TONNES.sub("", text)
    return _KILOGRAMS.sub(small, plain) if small is not None and small.startswith("千克") else plain


def _decimal_comma(question: Question, text: str) -> str:
    """36,5 as 36.5: only where one figure is asked, and nothing else was said."""
    found = _DECIMAL_COMMA.fullmatch(text) if len(question.field.slots) == 1 else None
    return f"{found[1]}.{found[2]}" if found is not None else text


def as_digits(text: str) -> str:
    """1O0 as 100, l286 as 1286: letters that look like digits, beside some."""
    return _LOOK_ALIKE.sub(lambda word: word[0].translate(_AS_DIGITS), text)


def in_their_places(question: Question, text: str) -> str:
    """118亿，131亿，2023年暂缺; 8.2 12.3 去年跌了4%: a year that stands where it belongs says nothing new."""
    years = [slot.part[0] if slot.part else "" for slot in question.slots]
    text = _years_by_name(question, SHORT_YEAR.sub(r"20\1年", text))
    spaced = "[,，;；]" if _YEAR.search(text) is None else "[,，;； ]+"  # 1 184 000 is one figure
    ways = (re.split(marks, text) for marks in ("[,，;；]", spaced))
    pieces = next((each for each in ways if len(each) == len(years)), [])
    if len(pieces) != len(years) or len(pieces) == 1:
        return text
    own = [_YEAR.search(piece) for piece in pieces]
    if any(found is not None and found[0] != year for found, year in zip(own, years, strict=True)):
        return text
    return "，".join(re.sub("20[0-9]{2}年?(?:度|的)?", "", piece, count=1) for piece in pieces)


def _years_by_name(question: Question, text: str) -> str:
    """去年146.9 前年131.6 as the years that they are from the edition's on."""
    year = question.form.base_year
    for words, before in _BY_NAME:
        text = words.sub(partial(apart, year=f"{year - before}年"), text)
    return text


def without_numerator(question: Question, text: str) -> str:
    """0.48吨 and 每万人5.2件 where 吨/万元 and 件/万人 are asked: the figure without the half of its unit."""
    above, _, below = (question.field.unit or "").partition("/")
    if not below:
        return text
    short = re.match(r"[\u4e00-\u9fff]?", above)
    plain = re.sub(rf"每?{re.escape(below)}(?:产值|人口)?(?:拥有)?(?=[约0-9])", "", text)
    return (
        re.sub(
            rf"(?<=[0-9一二三四五六七八九十百])[ ]?(?:{re.escape(above)}|"
            rf"{re.escape(short[0])}(?:标准?煤|煤|二氧化碳|co2|CO2)?)(?![/每])",
            "",
            plain,
        )
        if short
        else plain
    )
