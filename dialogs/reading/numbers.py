"""One figure as it was typed: sign, digits or Chinese numerals, multiplier, unit, and the words around it.

A figure is exact: decimals with all their places, no floating point, and nothing that has to be interpreted (1e5, NaN,
10-12) is a figure at all. 3万5 is 35,000, as people say it. “约”, “左右” and “近” are dropped and
leave the mark that the figure is doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from dialogs.reading.chinese import CHARACTERS, chinese_number
from dialogs.reading.units import SCALES, Unit, suffix_at, times, unit_of

WHOLE_DIGITS, _DECIMALS = 15, 30

UP, DOWN = (
    "增长|上升|上涨|提高|增加|增幅|涨|升|增|↑|▲",
    "负增长|倒退|下降|下滑|下跌|降低|减少|萎缩|回落|跌|降|掉|减|↓|▼",
)
"""Which way a rate goes, in words."""
_BEFORE = re.compile(
    rf"(?:(?P<neutral>同比|年均|较上年|了|达到|(?:{UP}|{DOWN})[到至])"
    r"|(?P<roughly>大约|大概|大致|约为|约|接近|将近|差不多|近|小(?=[一二两三四五六七八九]?[百千万])|暂估|暂定|暂按|预估|预计|估计|估算|初步(?:测算|统计|估算|核算|汇总)?)"
    r"|(?P<bound>>=|<=|≥|≤|>|<|不低于|不少于|不高于|不超过|至少|超过|低于|高于|力争|大于|小于)"
    rf"|(?P<down>{DOWN})|(?P<up>{UP}))[ ]*"
)
_SIGN = re.compile(r"[-−–+](?=[0-9.¥$€])|负的?|正(?=[0-9])")
_CURRENCY = re.compile(r"(?:[¥$€]|人民币|美元|美金|欧元|日元|港元|港币)[ ]*(?=[0-9.])")
_CURRENCIES = {"¥": "元", "$": "美元", "€": "欧元", "人民币": "元"}
_WHOLE_PART = re.compile(r"百分(?:之)?(?:百|一百)")
_PER = re.compile(r"[百千]分之")
_DIGITS = re.compile(r"(?P<whole>[0-9]*)(?:\.(?P<decimals>[0-9]*))?")
_SCALE = "万亿|[十百千]?[万亿]|[十百千]"
_COMPOSITE = re.compile(
    rf"(?:[0-9]{{1,15}}(?:{_SCALE})){{2,6}}(?:[0-9]{{1,8}}(?![0-9.十百千万亿]))?|[0-9]{{1,15}}(?:{_SCALE})[0-9]+"
)
_SPOKEN = re.compile(
    r"(?P<whole>[0-9]{1,15})点(?P<point>[0-9]{1,15})(?![0-9])"
    r"|(?P<of_large>[0-9]{1,8})(?P<large>[亿万])(?P<next>[一二三四五六七八九])(?![一二三四五六七八九十百千万亿点成])"
    r"|(?P<tenths>[一二两三四五六七八九十1-9])成(?:(?P<more>[一二三四五六七八九1-9])(?P<less>[一二三四五六七八九1-9])?)?(?![0-9])"
    r"|(?P<ten_thousands>[0-9]{1,8})万(?P<thousands>[1-9])(?![0-9.十百千万亿点])"
)
_COMPOSITE_PART = re.compile(rf"([0-9]{{1,15}})({_SCALE}|$)")
_BARE_THOUSANDS = re.compile("亿(?:(?P<four>[1-9][0-9]{3})|(?P<thousands>[1-9])千(?:(?P<hundreds>[1-9])百?)?)$")
_CHINESE = re.compile(f"[{CHARACTERS}]+")
_AFTER = re.compile(
    r"[ ]*(?:(?P<even>整(?![\u4e00-\u9fff]))|(?P<bound>以上|以内|\+(?![0-9]))|"
    r"左右吧?|上下|多一?点|不到一?点|出头|挂零|多|余|来(?![自年源到])|吧|\?)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: ``value`` has its multiplier applied, so 118万 is 1180000 with the scale 万.

    ``roughly`` is true for 约, 左右 and the like, ``bound`` for 不低于 and the like; ``trend`` is -1 after 下降 and 1
    after 增长; ``large`` means more digits than anything on earth (``value`` is zero then).
    """

    value: Decimal
    scale: str = ""
    unit: Unit | None = None
    roughly: bool = False
    bound: bool = False
    trend: int = 0
    large: bool = False

    @property
    def bare(self) -> bool:
        """Neither a unit nor 万 or 亿 was typed."""
        return self.unit is None and not self.scale

    @property
    def typed_unit(self) -> str:
        """Multiplier and unit as typed."""
        return self.scale + (self.unit.text if self.unit else "")


