"""Units as people type them, and what can be converted into what exactly.

Only factors that are exact by definition are here. There is none between currencies: the rate of the 统计公报 is the
person's to say (附件2-5), so 万美元 in a field of 万元 is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

_WIDE = Context(prec=60)
_ROUND = Context(prec=28)

SCALES = {
    "": 1,
    "十": 10,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
"""Multipliers that may stand between a figure and its unit."""

_TABLE: dict[str, tuple[str, Fraction]] = {
    **dict.fromkeys(("元整", "元", "圆", "块钱", "块", "人民币", "rmb", "cny"), ("money", Fraction(1))),
    **dict.fromkeys(("美元", "美金", "美刀", "刀", "usd"), ("dollars", Fraction(1))),
    **dict.fromkeys(("欧元", "eur"), ("euros", Fraction(1))),
    **dict.fromkeys(("日元", "jpy"), ("yen", Fraction(1))),
    **dict.fromkeys(("港元", "港币", "hkd"), ("Hong Kong dollars", Fraction(1))),
    **dict.fromkeys(("吨", "t"), ("mass", Fraction(1))),
    **dict.fromkeys(("公斤", "kg"), ("mass", Fraction(1, 1000))),
    **dict.fromkeys(("克", "g"), ("mass", Fraction(1, 10**6))),
    **dict.fromkeys(("平方公里", "平方千米", "km2", "km²"), ("area", Fraction(1))),
    **dict.fromkeys(("公顷", "hm2", "hm²", "ha"), ("area", Fraction(1, 100))),
    "亩": ("area", Fraction(1, 1500)),
    **dict.fromkeys(("平方米", "平米", "平", "m2", "m²"), ("area", Fraction(1, 10**6))),
    **dict.fromkeys(("立方米", "立方", "方", "m3", "m³"), ("volume", Fraction(1))),
    "%": ("percent", Fraction(1)),
    "‰": ("percent", Fraction(1, 10)),
    **dict.fromkeys(("个百分点", "百分点"), ("points", Fraction(1))),
    **dict.fromkeys(("家", "户", "所"), ("firms", Fraction(1))),
    **dict.fromkeys(("件", "项", "条", "篇"), ("things", Fraction(1))),
    **dict.fromkeys(("人", "名", "位"), ("people", Fraction(1))),
    **dict.fromkeys(("个", "台", "套", "座", "种", "类"), ("any", Fraction(1))),
}
_COUNTED = frozenset({"firms", "things", "people", "any"})
MONEY = frozenset({"money", "dollars", "euros", "yen", "Hong Kong dollars"})


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SCALE = f"(?:{_longest_first(scale for scale in SCALES if scale)})"
_BASE = rf"(?:(?:{_longest_first(word for word in _TABLE if not word.isascii() or word == '%')})(?<!刀(?=具))" + (
    rf"|(?:{_longest_first(word for word in _TABLE if word.isascii() and word != '%')})(?:(?=ce|co2)|(?![A-Za-z0-9])))"
)
_MATERIAL = r"(?:标准煤|标煤|ce(?![A-Za-z])|二氧化碳|co2(?![A-Za-z0-9]))"
_COUNTED_WHAT = r"(?:高新技术企业|高企|中小企业|规上企业|企业|公司|单位|专利|标准|职工|员工|平台|项目|机构)"
_UNIT = re.compile(
    rf"[ \t]*(?P<scale>{_SCALE})?[ \t]*(?:(?P<base>{_BASE})(?P<material>{_MATERIAL})?{_COUNTED_WHAT}?"
    rf"(?:[ \t]*(?:/|每)[ \t]*(?P<per_scale>{_SCALE})?(?P<per>{_BASE}))?(?P<money>人民币)?)?",
    re.IGNORECASE,
)
_WORDS = re.compile(rf"(?:{_SCALE})?{_BASE}{_MATERIAL}?(?:\s*(?:/|每)\s*(?:{_SCALE})?{_BASE})?(?![\w%])", re.IGNORECASE)
_UNDIVIDED = re.compile(
    rf"(?<=[0-9])[ ]*(?P<unit>{_SCALE}?{_BASE}{_MATERIAL}?)(?![ ]*(?:/|每)|[\u4e00-\u9fff])", re.IGNORECASE
)
_MATERIALS = {"标准煤": "coal", "标煤": "coal", "ce": "coal", "二氧化碳": "carbon", "co2": "carbon"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures (over what), and how large it is. ``text`` is how it was written, blanks removed."""

    text: str
    measures: tuple[str, ...]
    size: Fraction

    def fits(self, other: Unit) -> bool:
        """Whether the two measure the same thing."""
        pairs = zip(self.measures, other.measures, strict=False)
        return len(self.measures) == len(other.measures) and all(_same(one, two) for one, two in pairs)


