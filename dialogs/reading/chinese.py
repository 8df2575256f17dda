"""Chinese numerals, where there is only one way to read them.

三十二, 一百零五, 十二亿, 一点二亿, 两千, 三万八 (38,000), 四百二 (420; 402 is 四百零二) and 一亿三千五 (135,000,000)
are read; 一二三 is not. The test is strict: whatever was parsed is written again in the standard way, and must
come out as it was typed.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

_DIGITS = "零一二三四五六七八九"
_TENS = (("千", 1000), ("百", 100), ("十", 10))
DIGITS = str.maketrans("〇○零一二三四五六七八九幺", "0001234567891")
"""Numerals that are said digit by digit: 二〇二四年, 第三, 幺三零."""
_READ_OUT = re.compile(
    "(?<![0-9.点百千万亿十])[零〇一二三四五六七八九]{1,4}点[零〇一二三四五六七八九]{1,3}(?![零〇一二三四五六七八九十百千万亿年])"
)
_PLAIN = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟萬億點", "零零二一二三四五六七八九十百千万亿点")
_VALUES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_LONGEST, _SHORTEST = 40, 3
_WIDE = Context(prec=60)

CHARACTERS = "零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億點点"
"""Every character that can stand in a Chinese numeral."""


def chinese_number(text: str) -> Decimal | None:
    """The number that a Chinese numeral says, or ``None`` where it says none or may say several."""
    plain = text.translate(_PLAIN)
    if not plain or len(plain) > _LONGEST:
        return None
    whole, point, rest = plain.partition("点")
    if point:
        return _decimal(whole, rest)
    number = _integer(plain)
    if number is None:
        number = _shortened(plain)
    return number if number is not None else _thousands_of_ten_thousand(plain)


def with_digits(text: str) -> str:
    """Figures with a point that are read out digit by digit, written so: 一一八点四 as 118.4."""
    return _READ_OUT.sub(lambda said: said[0].translate(DIGITS).replace("点", "."), text)


def counted(text: str) -> int:
    """The whole number that figures or a numeral say; 0 where they say none."""
    return int(text) if text.isdigit() else int(chinese_number(text) or 0)


def _shortened(plain: str) -> Decimal | None:
    """三万八千二 is 38200, 三万九千六百五 39650, 四百二 420: the last figure is of the next place."""
    if len(plain) < _SHORTEST or plain[-1] not in _DIGITS[1:] or plain[-2] not in "百千万亿":
        return None
    unit = _VALUES.get(plain[-2]) or _GROUPS[plain[-2]]
    start = _integer(plain[:-1])
    return None if start is None else start + _DIGITS.index(plain[-1]) * unit // 10


def _thousands_of_ten_thousand(plain: str) -> Decimal | None:
    """一亿三千五 is 1.35亿: thousands right behind 亿 are 千万, for others would be 一亿零三千五百."""
    whole, mark, rest = plain.partition("亿")
    start, thousands = _integer(whole), rest.removesuffix("万")
    if not mark or start is None or thousands[1:2] != "千":
        return None
    below = _integer(thousands)
    below = below if below is not None else _shortened(thousands)
    return None if below is None else start * 10**8 + below * 10**4


def _decimal(whole: str, rest: str) -> Decimal | None:
    digits = rest.rstrip("万亿")
    unit = rest[len(digits) :]
    start = _integer(whole)
    if start is None or not digits or any(digit not in _DIGITS for digit in digits) or unit not in ("", "万", "亿"):
        return None
    fraction = "".join(str(_DIGITS.index(digit)) for digit in digits)
    return _WIDE.multiply(Decimal(f"{start}.{fraction}"), Decimal(_GROUPS.get(unit, 1)))


def _integer(text: str) -> Decimal | None:
    number = _parsed(text)
    return Decimal(number) if _written(number) == text.removeprefix("一" if text.startswith("一十") else "") else None


def _parsed(text: str) -> int:
    """What the characters add up to, whether or not anybody would write it so."""
    above = below = section = digit = 0  # 亿 and more, 万, what stands before the next 万 or 亿
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
            continue
        if character in _VALUES:
            section += (digit or 1) * _VALUES[character]
        elif character == "万":
            below, section = (section + digit) * 10**4, 0
        elif character == "亿":
            above, below, section = (above + below + section + digit) * 10**8, 0, 0
        digit = 0
    return above + below + section + digit


def _written(number: int) -> str:
    """The standard spelling: 10 is 十, 105 is 一百零五, 110 is 一百一十."""
    if number == 0:
        return "零"
    text = _spelled(number)
    return text[1:] if text.startswith("一十") else text


def _spelled(number: int) -> str:
    for unit, value in (("亿", 10**8), ("万", 10**4)):
        if number >= value:
            high, low = divmod(number, value)
            return _spelled(high) + unit + _rest(low, value // 10)
    for unit, value in _TENS:
        if number >= value:
            high, low = divmod(number, value)
            return _DIGITS[high] + unit + _rest(low, value // 10)
    return _DIGITS[number]


def _rest(low: int, next_place: int) -> str:
    if low == 0:
        return ""
    return ("零" if low < next_place else "") + _spelled(low)
