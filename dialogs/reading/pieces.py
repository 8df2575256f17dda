"""The sentences, points and paragraphs of a text: where one stands, and another in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[”」』]?|[^。！？!?；;\n]+$")
_ITEM_MARK = re.compile(
    r"(?:^|(?<=[\n。；;：: 　]))(?:[(（][一二三四五六七八九十0-9]{1,2}[)）]|[一二三四五六七八九十]{1,2}是|"
    r"[一二三四五六七八九十0-9]{1,2}[.、．](?![0-9])|[①-⑳])[ ]?"
    r"|(?<=[,，])[二三四五六七八九]是(?=\S)"
)
_FEWEST_SHARED = 3
_NUMBERED = re.compile(
    r"[(（]?第?(?P<nth>[二三四五六七八九2-9②③④⑤⑥])(?:是|[)）]|[、.．](?![0-9])|(?<=[②③④⑤⑥]))[ ]?(?=\S)"
)
_LED_TO_NEXT = re.compile(
    r"^(?:哦|啊|对了|等等|还有|另外)*[,，。 ]*(?:(?:漏|少|忘)(?:了|写了)?(?:[一1][条点句个项])?|"
    r"接着?上一?[条段面点]?|再?(?:补充?|加)上?[一1][条点句个项]|"
    r"(?:后半|下半|第[二三四五])[段截](?=[:：]))[,，:：。 ]*"
)
"""漏了一条，四是…"""
_SERIES = ("一二三四五六七八九", "123456789", "①②③④⑤⑥")
_ORDINAL = re.compile("[一二三四五六七八九1-9①-⑨]")
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


def with_next_point(text: str, words: str) -> str | None:
    """四是融资难 behind …三是…: the text with its next point; None where the words do not go on where it ends."""
    lead = _LED_TO_NEXT.match(words)
    said = words[lead.end() :].strip() if lead is not None else words.strip()
    number = _NUMBERED.match(said)
    before = _ordinal_before(number["nth"]) if number is not None else ""
    if number is None or not before:
        return None
    mark = number[0].strip()
    last = text.rfind(mark.replace(number["nth"], before, 1))
    if last < 0 or mark in text:
        return None
    return f"{text.rstrip()}{_line_between(text, last)}{said}"


def _ordinal_before(nth: str) -> str:
    series = next((each for each in _SERIES if nth in each), "")
    return series[series.index(nth) - 1] if series.find(nth) > 0 else ""


def _line_between(text: str, last: int) -> str:
    return "\n" if last > 0 and text[last - 1] == "\n" else ""


def renumbered(text: str) -> str:
    """The text with its points numbered as they follow each other: （三） behind （一） is （二）."""
    marks = list(_ITEM_MARK.finditer(text))
    shapes = {_ORDINAL.sub("", each[0]).strip() for each in marks}
    numbers = [_ORDINAL.search(each[0]) for each in marks]
    series = next((each for each in _SERIES if numbers and numbers[0] is not None and numbers[0][0] in each), "")
    known = len(shapes) == 1 and all(each is not None and each[0] in series for each in numbers)
    if not series or not known or len(marks) > len(series):
        return text
    for mark, number in reversed(list(zip(marks, series, strict=False))):
        text = text[: mark.start()] + _ORDINAL.sub(number, mark[0], count=1) + text[mark.end() :]
    return text


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
