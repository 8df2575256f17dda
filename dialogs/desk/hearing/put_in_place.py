"""A word put in place of the one that was wrong: 能评 for 环评, 周四 for 周三, 6 for 5, whichever is most like it."""

from __future__ import annotations

import re

_BEGUN = 2
_NUMERAL = "[0-9一二两三四五六七八九十百千]"
_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        "(?i:word|pdf|docx?|excel|xlsx?)",
        r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}",
        r"[1-9]\.[0-9]{1,2}(?![0-9%％])",
        r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}[号日]|(?:下*|这|本)个?(?:周|星期|礼拜)[一二三四五六日天末](?:上午|下午|早上|晚上|中午)?|[今明昨前]天|大?后天|月[初底末中]",
        rf"(?:上午|下午|早上|中午|晚上|傍晚)?{_NUMERAL}{{1,3}}[点时](?:半|{_NUMERAL}{{1,3}}分?)?|[0-9]{{1,2}}[:：][0-9]{{2}}",
        rf"{_NUMERAL}{{1,3}}个?(?:天|周|星期|工作日)",
        rf"{_NUMERAL}+(?:\.[0-9]+)?(?:家|个|条|项|户|人|次|份)",
        r"[0-9]+(?:\.[0-9]+)?(?:亿元?|万元?|%|％|元)?",
    )
)
"""What is put right by another of its kind: a number, a question, a day, an hour, a count."""


def put_in_place(text: str, new: str, old: str = "", *, alike: bool = True) -> tuple[str, str] | None:
    """The text with the new word in it, and the one that it takes the place of; None where that is not clear.

    ``alike``: also in place of what is only written like it, and not just of what is of its kind.
    """
    wrong = old if old and text.count(old) == 1 else "" if old else _wrong(text, new, alike=alike)
    return (text.replace(wrong, new, 1), wrong) if wrong and wrong != new else None


def _wrong(text: str, new: str, *, alike: bool) -> str:
    for kind in _KINDS:
        if kind.fullmatch(new):
            found = {each[0] for each in kind.finditer(text)}
            begun = new[:-1] if len(new) > _BEGUN and text.count(new[:-1]) == 1 else ""  # 下周来, of 下周四
            return begun if not found else found.pop() if len(found) == 1 and text.count(max(found)) == 1 else ""
    return _likest(text, new) if alike else ""


def _likest(text: str, new: str) -> str:
    """The one part of the text with at least half of its characters in the same places."""
    size = len(new)
    parts = [text[place : place + size] for place in range(len(text) - size + 1)]
    alike = {part: sum(one == other for one, other in zip(part, new, strict=True)) for part in parts}
    most = max(alike.values(), default=0)
    found = [part for part in parts if alike[part] == most]
    return found[0] if len(found) == 1 and most * 2 >= size and size > 1 else ""
