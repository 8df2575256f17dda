"""Years written in full, however a sentence names them: 21年, 二一年, 前年, 21、23=0, 第一个, 21到23年, 近3年."""

from __future__ import annotations

import re

from dialogs.reading.chinese import DIGITS
from dialogs.reading.spoken_years import PLACES, YEARS, year_of

_FULL_YEAR = re.compile(
    r"(?<![0-9.])(20[0-9]{2})[ ]?(?:年(?:度|底|末|时|那年)?|(?=[ ]?[:=、]|[ ]?[是为有都均]|[到至]20))(?!来(?!了)|间)"
)
_CHINESE_YEAR = re.compile(r"(?:二[〇○零])?(二[〇○零一二三四五六])年")
SHORT_YEAR = re.compile(r"(?<![0-9.])(2[0-9])年(?!来(?!了)|后(?!来)|[间内前以])")
"""22年, and not 22年来; 22年后来涨到150 is of that year."""
_SHORT_YEAR = re.compile(rf"{SHORT_YEAR.pattern}(?:度|底|末|那会儿?|那时候?)?")
_LISTED_YEAR = re.compile(r"(?<![0-9.])(2[0-9])(?=[、和跟到至\-](?:20)?2[0-9](?:年|[ ]?[=:：]|两?年?[都均没无]))")
_SPAN_YEAR = re.compile(r"(?<![0-9.])(2[0-9])[到至\-](2[0-9])(?=年|[涨增升降跌])年?")
_COUNTED_LARGE = re.compile(r"(?<=[0-9一二两三四五六七八九十])个(?=[亿万])")
_LAST_LISTED = re.compile(r"(?<=[、和跟到至\-])(2[0-9])(?=[ ]?[=:：]|[都均没无])")
_BARE_YEAR = re.compile(r"(?<![0-9.])(20[0-9]{2})(?=[、和跟到至\-]?20[0-9]{2}年)")
_COUNTED_YEARS = re.compile(r"(?<![0-9.第])([1-9两二三])年(?!度)")
_NOW = re.compile(r"(?:截至)?(?:现在|目前|如今|眼下)(?=[共已一总]?[有是为]|[0-9])")
_FROM_TO = re.compile(r"(20[0-9]{2})年(?:到|至|-)(20[0-9]{2})年")
_AGAINST_NAMED = re.compile("(?<=[比较])大?前年")
"""比前年多1020: a year of its own, while 比上年 is the one before whichever is spoken of."""
_YEAR = re.compile(r"20[0-9]{2}年")
_LIKE_THE_YEAR_BEFORE = "(?<=[跟和与同])(?:去年|上一?年|前一?年)的?(?:一样|持平|差不多|相同|一致|没变|不变)"
"""118 跟上年一样 146: the year before the one that is spoken of, whichever that is."""


def named_years(text: str, last: int) -> str:
    """The (narrow) text with every year written in full: 21年, 二一年, 前年, 21、23=0, 第一个."""
    text = _CHINESE_YEAR.sub(lambda said: apart(said, f"20{said[1].translate(DIGITS)}年"), text)
    text = _SPAN_YEAR.sub(r"20\1年到20\2年", with_plain_scales(text))
    text = _LISTED_YEAR.sub(r"20\1年", text)
    text = _LAST_LISTED.sub(r"20\1年", text)
    text = _SHORT_YEAR.sub(r"20\1年", _BARE_YEAR.sub(r"\1年", text))
    text = _FULL_YEAR.sub(r"\1年", text)
    text = _COUNTED_YEARS.sub(
        lambda some: {"3": "三年", "三": "三年"}.get(some[1], "两年" if some[1] in "2两二" else " "), text
    )
    text = _AGAINST_NAMED.sub(lambda said: f"{year_of(said[0], last)}年", text)
    text = re.sub(
        rf"(?<![比较])(?!上年(?:[没无]|[是为](?:零|0(?![.0-9]))))(?!{_LIKE_THE_YEAR_BEFORE})(?:{YEARS}|{PLACES})(?:的)?",
        lambda said: apart(said, f"{year_of(said[0].rstrip('的'), last)}年"),
        text,
    )
    if _YEAR.search(text):
        text = _NOW.sub(f"{last}年", text)
    return _FROM_TO.sub(lambda span: "、".join(f"{year}年" for year in range(int(span[1]), int(span[2]) + 1)), text)


def apart(found: re.Match[str], year: str) -> str:
    """A year in digits for one in words, not glued to the figure before it: 前年58.3去年66.1."""
    return f" {year}" if found.string[: found.start()][-1:].isdigit() else year


def with_plain_scales(text: str) -> str:
    """4.1个亿 as 4.1亿."""
    return _COUNTED_LARGE.sub("", text)
