"""Choices by number or by words: ``1 3 6``, ①, the beginning or a part of a label, 有 and 没有, 全选, 都没有."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from dialogs.definition.form import Choice, Slot
from dialogs.reading.blanks import read_blank
from dialogs.reading.box_labels import boxes_label
from dialogs.reading.box_numbers import all_but, is_a_run, numbers_of
from dialogs.reading.cleaning import excerpt, narrow, quiet
from dialogs.reading.doubts import which_of
from dialogs.reading.guessing import guessed_boxes, unread_items
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.yes_or_no import meaning, read_yes_or_no
from dialogs.record.application import Blank

_PARTS = re.compile(r"[、,;\n/]+|[ ]+")
_ONLY_DID = re.compile(r"^(?:目前|我们|现在|集群)*(?:只有|仅有|只做了?|只开展了?|做了|开展了)(?=[\u4e00-\u9fff]{2})")
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
_EVERY_ONE = re.compile(
    r"(?:以上|这些|上面)?(?:全部|所有|全|都|均){1,3}(?:有|做|开展|涉及|选|提供|是|建立?)(?:了|过|的)*"
)
_ALL_NOT = re.compile(
    r"(?:以上|上面|这些)?(?:全部?|都|均|也|一[项个样条](?:都|也)?){1,3}(?:没有?|不|未)(?:开展|做|有|沾|涉及|具备|选|符合|勾|存在)?(?:的|过|呢|边)?"
)
_NOTHING = frozenset(
    (
        "没做",
        "没做过",
        "没开展",
        "没开展过",
        "未开展",
        "都没做",
        "都没开展",
        "都没有",
        "都没",
        "均无",
        "都无",
        "全无",
        "以上都没有",
        "以上均无",
        "一个都没有",
        "都不是",
        "都不选",
        "不选",
    )
)
_DID_NOT = re.compile(
    "(?:我们|目前|暂时?|还|尚|从)*(?:没有?|未|不)(?:开展|做|搞|建立?|推广|弄|引入|参加|承办)过?[\u4e00-\u9fff]{1,8}"
)
"""没开展共享: none of the boxes, perhaps."""
_ITEM = re.compile(r"(?:^|(?<=[\s;,。]))[(]?[0-9]{1,2}[)]?[.．)][ ]?(?=[\u4e00-\u9fff])")
_ONE_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2})[ ]?[、.,:)．][ ]?(?P<words>[^0-9\n]+)")
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2})、[ ]?(?P<words>[^0-9、,;\n]+)")
_LED_IN = re.compile("^(?:就|还是)?(?:填|按|用|选|写)")
_SHOWN = 6
_WHOLE = 2


def read_choice(question: Question, text: str) -> Reading:
    """The reading of a message for one box."""
    choices, slot = question.field.choices, question.slots[0]
    plain = narrow(text).strip()
    contradiction = _number_against_words(slot, choices, plain)
    if contradiction is not None:
        return contradiction
    in_unit = [choice for choice in choices if choice.unit is not None and choice.unit == _LED_IN.sub("", plain)]
    if len(in_unit) == 1:
        return Read((Entry(slot.path, in_unit[0].name),))
    named = read_yes_or_no(slot, choices, question.field.label, plain)
    if named is not None:
        return named
    numbers = numbers_of(plain, len(choices))
    if numbers is not None:
        return _by_numbers(slot, choices, numbers, plain)
    found = _by_words(choices, plain)
    if len(found) == 1:
        return Read((Entry(slot.path, found[0].name),))
    if found:
        return which_of([(choice.label, (Entry(slot.path, choice.name),)) for choice in found], plain)
    blank = read_blank(question, plain)
    if blank is not None and blank.entries[0].blank is not Blank.NONE:  # a box is never 无
        return blank
    return _among_words(slot, choices, plain)


def _among_words(slot: Slot, choices: Sequence[Choice], plain: str) -> Reading:
    """A choice that a sentence speaks of, or several: asked; otherwise none was recognised."""
    several = _PARTS.split(plain)
    if len(several) > 1 and all(len(_by_words(choices, part)) == 1 for part in several[:_SHOWN]):
        return Unreadable(Why.ONE_CHOICE)
    inside = _spoken_of(choices, plain) or [each for each in choices if each.name in guessed_boxes(choices, plain)]
    if inside:
        return which_of([(choice.label, (Entry(slot.path, choice.name),)) for choice in inside], plain)
    return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})


def read_boxes(question: Question, text: str) -> Reading:
    """The reading of a message for any number of boxes, in the order of the form."""
    choices, slot = question.field.choices, question.slots[0]
    plain = narrow(text).strip()
    bare = quiet(plain)
    if bare in _ALL or _EVERY_ONE.fullmatch(bare):
        return Read((Entry(slot.path, tuple(choice.name for choice in choices)),))
    nothing = bare in _NOTHING or _ALL_NOT.fullmatch(bare) is not None
    if not nothing and _DID_NOT.fullmatch(bare) is not None:
        return which_of([("无", (Entry(slot.path, None, Blank.NONE),))], plain)
    blank = Read((Entry(slot.path, None, Blank.NONE),)) if nothing else read_blank(question, plain)
    if blank is not None:
        return blank
    contradiction = _contradicting(slot, choices, plain)
    if contradiction is not None:
        return contradiction
    numbers = all_but(plain, len(choices)) or numbers_of(plain, len(choices))
    if numbers is not None:
        if not all(0 < number <= len(choices) for number in numbers):
            return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})
        named = {choices[number - 1].name for number in numbers}
        unparted = is_a_run(plain) and len(numbers) > 1
        return _run_of_boxes(slot, choices, named, plain) if unparted else _boxes(slot, choices, named)
    reading = _boxes_by_words(slot, choices, plain)
    guessed = guessed_boxes(choices, plain) if isinstance(reading, Unreadable) else frozenset()
    return _offered(slot, choices, guessed, plain) if guessed else reading


def _run_of_boxes(slot: Slot, choices: Sequence[Choice], named: set[str], plain: str) -> Reading:
    """24 may be the boxes 2 and 4, or a figure that belongs elsewhere."""
    return _offered(slot, choices, named, plain)


def _offered(slot: Slot, choices: Sequence[Choice], named: set[str] | frozenset[str], plain: str) -> Reading:
    offered = which_of([(boxes_label(choices, named), (_entry(slot, choices, named),))], plain)
    unread = unread_items(choices, plain)
    return replace(offered, figures={**offered.figures, "unread": "、".join(unread)}) if unread else offered


def _number_against_words(slot: Slot, choices: Sequence[Choice], plain: str) -> Reading | None:
    """3、是, where 是 is not the third: both are offered; where they agree, it is that one."""
    match = _ONE_NUMBERED.fullmatch(plain)
    number = int(match["number"]) if match else 0
    if match is None or not 0 < number <= len(choices):
        return None
    said = quiet(match["words"])
    meant = meaning(said) if {"yes", "no"} <= {choice.name for choice in choices} else None
    found = [choice for choice in choices if choice.name == meant] or _by_words(choices, match["words"])
    if len(found) != 1:
        return None
    chosen = choices[number - 1]
    if found[0] is chosen:
        return Read((Entry(slot.path, chosen.name),))
    return which_of([(each.label, (Entry(slot.path, each.name),)) for each in (found[0], chosen)], plain)


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
    together = boxes_label(choices, {found[0].name, other.name})
    return which_of([(found[0].label, (alone,)), (together, (both,))], plain)


def _by_numbers(slot: Slot, choices: Sequence[Choice], numbers: Sequence[int], plain: str) -> Reading:
    if len(set(numbers)) > 1:
        return Unreadable(Why.ONE_CHOICE)
    if not 0 < numbers[0] <= len(choices):
        return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})
    return Read((Entry(slot.path, choices[numbers[0] - 1].name),))


def _by_words(choices: Sequence[Choice], words: str) -> list[Choice]:
    """The choices that words may mean: the exact label, else the beginning of one, else a part of one."""
    said = quiet(words)
    if not said:
        return []
    also = [choice for choice in choices if said in choice.also]
    if also:
        return also
    labels = [(_quiet_label(choice.label), choice) for choice in choices]
    exact = [choice for label, choice in labels if label == said or choice.name == said]
    begun = [choice for label, choice in labels if label.startswith(said)]
    inside = [choice for label, choice in labels if len(said) >= _WHOLE and said in label]
    return exact or begun or inside


def _spoken_of(choices: Sequence[Choice], plain: str) -> list[Choice]:
    """The choices whose labels, or words that people say for them, stand in a sentence."""
    said = quiet(plain)
    labelled = [each for each in choices if len(each.label) >= _WHOLE and _quiet_label(each.label) in said]
    return labelled or [each for each in choices if any(_affirmed(word, said) for word in each.also)]


def _affirmed(word: str, said: str) -> bool:
    """Whether a word stands in what was said, and is not denied right before (不在名单里)."""
    before, found, _ = said.partition(word)
    return bool(found) and not set(before[-2:]) & set("不没未")


def _boxes_by_words(slot: Slot, choices: Sequence[Choice], plain: str) -> Reading:
    """Whole labels first, since they hold commas themselves; then the parts of what is left, each one label's."""
    left, ticked = _without_labels(choices, _ITEM.sub("", _ONLY_DID.sub("", plain)))
    for word in (word for part in left.split("\n") for word in _words_of(choices, part)):
        found = _by_number_or_words(choices, word)
        if not found:
            return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(word)})
        if len(found) > 1:
            sure = frozenset(ticked)
            meant = [sure | {each.name} for each in found]
            return which_of([(boxes_label(choices, each), (_entry(slot, choices, each),)) for each in meant], word)
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
    return [part] if _by_words(choices, part) else [word.rstrip(".") for word in _PARTS.split(part) if quiet(word)]


def _boxes(slot: Slot, choices: Sequence[Choice], names: set[str]) -> Read:
    return Read((_entry(slot, choices, names),))


def _entry(slot: Slot, choices: Sequence[Choice], names: set[str] | frozenset[str]) -> Entry:
    return Entry(slot.path, tuple(choice.name for choice in choices if choice.name in names))


@lru_cache(maxsize=256)
def _quiet_label(label: str) -> str:
    return quiet(label)


def _quiet_but_marks(text: str) -> str:
    return narrow(text).casefold().replace("“", "").replace("”", "").replace('"', "")
