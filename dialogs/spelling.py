"""How the number of a question is spelled: as it is printed, spoken (二点一), or with another point (2。1)."""

from __future__ import annotations

import re

_LONGEST = 80
_NUMERALS = {each: str(number) for number, each in enumerate("零一二三四五六七八九")} | {"幺": "1", "两": "2"}
SPOKEN_ID = re.compile(
    r"(?P<part>[2-9]|1|[一二三四五六七八九])(?:[.点。．·]|dian)(?P<number>[0-9]{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九十])"
    r"(?![0-9.%％一二三四五六七八九十])"
)
_SAID_OF_ID = re.compile(
    rf"(?<![0-9.])(?:(?<=[改把将看第到])|(?<=^))[ ]?{SPOKEN_ID.pattern}"
    r"(?=[ ]?(?:题|改|应|的|那|这|填|写|错|不对|有误))"
)


def respelled(words: str) -> str:
    """A message with the number of a question as it is printed: 2。1 改成 140, 把二点一的2022年改成130."""
    return _SAID_OF_ID.sub(lambda found: printed(found[0].strip()), words) if len(words) <= _LONGEST else words


def printed(words: str) -> str:
    """A question's number as it is printed, however it was spoken: 二点一, 2点1, 2。1 → 2.1."""
    spoken = SPOKEN_ID.fullmatch(words)
    if spoken is None:
        return words.upper()
    return f"{_NUMERALS.get(spoken['part'], spoken['part'])}.{_figure(spoken['number'])}"


def _figure(spelled: str) -> str:
    if spelled.isdigit():
        return spelled
    tens, ten, ones = spelled.rpartition("十")
    if not ten:
        return _NUMERALS[spelled]
    return f"{_NUMERALS.get(tens, '1')}{_NUMERALS.get(ones, '0')}"