def figure_at(text: str, start: int) -> tuple[Figure, int] | None:
    """The figure that begins here, and where it ends; ``text`` is narrow, without thousands separators."""
    before, place = _words_before(text, start)
    sign, place = _skipped(_SIGN, text, place)
    currency, place = _skipped(_CURRENCY, text, place)
    whole = _WHOLE_PART.match(text, place)
    per, place = ("", place) if whole else _skipped(_PER, text, place)
    found = (Figure(Decimal(100), unit=unit_of("%")), whole.end()) if whole else _magnitude(text, place)
    if found is None:
        return None
    figure, end = _and_a_half(*_with_unit(*found, text, per, _currency_of(currency)), text)
    if sign not in ("", "+", "正"):
        figure = replace(figure, value=figure.value.copy_negate() if figure.value else figure.value)
    figure = replace(figure, roughly=before.roughly, bound=before.bound, trend=before.trend)
    return _with_words_after(figure, text, end)


def _currency_of(words: str) -> str | None:
    """What was typed before a figure, as the unit that it is: $120万 is 120万美元."""
    plain = words.strip()
    return _CURRENCIES.get(plain, plain) or None


def _and_a_half(figure: Figure, end: int, text: str) -> tuple[Figure, int]:
    """二十八平方公里半, 两亿半, 3万半: half of what the figure was counted in."""
    if not text.startswith("半", end) or figure.bare or figure.value % 1:
        return figure, end
    return replace(figure, value=figure.value + Decimal(SCALES[figure.scale]) / 2), end + 1


def _skipped(pattern: re.Pattern[str], text: str, place: int) -> tuple[str, int]:
    match = pattern.match(text, place)
    return (match[0], match.end()) if match else ("", place)


def _words_before(text: str, start: int) -> tuple[Figure, int]:
    """What the words before a figure say about it, as a figure without a value."""
    found = Figure(Decimal(0))
    match = _BEFORE.match(text, start)
    while match is not None:
        match match.lastgroup:
            case "roughly":
                found = replace(found, roughly=True)
            case "bound":
                found = replace(found, bound=True)
            case "up" | "down":
                found = replace(found, trend=1 if match.lastgroup == "up" else -1)
        start = match.end()
        match = _BEFORE.match(text, start)
    return found, start


def _magnitude(text: str, start: int) -> tuple[Figure, int] | None:
    """The digits or numerals with the multipliers inside them, without sign and unit."""
    spoken = _SPOKEN.match(text, start)
    if spoken is not None:
        return _of_spoken(spoken)
    composite = _COMPOSITE.match(text, start)
    if composite is not None:
        return _of_numeral(_composed(composite[0]), composite)
    digits = _DIGITS.match(text, start)
    if digits is not None and (digits["whole"] or digits["decimals"]):
        return _of_digits(digits["whole"], digits["decimals"] or ""), digits.end()
    chinese = _CHINESE.match(text, start)
    return _of_numeral(chinese_number(chinese[0]), chinese) if chinese else None


