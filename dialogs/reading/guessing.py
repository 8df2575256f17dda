"""Boxes that a sentence speaks of without naming them in full: 链主那个, 后两个没有, 1和3有，5在做.

A guess is offered and never taken. Each clause counts for or against the boxes that it speaks of, by number, by place
(前三个, 最后一个), or by words that stand in one label only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dialogs.definition.form import Choice
from dialogs.reading.box_numbers import numbers_of
from dialogs.reading.chinese import chinese_number
from dialogs.reading.cleaning import quiet

_LONGEST = 60
_CLAUSE = re.compile(
    r"[,;。\n]|但是?|不过|其中|(?<=[\u4e00-\u9fff])(?:[ ]+(?=[\u4e00-\u9fff])|(?=其[他它余]|别的|剩下))"
    r"|(?<=[有了])[ ]+(?=[0-9])"
)
_NUMERAL = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})"
_PLACES = re.compile(
    rf"(?P<from>前|后|最后|末尾?)(?P<many>{_NUMERAL})?[个项条](?![多月])|"
    rf"(?<![0-9.])第?(?P<one>[0-9]{{1,2}})(?:[项条](?![\u4e00-\u9fff])|(?![0-9.%年月家亿万个项条种]))|第(?P<nth>[一二三四五六七八九十]{{1,2}})(?![批次年轮期届家])|(?P<last>最后[一1]?)"
)
_AGAINST = re.compile(
    r"没|未|不(?!少|错)|无|除了?|还在|在[做建办弄筹谈]|正(?=[\u4e00-\u9fff]{1,3}[着呢])|准备|筹|计划|打算|拟|以外|之外"
)
_EVERYTHING = re.compile(r"(?:全部?|都|所有|基本|差不多|大部分|均|其[他它余]|别的|剩下)")
_LISTS = re.compile("[\u4e00-\u9fff]{2}、[\u4e00-\u9fff]{2}[^、]*(?:都|全|均)")
"""光伏、集中供热都做了: those two, and not every box."""
_A_TEXT = re.compile(r"。$|句")
_ITEMS = re.compile("[、,;]|(?<=[\u4e00-\u9fff])[和跟与及](?=[\u4e00-\u9fff])")
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_TAIL = re.compile(
    "(?:这?[一二三四五六七八0-9]?[个项条])?(?:都|全|均)?(?:已经?)?(?:[没未]?(?:有|做|开展|弄|搞|是|选|提供))?(?:了|过|的|材料)*$|^其[他它余].*"
)
_WORD = 2
_GAP = 8
"""Characters that may stand in the gap of 龙头…配套."""
_EMPTY = frozenset("有的和与及或在为是等了")
"""Characters of no word of its own: 有产 of 建有产业链 is no word of a label."""
_OF_THE_PROVINCE = re.compile("省(?:里面?|上|内)(?:的(?=也|都|有|没|就))?|省的")
"""省里的有: as labels say it."""


_SHARING = re.compile("(?P<what>[\u4e00-\u9fff]{2,3}(?:[和跟与及、][\u4e00-\u9fff]{2,3})+)共享")


def guessed_boxes(choices: Sequence[Choice], plain: str) -> frozenset[str]:
    """The names of the boxes that a (narrow) sentence seems to tick; none where it speaks of none."""
    if len(plain) > _LONGEST or _A_TEXT.search(plain):
        return frozenset()
    plain = _shared(_OF_THE_PROVINCE.sub("省级", plain))
    ticked, ruled_out, everything = set[str](), set[str](), False
    for clause in _CLAUSE.split(plain):
        said = _spoken_of(choices, clause)
        against = _AGAINST.search(clause) is not None
        (ruled_out if against else ticked).update(said)
        rest = _EVERYTHING.search(clause) is not None
        everything = everything or (rest and (not said or against) and _claims(clause) and not _LISTS.search(clause))
    if everything or (ruled_out and not ticked and not _LISTS.search(plain)):
        ticked.update(choice.name for choice in choices)
    return frozenset(ticked - ruled_out)


def _shared(plain: str) -> str:
    """设备和人力共享: the sharing of both."""
    return _SHARING.sub(lambda said: "共享、".join(re.split("[和跟与及、]", said["what"])) + "共享", plain)


def unread_items(choices: Sequence[Choice], plain: str) -> list[str]:
    """The items of a list (图谱、校企共建、链主) that speak of no box, so that they are not left out unsaid."""
    items = [item.strip() for item in _ITEMS.split(_shared(plain))]
    heads = [_TAIL.sub("", item) for item in items] if len(items) > 1 else []
    return [each for each in heads if _WORDS.search(each) and not guessed_boxes(choices, each)]


def _claims(clause: str) -> bool:
    """基本都做了, 除了3都有: not 都没有."""
    return re.search(r"(?:都|全|均|基本)[^没未不无]{0,6}$", clause) is not None


def _spoken_of(choices: Sequence[Choice], clause: str) -> set[str]:
    found: set[str] = set()
    for match in _PLACES.finditer(clause):
        found.update(choices[place].name for place in _meant(match, len(choices)))
    bare = _TAIL.sub("", clause.strip())
    numbers = numbers_of(bare, len(choices)) if bare.isascii() else None
    found.update(choices[number - 1].name for number in numbers or () if 0 < number <= len(choices))
    said = quiet(clause)
    labels = tuple(quiet(choice.label) for choice in choices)
    for place, words in enumerate(_own_words(labels)):
        if any(word in said for word in words) or any(stands_in(each, said) for each in choices[place].also):
            found.add(choices[place].name)
    return found


def stands_in(also: str, said: str) -> bool:
    """Whether a word that people say for a box stands in words: 龙头…配套 in 龙头带着小厂配套."""
    place = 0
    for part in also.split("…"):
        found = said.find(quiet(part), place, None if not place else place + len(part) + _GAP)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _meant(match: re.Match[str], count: int) -> range:
    """The places, from 0, that 前三个, 最后一个, 第2 and 5 mean."""
    if match["last"]:
        return range(count - 1, count)
    if match["from"]:
        many = min(_number(match["many"] or "1"), count)
        return range(many) if match["from"] == "前" else range(count - many, count)
    number = _number(match["one"] or match["nth"])
    return range(number - 1, number) if 0 < number <= count else range(0)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(chinese_number(text.replace("两", "二")) or 0)


@lru_cache(maxsize=64)
def _own_words(labels: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """For every label the pairs of characters that stand in no other one."""
    pairs = [
        frozenset(pair for at in range(len(label) - 1) if not _EMPTY & set(pair := label[at : at + _WORD]))
        for label in labels
    ]
    return tuple(
        own - frozenset().union(*(other for at, other in enumerate(pairs) if at != place))
        for place, own in enumerate(pairs)
    )
