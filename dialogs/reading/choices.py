"""Choices by number or by words: ``1 3 6``, ①, the beginning or a part of a label, 有 and 没有, 全选, 都没有."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dialogs.application import Blank
from dialogs.form import Choice, Slot
from dialogs.reading.blanks import read_blank
from dialogs.reading.chinese import chinese_number
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why

_CIRCLED = re.compile("[①-⑳]")
_TOKENS = re.compile(r"[\s,、;/和及.+()]+")
_RUN = re.compile("[1-9]{2,9}")
"""Numbers of boxes without marks between them; a single figure is one box."""
_NUMBER = re.compile(r"(?:选|第)?(?P<first>[0-9]{1,2})(?:-(?P<last>[0-9]{1,2}))?(?:项|个)?")
_RANGE = re.compile(r"(?<=[0-9])[ ]*(?:-|—|–|~|到|至)[ ]*(?=[0-9])")
_PARTS = re.compile(r"[、,;\n/]+|[ ]+")
_QUIET = re.compile(r"[\W_]+")
_CLAUSE = re.compile(r"[\s,，.。;；!！:：(（]")
_YES = re.compile("是的?|有的?|对的?|对|✓|✔|√|☑|已|已纳入|属于|达到|存在|发生过|高于|yes|y")
_NO = re.compile(
    "否|非|不是的?|还没有?|还未|尚未|暂未|不|没有啊|没有呢|✗|✘|不属于|不存在|不高于|(?:没有|没|未|无)(?:发生|存在|出现|纳入|达到|建立)?过?(?:此类|任何|这类|上述)?"
    "(?:情况|情形|事故|问题|行为)?|no|n"
)
_BEGUN = re.compile(
    r"(?:目前|我们|我县|我区|我市|本县|本集群|集群|这里|近三年|三年内|都|均|也|还|暂|[ ])*"
    r"(?:(?P<no>不是|不属于|不涉及|不存在|没有?发生|没有|没|未|并非|无)|(?P<yes>是|属于|存在|有|发生过|曾))(?!吗|么|没有?|否)"
)
_RIDER = re.compile(
    "但|不过|只是|除|其中|曾|[0-9一二两三四五六七八九十]+(?:起|户|家|次|个|项|人|件)|整改|正在|事故|例外|部分"
)
"""A clause beside 是 or 否 that limits it, and is more than its reason."""

_NOT_APPLICABLE = frozenset(("不适用", "不涉及", "不涉", "na", "notapplicable"))
_ALL = frozenset(
    (
        "全部",
        "全选",
        "都做了",
        "都是",
        "都开展了",
        "全做了",
        "全都做了",
        "都涉及",
        "全都选",
        "都选",
        "都有",
        "全都有",
        "全有",
        "所有",
        "以上都有",
        "以上全部",
        "均有",
        "all",
    )
)
_NOTHING = frozenset(
    ("都没有", "都没", "均无", "都无", "全无", "以上都没有", "以上均无", "一个都没有", "都不是", "都不选", "不选")
)
_EXCEPT = re.compile(
    r"除了?(?:第)?([0-9、,\s和及]{1,30})(?:项|个)?(?:以外|之外|外)?[,，]?(?:其[他它余])?(?:全部?|都|均|全都|的都|全选)(?:有|选|是|做了|开展了?)?"
)
_BUT = re.compile(
    r"(?:除了?(?:第)?|(?:没有?|未)(?:开展|做|有|涉及)?(?:第)?)([0-9、,\s和及]{1,30})(?:项|个)?(?:以外|之外|外)?"
    r"(?:[,，](?:其[他它余])(?:全部?|都|均|全)?(?:都)?(?:有|选|是|做了|开展了?)?)?"
)
"""除了3, 没开展3，其他都开展了: all the boxes but those; 没开展3 alone would say nothing of the others."""
_FIRST = re.compile(r"前([0-9]|[一二两三四五六七八九])(?:项|个|条)(?:都有|都选|都是)?")
_ITEM = re.compile(r"(?:^|(?<=[\s;,。]))[(]?[0-9]{1,2}[)]?[.．)][ ]?(?=[\u4e00-\u9fff])")
_ONE_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2})[ ]?[、.,:)．][ ]?(?P<words>[^0-9\n]+)")
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2})、[ ]?(?P<words>[^0-9、,;\n]+)")
_SHOWN = 6
_WHOLE = 2


def read_choice(question: Question, text: str) -> Reading:
    """The reading of a message for one box."""
    choices, slot = question.field.choices, question.slots[0]
    plain = narrow(text).strip()
    contradiction = _number_against_words(slot, choices, plain)
    if contradiction is not None:
        return contradiction
    named = _yes_or_no(slot, choices, plain)
    if named is not None:
        return named
    numbers = _numbers(plain, len(choices))
    if numbers is not None:
        return _by_numbers(slot, choices, numbers, plain)
    found = _by_words(choices, plain)
    if len(found) == 1:
        return Read((Entry(slot.path, found[0].name),))
    if found:
        return _closest([(choice.label, (Entry(slot.path, choice.name),)) for choice in found], plain)
    blank = read_blank(question, plain)
    if blank is not None and blank.entries[0].blank is not Blank.NONE:  # a box is never 无
        return blank
    several = _PARTS.split(plain)
    if len(several) > 1 and all(len(_by_words(choices, part)) == 1 for part in several[:_SHOWN]):
        return Unreadable(Why.ONE_CHOICE)
    return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})


def read_boxes(question: Question, text: str) -> Reading:
    """The reading of a message for any number of boxes, in the order of the form."""
    choices, slot = question.field.choices, question.slots[0]
    plain = narrow(text).strip()
    quiet = _quiet(plain)
    if quiet in _ALL:
        return Read((Entry(slot.path, tuple(choice.name for choice in choices)),))
    blank = Read((Entry(slot.path, None, Blank.NONE),)) if quiet in _NOTHING else read_blank(question, plain)
    if blank is not None:
        return blank
    contradiction = _contradicting(slot, choices, plain)
    if contradiction is not None:
        return contradiction
    numbers = _excepted(plain, len(choices)) or _numbers(plain, len(choices))
    if numbers is not None:
        if not all(0 < number <= len(choices) for number in numbers):
            return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})
        named = {choices[number - 1].name for number in numbers}
        unparted = _RUN.fullmatch(plain) is not None and len(numbers) > 1
        return _run_of_boxes(slot, choices, named, plain) if unparted else _boxes(slot, choices, named)
    return _boxes_by_words(slot, choices, plain)


def _run_of_boxes(slot: Slot, choices: Sequence[Choice], named: set[str], plain: str) -> Reading:
    """24 may be the boxes 2 and 4, or a figure that belongs elsewhere."""
    label = "；".join(choice.label for choice in choices if choice.name in named)
    return _closest([(label, (_entry(slot, choices, named),))], plain)


def _yes_or_no(slot: Slot, choices: Sequence[Choice], plain: str) -> Reading | None:
    """有, 没有 and 不适用 for questions of 是 and 否; 无 may be 否 or 不适用 where both are offered."""
    by_name = {choice.name: choice for choice in choices}
    if not {"yes", "no"} <= set(by_name):
        return None
    third = by_name.get("not_applicable")
    clauses = [_quiet(clause) for clause in _CLAUSE.split(plain) if _quiet(clause)][:_SHOWN]
    if clauses[:1] in (["无"], ["没有"]) and third is not None:
        return _closest([(each.label, (Entry(slot.path, each.name),)) for each in (by_name["no"], third)], plain)
    meant = [_meaning(clause) for clause in clauses]
    if not meant or meant[0] not in by_name:
        return _begun(slot, by_name, plain)
    if len({name for name in meant if name is not None}) > 1:
        return Unreadable(Why.ONE_CHOICE)
    chosen = by_name[meant[0]]
    beside = [clause for clause, name in zip(clauses, meant, strict=True) if name is None]
    if plain.endswith("?") or (beside and _RIDER.search("".join(beside))):
        return _with_rider(slot, chosen, plain)
    return Read((Entry(slot.path, chosen.name),))


def _begun(slot: Slot, by_name: dict[str, Choice], plain: str) -> Reading | None:
    """我们不是高耗能, 发生过一起一般事故: which box that is, the person says; the words stay with the answer."""
    said = _BEGUN.match(plain)
    if said is None or said.end() == len(plain):
        return None
    third = by_name.get("not_applicable")
    left = _quiet(plain[said.end() :]).removesuffix("的").removesuffix("行业").removesuffix("企业")
    if said["no"] and third is not None and len(left) >= _WHOLE and left in _quiet_label(third.label):
        return _closest([(each.label, (Entry(slot.path, each.name),)) for each in (third, by_name["no"])], plain)
    return _with_rider(slot, by_name["no" if said["no"] else "yes"], plain)


def _with_rider(slot: Slot, chosen: Choice, plain: str) -> Unsure:
    """否，但有一户在整改: the words stay with the answer, and the person says that this is the box."""
    alternative = Alternative(chosen.label, (Entry(slot.path, chosen.name),))
    return Unsure(Why.RIDER, (alternative, NONE_OF_THESE), {"words": excerpt(plain), "value": chosen.label})


def _meaning(clause: str) -> str | None:
    """What a clause says to a yes-or-no question, as the name of a choice."""
    if clause in _NOT_APPLICABLE:
        return "not_applicable"
    return "yes" if _YES.fullmatch(clause) else "no" if _NO.fullmatch(clause) else None


def _numbers(plain: str, count: int) -> list[int] | None:
    """The numbers that a message consists of; 136 is 1, 3 and 6 where no box has that number."""
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


def _number_against_words(slot: Slot, choices: Sequence[Choice], plain: str) -> Reading | None:
    """3、是, where 是 is not the third: both are offered; where they agree, it is that one."""
    match = _ONE_NUMBERED.fullmatch(plain)
    number = int(match["number"]) if match else 0
    if match is None or not 0 < number <= len(choices):
        return None
    said = _quiet(match["words"])
    meaning = _meaning(said) if {"yes", "no"} <= {choice.name for choice in choices} else None
    found = [choice for choice in choices if choice.name == meaning] or _by_words(choices, match["words"])
    if len(found) != 1:
        return None
    chosen = choices[number - 1]
    if found[0] is chosen:
        return Read((Entry(slot.path, chosen.name),))
    return _closest([(each.label, (Entry(slot.path, each.name),)) for each in (found[0], chosen)], plain)


def _contradicting(slot: Slot, choices: Sequence[Choice], plain: str) -> Unsure | None:
    """2、链主, where 链主 is not the second: a list's own number, or two boxes?"""
    match = _NUMBERED.fullmatch(plain)
    found = _by_words(choices, match["words"]) if match else []
    number = int(match["number"]) if match else 0
    if len(found) != 1 or not 0 < number <= len(choices) or choices[number - 1] is found[0]:
        return None
    other = choices[number - 1]
    both = _entry(slot, choices, {found[0].name, other.name})
    alone = _entry(slot, choices, {found[0].name})
    return _closest([(found[0].label, (alone,)), (f"{other.label}；{found[0].label}", (both,))], plain)