def _of_spoken(match: re.Match[str]) -> tuple[Figure, int] | None:
    """36点5, 七成八, 九成三五 (93.5), 101亿三, 3万8 (38000: 3万零8 would be 30008)."""
    if match["tenths"]:
        tenths, more = _figure_of(match["tenths"]), _figure_of(match["more"] or "0")
        less = _figure_of(match["less"] or "0")
        value = None if tenths is None or more is None or less is None else tenths * 10 + more + less / 10
        return None if value is None else (Figure(Decimal(value), unit=unit_of("%")), match.end())
    if match["large"]:
        value = Decimal(match["of_large"]) + (chinese_number(match["next"]) or Decimal(0)) / 10
        return Figure(times(value, SCALES[match["large"]]), match["large"]), match.end()
    if match["point"]:
        return _of_digits(match["whole"], match["point"]), match.end()
    return Figure(Decimal(int(match["ten_thousands"]) * 10**4 + int(match["thousands"]) * 10**3), "万"), match.end()


def _figure_of(text: str) -> Decimal | None:
    return Decimal(text) if text.isascii() else chinese_number(text)


def _of_digits(whole: str, decimals: str) -> Figure:
    if len(whole.lstrip("0")) > WHOLE_DIGITS or len(decimals) > _DECIMALS:
        return Figure(Decimal(0), large=True)
    return Figure(Decimal(f"{whole or '0'}.{decimals}" if decimals else whole))


def _of_numeral(value: Decimal | None, match: re.Match[str]) -> tuple[Figure, int] | None:
    scale = next((scale for scale in ("亿", "万") if scale in match[0]), "")
    return None if value is None else (Figure(value, scale), match.end())


def _composed(text: str) -> Decimal | None:
    """12亿5000万, 3万5千, 3万5000, 3万3千5, 1亿3千5: parts that grow smaller."""
    text = _BARE_THOUSANDS.sub(_of_ten_thousands, text)
    total, room = 0, 10**30
    for digits, scale in _COMPOSITE_PART.findall(text):
        shortened = not scale and len(digits) == 1 and room > 10  # 3万3千5 is 33500, as 3万5 is 35000
        part = int(digits) * (room // 10 if shortened else SCALES[scale])
        if part >= room or not (scale or shortened or 10 ** len(digits) == room):
            return None
        total, room = total + part, SCALES[scale]
    return Decimal(total)


def _of_ten_thousands(found: re.Match[str]) -> str:
    """亿3500万 for 亿3千5, 亿3千 and 亿3500: thousands right behind 亿 are 千万, as people say them."""
    return f"亿{found['four'] or found['thousands'] + (found['hundreds'] or '').ljust(3, '0')}万"


def _with_unit(figure: Figure, end: int, text: str, per: str, currency: str | None) -> tuple[Figure, int]:
    if per:
        value = figure.value if per == "百分之" else times(figure.value, Fraction(1, 10))
        return replace(figure, value=value, scale="", unit=unit_of("%")), end
    suffix = suffix_at(text, end)
    unit = suffix.unit or unit_of(currency) or figure.unit  # 四成 is a share by itself
    value = times(figure.value, SCALES[suffix.scale]) if suffix.scale else figure.value
    scale = suffix.scale or figure.scale
    if unit is None and not set(scale) & set("万亿"):
        scale = ""  # 3千 is 3000 of whatever the field is about
    return replace(figure, value=value, scale=scale, unit=unit), suffix.end


def _with_words_after(figure: Figure, text: str, end: int) -> tuple[Figure, int]:
    after = _AFTER.match(text, end)
    if after is None:
        return figure, end
    if after["even"]:
        return figure, after.end()
    if after["bound"]:
        return replace(figure, bound=True), after.end()
    if figure.unit is not None:
        return replace(figure, roughly=True), after.end()
    rest = suffix_at(text, after.end())  # in 120多家 the unit comes last
    if rest.scale and not figure.bare:
        return replace(figure, roughly=True), after.end()
    if rest.scale:
        value = times(figure.value, SCALES[rest.scale])
        return replace(figure, value=value, scale=rest.scale, unit=rest.unit, roughly=True), rest.end
    return replace(figure, roughly=True, unit=rest.unit), rest.end
