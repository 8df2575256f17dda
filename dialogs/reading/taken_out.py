"""Something taken out of a text by its name: 米兰那个还没批，先不写; 交割库黄了，别写了. Its clause or point goes."""

from __future__ import annotations

import re

from dialogs.reading.pieces import core, only_piece, only_place, pieces

_LONGEST, _SHORTEST_NAME = 40, 2
_OFF = (
    r"(?:(?:就|先|那就?|还是|暂时?|都|给我|把它?|全)*(?:(?:不|别|不要|甭|不用)(?:再|往里|往上)?[写提放列报填说加](?:它|进去|上去)?|"
    r"(?:删|去|拿|划|抹)(?:掉|去|除)|去了|删了?|不要))[了吧啊呗。.!！]*"
)
_WHY = r"(?:[还也又]?[没未]|还在|黄|停|取消|不[搞建办做上批让]|领导|局长|县里|市里|可能|怕)[^,，。;；]{0,14}"
_NAMED_OFF = re.compile(
    r"(?:(?:里面|上面|前面|刚才|把|将|那个?|这个?)的?)*(?P<named>[^\s,，。;；:：“”0-9]{2,14}?)"
    r"(?:的?(?:那|这)(?:个|条|项|块|件|边|[半一]?句(?:话)?|一块)?)?(?:项目|的?事|的?内容|部分)?"
    rf"(?:[,，。 ]*{_WHY})?[,，。 ]*{_OFF}"
)
_NOTHING = re.compile(
    "^(?:这|那|本|该|后|前|上|下|我|你|它|先|暂|现在|目前|其他|别的|剩|都|全|文字|数)|[题问]$|怎么|什么|要不要|是不是"
)
_CLAUSE = re.compile(r"[^，,；;。\n]+")
_BETWEEN = "，,；;、"


def without_named(text: str, words: str) -> str | None:
    """The text without what the words name and want out of it; None where they name nothing that stands there once."""
    said = _NAMED_OFF.fullmatch(words.strip()) if len(words) <= _LONGEST and "\n" not in words else None
    if said is None or _NOTHING.search(said["named"]):
        return None
    place = _place(text, said["named"])
    return None if place is None else _cut(text, _span(text, place))


def without_what_its_end_names(text: str) -> str | None:
    """…7件，…商标。前面省著名商标那半句删了吧，早不评了: the text without its last sentence and what that wants out."""
    *before, last = [each for each in re.split("(?<=[。！!；;\n])", text.strip()) if each.strip()] or [""]
    said = last.strip(" 。.!！\n")
    first, _, why = said.partition("，")
    asked = (said, first) if why and not any(map(str.isdigit, why)) else (said,)
    left = (without_named("".join(before).rstrip(), each) for each in asked if before)
    return next((each for each in left if each is not None), None)


def _place(text: str, named: str) -> tuple[int, int] | None:
    """Where the name stands, or as much of its beginning as stands there."""
    for end in range(len(named), _SHORTEST_NAME - 1, -1):
        found = only_place(text, named[:end])
        if found is not None:
            return found
        if named[:end] in text:
            return None  # more than once
    return None


def _span(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """The point that says nothing else, or the clause."""
    clause = next(each.span() for each in _CLAUSE.finditer(text) if each.start() <= place[0] < each.end())
    for unit in ("条", "句"):
        piece = only_piece(text, text[slice(*place)], unit)
        if piece is not None and len(pieces(text, unit)) > 1 and _says_only(text[slice(*piece)], text[slice(*clause)]):
            return piece
    return clause


def _says_only(piece: str, clause: str) -> bool:
    return len(core(piece).strip("；;。，, \n")) <= len(core(clause).strip())


def _cut(text: str, span: tuple[int, int]) -> str | None:
    """The text without it, ending as it did, and with no mark left over where a clause stood."""
    before, behind = text[: span[0]], text[span[1] :]
    if not behind.strip("。！!，,；; \n"):
        return before.rstrip(f"{_BETWEEN} \n") + (text[-1] if text[-1] in "。！!" else "") if before.strip() else None
    return before + (behind[1:] if behind[0] in _BETWEEN else behind)
