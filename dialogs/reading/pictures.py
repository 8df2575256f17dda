"""Emoji in words for the paper: no font of the form draws them, so the words without them are offered first."""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Read, Reading, Unreadable, Unsure, Why

_EMOJI = re.compile(
    "(?:[\U0001f000-\U0001faff]|[\u2600-\u2604\u2607-\u260d\u2614-\u2639\u263b-\u263f\u2648-\u26ff\u2705\u270a-\u270d\u2728\u274c-\u2757"
    "\u2764\u2795-\u2797\u2b05-\u2b07\u2b50\u2b55][\ufe0f\u200d]?|[\u2194-\u21aa]\ufe0f|[\ufe0f\u200d\u20e3])+[ ]*"
)
"""Pictures, and the marks that make a character one; ★ ☆ ☎ ✓ and the like are characters of Chinese fonts."""


def without_pictures(text: str) -> str:
    """The words without emoji."""
    return _EMOJI.sub("", text)


def read_without_pictures(question: Question, text: str, reader: Callable[[Question, str], Reading]) -> Reading:
    """The reading of words with emoji in them: without the emoji, if the person says so, else as they were typed."""
    bare = without_pictures(text).strip()
    if not bare or bare == text.strip():
        return reader(question, text)
    reading, typed = reader(question, bare), reader(question, text)
    if not isinstance(reading, Read) or all(entry.value is None for entry in reading.entries):
        return reading
    offered = [Alternative(excerpt(bare), reading.entries)]
    if isinstance(typed, Read):
        offered.append(Alternative(excerpt(text), typed.entries))
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(text)})


def read_beside_pictures(question: Question, text: str, reader: Callable[[Question, str], Reading]) -> Reading:
    """The reading of a figure, date or choice: ✅ may be one; where the emoji say nothing, what stands beside them."""
    reading, bare = reader(question, text), without_pictures(text).strip()
    beside = isinstance(reading, Unreadable) and bare not in ("", text.strip())
    return reader(question, bare) if beside else reading
