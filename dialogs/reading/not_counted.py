"""A figure of which it is said that nobody counted it: 三年都在九成以上，具体没算过. It may come later, or be rough."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unsure, Why
from dialogs.record.application import Blank

_EXACTLY = "(?:具体|准确|精确|确切|详细|细|到底)(?:的|数|数字|数据|多少|是多少|值)*"
_NOT_COUNTED = re.compile(
    f"{_EXACTLY}(?:还|也|都|真|倒)*(?:没有?|未)(?:人)?(?:细|仔细|认真|单独)?(?:算|统计|核|数|测|查|汇总|出来)"
    f"|{_EXACTLY}(?:还|也|都|真)*(?:不(?:太|大)?(?:清楚|知道|掌握|好说|确定)|说不[准清好]|得(?:再)?[算查核问]|要(?:再)?[算查核问])"
    "|(?:没(?:有)?(?:细|仔细|具体|认真)(?:算|统计|核|数)过?)"
)
_SAYING_SO = re.compile(rf"[ ,，;；。]*[^0-9,，;；。 ]*(?:{_NOT_COUNTED.pattern})[^0-9,，;；。 ]*$")


def says_not_counted(plain: str) -> bool:
    """Whether a (narrow) message says that its figure was never counted."""
    return _NOT_COUNTED.search(plain) is not None


def without_saying_so(plain: str) -> str:
    """The message without the words that say it."""
    return _SAYING_SO.sub("", plain)


def later_first(question: Question, plain: str, reading: Reading) -> Reading:
    """To come back to it first, then what was read, as rough as it is."""
    match reading:
        case Read(entries) if any(entry.value is not None for entry in entries):
            rough = Read(tuple(replace(entry, doubtful=entry.value is not None) for entry in entries))
            ways: tuple[Alternative, ...] = (alternative_of(question, rough),)
        case Unsure(alternatives=alternatives):
            ways = tuple(each for each in alternatives if each.entries)
        case _:
            return reading
    later = Alternative("稍后补", tuple(Entry(slot.path, None, Blank.LATER) for slot in question.slots))
    return Unsure(Why.NO_ANSWER, (later, *ways, NONE_OF_THESE), {"words": excerpt(plain)})
