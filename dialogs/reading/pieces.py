"""The sentences, points and paragraphs of a text: where one stands, and another in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[”」』]?|[^。！？!?；;\n]+$")
_ITEM_MARK = re.compile(
    r"(?:^|(?<=[\n。；;：: 　]))(?:[(（][一二三四五六七八九十0-9]{1,2}[)）]|[一二三四五六七八九十]{1,2}是|"
    r"[一二三四五六七八九十0-9]{1,2}[.、．](?![0-9])|[①-⑳])[ ]?"
)
_FEWEST_SHARED = 3
_END = re.compile(r"[。！？!?；;，,\s]*$")


def pieces(text: str, unit: str) -> Sequence[tuple[int, int]]:
    """Where the paragraphs (段), sentences (句) or points of a text stand, in their order."""
    if unit == "段":
        return [each.span() for each in re.finditer(r"[^\n]+\n*", text)]
    marks = [each.start() for each in _ITEM_MARK.finditer(text)] if unit != "句" else []
    if unit == "句" or len(marks) < 2:
        return [each.span() for each in _SENTENCE.finditer(text)]
    return list(zip(marks, [*marks[1:], len(text)], strict=True))


def only_place(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text, if just once; a figure is no part of a longer one."""
    before = r"(?<![0-9.])" if words[0].isdigit() else ""
    behind = r"(?![0-9])" if words[-1].isdigit() else ""
    found = list(re.finditer(f"{before}{re.escape(words)}{behind}", text))
    return found[0].span() if len(found) == 1 else None


def only_piece(text: str, about: str, unit: str) -> tuple[int, int] | None:
    """The one sentence, item or paragraph in which these words stand."""
    found = [span for span in pieces(text, unit) if about in text[span[0] : span[1]]]
    return found[0] if len(found) == 1 else None


def core(piece: str) -> str:
    """A piece without its number."""
    return _ITEM_MARK.sub("", piece.strip(), count=1)


def put(text: str, span: tuple[int, int], new: str) -> str:
    """The text with other words in the place of a piece, which keeps its number and what ends it."""
    piece = text[span[0] : span[1]]
    mark = _ITEM_MARK.match(piece)
    new = _ITEM_MARK.sub("", new.strip(), count=1) if mark is not None else new.strip()
    end = _END.search(piece)
    ending = end[0] if end is not None else ""
    return f"{text[: span[0]]}{mark[0] if mark else ''}{_END.sub('', new)}{ending}{text[span[1] :]}"


def longest_shared(words: str, text: str) -> str:
    """The longest run of characters that words share with a text; empty for one of two, or two as long."""
    for length in range(min(len(words), len(text)), _FEWEST_SHARED - 1, -1):
        runs = {words[at : at + length] for at in range(len(words) - length + 1)}
        shared = [run for run in runs if run in text]
        if shared:
            return shared[0] if len(shared) == 1 else ""
    return ""
