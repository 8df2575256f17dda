"""Words of a text named among talk of them, and what is to stand instead: 全省第一领导说太满，改成全省前列."""

from __future__ import annotations

import re

from dialogs.reading.chinese import counted
from dialogs.reading.pieces import longest_shared, only_place, pieces

_TOLD = re.compile(
    r"(?:请|麻烦|帮我|再|那就?)*(?P<about>[^\n]{3,60}?)[,，;；。 ]+(?:就|还是|要|得|请|建议|应该?|给|把它|咱们?|我们?)*"
    r"(?:改成|改为|换成|替换成|替换为|换为|改写成|改写为|修改为|修改成|更正为)[:：]?\s*"
    r"[“\"「]?(?P<new>[^“”\"「」\n,，;；。]{1,60}?)[”\"」]?[吧了。.]*"
)
_OF_ANOTHER = re.compile(
    r"(?:等一?下|等等|不对|哦|哎|[,， ])*(?:那个?|这个?)?(?P<old>[0-9]+(?:\.[0-9]+)?)[^0-9,，。;；是的]{0,3}?"
    r"(?:那个|这个)?是[^0-9,，。;；]{1,12}(?:的(?:数[据字]?)?|数|口径)[了啊]?[,，;； ]+"
    r"[^0-9,，。;；]{0,12}?(?:应该?)?(?:是|为|按|算|报)(?P<new>[0-9]+(?:\.[0-9]+)?)"
    r"[^0-9,，。;；]{0,3}(?:才对)?[了吧。.]*"
)
"""74是前年的数，去年应该是78."""
_TOO_LOW = re.compile(
    r"(?:那个?|这个?)?(?P<old>[0-9]+(?:\.[0-9]+)?)[^0-9,，。;；]{1,14}[,，;； ]+(?:就|先|还是|领导说|要|得)*"
    r"(?:改|按|换|写|报)(?:成|为|到)?(?P<new>[0-9]+(?:\.[0-9]+)?)[^0-9,，。;；]{0,3}[了吧。.]*"
)
"""160亿是不是低了，改165."""
_NTH = re.compile("第(?P<nth>[一二三四五六七八九十1-9]{1,2})(?P<unit>[句条点段项])")


def revised_as_told(text: str, said: str) -> str | None:
    """The text with the longest words that the talk has in common with it replaced; None where they are not sure.

    They stand once in the text, or in the piece of it that is named.
    """
    other = _OF_ANOTHER.fullmatch(said) or _TOO_LOW.fullmatch(said)
    place = only_place(text, other["old"]) if other is not None else None
    if other is not None and place is not None:
        return text[: place[0]] + other["new"] + text[place[1] :]
    told = _TOLD.fullmatch(said)
    span = _where(text, told["about"]) if told is not None else None
    if told is None or span is None:
        return None
    within = text[slice(*span)]
    old = longest_shared(told["about"], within)
    place = only_place(within, old) if old else None
    if place is None:
        return None
    return text[: span[0] + place[0]] + told["new"] + text[span[0] + place[1] :]


def _where(text: str, about: str) -> tuple[int, int] | None:
    """The piece that is named by its number, else all of the text."""
    nth = _NTH.search(about)
    if nth is None:
        return 0, len(text)
    spans = pieces(text, nth["unit"])
    number = counted(nth["nth"])
    return spans[number - 1] if 0 < number <= len(spans) else None