def _excepted(plain: str, count: int) -> list[int] | None:
    """除了2都有, 前三项: all the boxes but those, the first so many."""
    first = _FIRST.fullmatch(plain)
    if first is not None:
        number = int(first[1]) if first[1].isdigit() else int(chinese_number(first[1]) or 0)
        return list(range(1, number + 1)) if 0 < number <= count else None
    match = _EXCEPT.fullmatch(plain) or _BUT.fullmatch(plain)
    if match is not None and match.re is _BUT and not plain.startswith("除") and "其" not in plain:
        return None
    but = _numbers(match[1].strip(), count) if match else None
    if but is None or not all(0 < number <= count for number in but):
        return None
    return [number for number in range(1, count + 1) if number not in but]


def _by_numbers(slot: Slot, choices: Sequence[Choice], numbers: Sequence[int], plain: str) -> Reading:
    if len(set(numbers)) > 1:
        return Unreadable(Why.ONE_CHOICE)
    if not 0 < numbers[0] <= len(choices):
        return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})
    return Read((Entry(slot.path, choices[numbers[0] - 1].name),))


def _by_words(choices: Sequence[Choice], words: str) -> list[Choice]:
    """The choices that words may mean: the exact label, else the beginning of one, else a part of one."""
    said = _quiet(words)
    if not said:
        return []
    labels = [(_quiet_label(choice.label), choice) for choice in choices]
    exact = [choice for label, choice in labels if label == said or choice.name == said]
    begun = [choice for label, choice in labels if label.startswith(said)]
    inside = [choice for label, choice in labels if len(said) >= _WHOLE and said in label]
    return exact or begun or inside


