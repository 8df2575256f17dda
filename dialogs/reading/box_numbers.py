"""Boxes by their numbers: 1 3 6, 136, ①③, 1-3, 第二, 前三项, 除了2都有."""

from __future__ import annotations

import re

from dialogs.reading.chinese import DIGITS, chinese_number, counted

_CIRCLED = re.compile("[①-⑳]")
_TOKENS = re.compile(r"[\s,、;/和及.+()]+")
_NO_MARK = re.compile("(?<=[项条个])(?=第)")
_RUN = re.compile("[1-9]{2,9}")
"""Numbers of boxes without marks between them; a single figure is one box."""
_NUMBER = re.compile(r"(?:选|第)?(?P<first>[0-9]{1,2})(?:-(?P<last>[0-9]{1,2}))?(?:项|个|条)?")
_RANGE = re.compile(r"(?<=[0-9])[ ,、]*(?:-|—|–|~|到|至|…+|\.{3,})[ ,、]*(?=[0-9])")
_ONLY = re.compile(
    r"^(?:我们|这里|目前|现在)*(?:只有|仅有|只选|只做了?|就选|就|仅|只|勾选?|选|(?:开展|做|有|选|勾)了?)"
    r"(?=[第前0-9一二三四五六七八九①-⑳])|"
    r"(?:这)?[一二两三几]?[项个条](?:有|做了|是)?$|"
    r"(?<=[0-9项个条①-⑳])[ ]?(?:都|均|全|也)?(?:已经?)?(?:有|做|开展|选|勾|是|涉及|提供|建)了?的?(?:材料|佐证)?[。.]?$"
)
_HAN_RUN = re.compile("[一二三四五六七八九]{2,9}")
_HAN_LIST = re.compile("[一二三四五六七八九](?:[、,和及 ]+[一二三四五六七八九])+")
_DID = re.compile("(?:都|均|全)?(?:有|做|开展|选|勾|是|涉及|提供|建)了?的?[。.]?$")
_OTHERS_NOT = re.compile(
    r"(?:已|都|均)?(?:开展|做|有|涉及|建)?了?[ ,，;；。]{1,2}(?:其余|其[他它]|剩下|别|后面|后边)的?"
    r"[^0-9]{0,10}(?:没|未|不|无|正在|准备)[^0-9]{0,8}$"
)
_ASIDE = re.compile(r"(?<=[0-9])[ ]?[(][^()0-9]{1,20}[)]")
_ALL_BUT = re.compile(r"(?:全|都|全部|均)(?:都)?(?:有|开展|做|是|涉及)?了?[,，;；。 ](?P<but>除.+)")
_NTH = re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3})(?=[项个条、,和及 ]|$)")
_EXCEPT = re.compile(
    r"除了?(?:第)?([0-9、,\s和及]{1,30})(?:项|个)?(?:以外|之外|外)?[,，]?(?:其[他它余])?(?:全部?|都|均|全都|的都|全选)(?:已经?)?"
    r"(?:有|选|是|做了|开展了?)?"
)
_BUT = re.compile(
    r"(?:除了?(?:第)?|(?:没有?|未)(?:开展|做|有|涉及)?(?:第)?)([0-9、,\s和及]{1,30})(?:项|个)?(?:以外|之外|外)?"
    r"(?:[,，](?:其[他它余])(?:全部?|都|均|全)?(?:都)?(?:有|选|是|做了|开展了?)?)?"
)
"""除了3, 没开展3，其他都开展了: all the boxes but those; 没开展3 alone would say nothing of the others."""
_FIRST = re.compile(r"前([0-9]|[一二两三四五六七八九])(?:项|个|条)(?:都|均)?(?:已经?)?(?:有|选|是|做|开展)?了?")


_A_COUNT = re.compile("(?:有|共)?(?:[0-9]{1,2}|[一两二三四五六七八九十])个[。.]?")
"""3个: how many, and not which."""


def is_a_run(plain: str) -> bool:
    """Whether numbers stand without marks between them: 136, 一三六."""
    return _RUN.fullmatch(plain) is not None or _HAN_RUN.fullmatch(plain) is not None


def numbers_of(plain: str, count: int) -> list[int] | None:
    """The numbers that a message consists of; 136 is 1, 3 and 6 where no box has that number."""
    if _A_COUNT.fullmatch(plain):
        return None
    plain = _NO_MARK.sub(" ", plain)
    listed = _DID.sub("", _OTHERS_NOT.sub("", plain)).rstrip("项个条")
    han = _HAN_RUN.fullmatch(listed) or _HAN_LIST.fullmatch(listed)
    plain = listed.translate(DIGITS) if han else _NTH.sub(_arabic, plain)
    plain = _ONLY.sub("", _ASIDE.sub("", _OTHERS_NOT.sub("", plain)))
    text = _RANGE.sub("-", _CIRCLED.sub(lambda circled: f"{ord(circled[0]) - ord('①') + 1} ", plain)).strip()
    if _RUN.fullmatch(text) and count <= 9 and len(set(text)) == len(text) and max(map(int, text)) <= count:
        return [int(digit) for digit in text]
    tokens = [_NUMBER.fullmatch(token) for token in _TOKENS.split(text) if token]
    found: list[int] = []
    for match in tokens:
        if match is None:
            return None
        first, last = int(match["first"]), int(match["last"] or match["first"])
        found.extend(range(first, last + 1) if first <= last else (0,))
    return found or None


def _arabic(match: re.Match[str]) -> str:
    """第三 as 第3."""
    return f"第{chinese_number(match['number']) or match['number']}"


def all_but(plain: str, count: int) -> list[int] | None:
    """除了2都有, 前三项: all the boxes but those, the first so many."""
    first = _FIRST.fullmatch(plain)
    if first is not None:
        number = counted(first[1])
        return list(range(1, number + 1)) if 0 < number <= count else None
    plain = _ALL_BUT.sub(r"\g<but>", _OTHERS_NOT.sub("", plain))
    match = _EXCEPT.fullmatch(plain) or _BUT.fullmatch(plain)
    if match is not None and match.re is _BUT and not plain.startswith("除") and "其" not in plain:
        return None
    but = numbers_of(match[1].strip(), count) if match else None
    if but is None or not all(0 < number <= count for number in but):
        return None
    return [number for number in range(1, count + 1) if number not in but]
