"""Boxes in a cell: which options are ticked, whatever the boxes look like, on whichever side of it they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.definition.form import Choice
from dialogs.gathering.labels import plain

TICKED = "☑☒■√✓✔▣◼⬛●◉🗹🗷"
EMPTY = "☐□○◻⬜▢◯"
_MARK = re.compile(rf"[(（\[【]?\s*(?P<mark>[{TICKED}{EMPTY}])\s*[)）\]】]?")
_NOTE = re.compile(
    r"[(（]\s*(?:注[:：]\s*)?(?:勾选|如涉及[,，]?)?\s*(?:需提供|可多选|单选|多选)[^()（）]*[)）]|^\s*注[:：].*需提供.*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Ticks:
    """The options that are ticked; ``trouble`` is the part that nobody understands, if there is such a part."""

    names: tuple[str, ...] = ()
    trouble: str = ""


def has_boxes(text: str) -> bool:
    """Whether a text holds boxes or ticks."""
    return _MARK.search(text) is not None


def without_notes(text: str) -> str:
    """A text without the form's own remarks: （注：勾选需提供佐证材料）."""
    return _NOTE.sub("", text).strip()


def ticks(text: str, choices: Sequence[Choice]) -> Ticks:
    """Which of these options are ticked in a text that has boxes."""
    said = without_notes(unicodedata.normalize("NFC", text))
    marks = list(_MARK.finditer(said))
    after = _stand_after(said, marks)
    if after is None:
        return Ticks(trouble=said)
    edges = [0, *(mark.end() for mark in marks)] if after else [*(mark.start() for mark in marks), len(said)]
    ticked: list[str] = []
    seen: set[str] = set()
    loose = said[edges[-1] :] if after else said[: edges[0]]
    for mark, start, end in zip(marks, edges, edges[1:], strict=False):
        own = said[start : mark.start()] if after else said[mark.end() : end]
        options = _options(own, choices)
        if not options or seen & {each.name for each in options}:
            return Ticks(trouble=own.strip() or said)
        seen |= {each.name for each in options}
        if mark["mark"] in TICKED:
            ticked.append((options[-1] if after else options[0]).name)
    rest = _options(loose, choices) if plain(loose) else []
    if rest is None or seen & {each.name for each in rest or ()}:
        return Ticks(trouble=loose.strip())
    return Ticks(tuple(choice.name for choice in choices if choice.name in ticked))


def _stand_after(said: str, marks: Sequence[re.Match[str]]) -> bool | None:
    """Whether the boxes stand behind their options (是☑ 否☐); None where one cannot tell."""
    begins, ends = not plain(said[: marks[0].start()]), not plain(said[marks[-1].end() :])
    if begins != ends:
        return ends
    if begins:
        return None
    before = [_tied(said, mark.end()) and not _tied(said, mark.start() - 1) for mark in marks]
    behind = [_tied(said, mark.start() - 1) and not _tied(said, mark.end()) for mark in marks]
    return False if all(before) else True if all(behind) else None


def _tied(said: str, place: int) -> bool:
    return 0 <= place < len(said) and not said[place].isspace()


def _options(words: str, choices: Sequence[Choice]) -> list[Choice] | None:
    """The options that words consist of, in their order; None where something else is among them."""
    left, found = plain(words), list[Choice]()
    longest = sorted(choices, key=lambda choice: -len(plain(choice.label)))
    while left:
        choice = next((each for each in longest if left.startswith(plain(each.label))), None)
        if choice is None:
            return None
        found.append(choice)
        left = left[len(plain(choice.label)) :]
    return found