def _boxes_by_words(slot: Slot, choices: Sequence[Choice], plain: str) -> Reading:
    """Whole labels first, since they hold commas themselves; then the parts of what is left, each one label's."""
    left, ticked = _without_labels(choices, _ITEM.sub("", plain))
    for word in (word for part in left.split("\n") for word in _words_of(choices, part)):
        found = _by_number_or_words(choices, word)
        if not found:
            return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(word)})
        if len(found) > 1:
            sure = frozenset(ticked)
            return _closest([(each.label, (_entry(slot, choices, sure | {each.name}),)) for each in found], word)
        ticked.add(found[0].name)
    return _boxes(slot, choices, ticked) if ticked else Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})


def _without_labels(choices: Sequence[Choice], plain: str) -> tuple[str, set[str]]:
    """What is left of a text without the labels that stand in it in full, and whose they are."""
    left, named = _quiet_but_marks(plain), set[str]()
    for choice in sorted(choices, key=lambda each: -len(each.label)):
        label = _quiet_but_marks(choice.label)
        if label in left:
            left, named = left.replace(label, "\n"), named | {choice.name}
    return left, named


def _by_number_or_words(choices: Sequence[Choice], word: str) -> list[Choice]:
    number = int(word) if word.isascii() and word.isdigit() and len(word) <= _WHOLE else 0
    return [choices[number - 1]] if 0 < number <= len(choices) else _by_words(choices, word)