@dataclass(frozen=True, slots=True)
class Suffix:
    """What stands after a figure: a multiplier, a unit, both or neither. ``end`` is where it ends."""

    scale: str
    unit: Unit | None
    end: int


def suffix_at(text: str, start: int) -> Suffix:
    """The multiplier and unit that begin here; ``text`` is narrow."""
    match = _UNIT.match(text, start)
    if match is None or not match[0].strip():
        return Suffix("", None, start)
    scale = match["scale"] or ""
    if match["base"] is None:
        apart = match.start("scale") > start and not set(scale) & set(
            "万亿"
        )  # in 十三 十四 the second 十 is a figure's
        return Suffix("", None, start) if apart else Suffix(scale, None, match.end("scale"))
    return Suffix(scale, _unit(match), match.end())


@lru_cache(maxsize=256)
def unit_of(text: str | None) -> Unit | None:
    """The unit that a field names; ``None`` for a field without one, or with one that nothing converts into."""
    if text is None:
        return None
    suffix = suffix_at(text, 0)
    if suffix.unit is None or suffix.end != len(text):
        return None
    return Unit(text, suffix.unit.measures, suffix.unit.size * SCALES[suffix.scale])


def unit_word(text: str) -> str | None:
    """The unit that the text begins with, when it stands there as a word of its own (``亿元``)."""
    match = _WORDS.match(text)
    return match[0] if match else None


def undivided(text: str, per: str) -> str:
    """The text with this divisor behind every unit that has none: 120公斤标煤/万元."""
    return _UNDIVIDED.sub(rf"\g<unit>/{per}", text)


def times(value: Decimal, factor: Fraction | int) -> Decimal:
    """The exact product (to 28 figures where a factor such as 1/1500 never ends), without empty decimals."""
    exact = Fraction(factor)
    product = _WIDE.multiply(value, Decimal(exact.numerator))
    if exact.denominator != 1:
        product = _ROUND.divide(product, Decimal(exact.denominator))
    whole = product.to_integral_value(context=_WIDE)
    return whole if whole == product else product.normalize(_WIDE)


def _unit(match: re.Match[str]) -> Unit:
    measures, size = _measured(match["base"], match["material"])
    kinds: tuple[str, ...] = (measures,)
    if match["per"] is not None:
        under, divisor = _measured(match["per"], None)
        kinds, size = (measures, under), size / (divisor * SCALES[match["per_scale"] or ""])
    text = re.sub(r"\s", "", match[0][match.start("base") - match.start() :])
    return Unit(text, kinds, size)


def _measured(base: str, material: str | None) -> tuple[str, Fraction]:
    kind, size = _TABLE[base.lower()]
    return (f"{kind} of {_MATERIALS[material.lower()]}" if material else kind), size


def _same(one: str, two: str) -> bool:
    if one == two:
        return True
    if "any" in (one, two):
        return {one, two} <= _COUNTED
    return "mass" in (one, two) and {one.partition(" ")[0], two.partition(" ")[0]} == {"mass"}