def _words_of(choices: Sequence[Choice], part: str) -> list[str]:
    """The part as one phrase, if it means anything so; otherwise its pieces, without dots after numbers."""
    return [part] if _by_words(choices, part) else [word.rstrip(".") for word in _PARTS.split(part) if _quiet(word)]


def _boxes(slot: Slot, choices: Sequence[Choice], names: set[str]) -> Read:
    return Read((_entry(slot, choices, names),))


def _entry(slot: Slot, choices: Sequence[Choice], names: set[str] | frozenset[str]) -> Entry:
    return Entry(slot.path, tuple(choice.name for choice in choices if choice.name in names))


def _closest(options: Sequence[tuple[str, tuple[Entry, ...]]], words: str) -> Unsure:
    alternatives = [Alternative(label, entries) for label, entries in options[:_SHOWN]]
    return Unsure(Why.CLOSEST, (*alternatives, NONE_OF_THESE), {"words": excerpt(words)})


def _quiet(text: str) -> str:
    return _QUIET.sub("", narrow(text)).casefold()


@lru_cache(maxsize=256)
def _quiet_label(label: str) -> str:
    return _quiet(label)


def _quiet_but_marks(text: str) -> str:
    return narrow(text).casefold().replace("“", "").replace("”", "").replace('"', "")
