"""Words of a text named among talk of them, and what is to stand instead: 全省第一领导说太满，改成全省前列."""

from __future__ import annotations

import re

from dialogs.reading.chinese import counted
from dialogs.reading.pieces import longest_shared, only_place, pieces, put

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
_AMOUNT = r"[0-9一二两三四五六七八九十百千万亿][0-9.一二两三四五六七八九十百千万亿]*[^0-9\s,，。;；改]{0,4}?"
_AMOUNT_CHANGED = re.compile(
    rf"(?:把|将)?(?P<old>{_AMOUNT})(?:那个|这个)?(?:要|得|给|再)*改(?:成|为|到)?(?P<new>{_AMOUNT})[了吧啊。.]*"
)
"""三千万改两千万."""
_NAMED_FIGURE = re.compile(
    r"(?:把|将)?(?P<named>[^\s,，。;；0-9]{2,12}?)(?:那个|这个|那里|那块|那儿|那项|那处|的数|这块)+"
    r"(?:就|还是|要|得|应该?)*(?:写|填|按|改|报|用|算)(?:成|为|到|个)?[ ]?"
    r"(?P<new>[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9\s,，。;；吧了]{0,4}?)[了吧啊。.]*"
)
"""优质那个写145吧: the one figure of the clause where it stands."""
_NTH_ANEW = re.compile(
    r"第?(?P<nth>[一二三四五六七八九1-9])(?:是|[条点项句]|那|这|个|的|里)*"
    r"(?:(?:先|就|也)*(?:别|不要|不能|太|写得|说得)[^,，。;；\n]{1,10})[,，;；。 ]+(?:就|还是|要|给)*"
    r"(?:改成|改为|换成|写成|改写成|改写为)[:：]?\s*(?P<new>[^\n]{2,80}?)[了吧。.]*"
)
"""三别写这么直，改成绿色转型任务较重."""
_FIGURE = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?")
_CLAUSE = re.compile(r"[^，,；;。\n]+")
_ITS_REASON = re.compile(r"[,，;； ]+[^0-9,，;；。]{2,20}[。.]?$")
_NTH = re.compile("第(?P<nth>[一二三四五六七八九十1-9]{1,2})(?P<unit>[句条点段项])")


def revised_as_told(text: str, said: str) -> str | None:
    """The text with the longest words that the talk has in common with it replaced; None where they are not sure.

    They stand once in the text, or in the piece of it that is named.
    """
    other = _OF_ANOTHER.fullmatch(said) or _TOO_LOW.fullmatch(said)
    place = only_place(text, other["old"]) if other is not None else None
    if other is not None and place is not None:
        return text[: place[0]] + other["new"] + text[place[1] :]
    plain = _ITS_REASON.sub("", said)
    found = _with_amount(text, plain) or _with_named_figure(text, plain) or _with_nth(text, said)
    if found is not None:
        return found
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


def _with_amount(text: str, said: str) -> str | None:
    other = _AMOUNT_CHANGED.fullmatch(said)
    place = only_place(text, other["old"]) if other is not None else None
    return text[: place[0]] + other["new"] + text[place[1] :] if other is not None and place is not None else None


def _with_named_figure(text: str, said: str) -> str | None:
    """The figure of the one clause in which what is named stands, where it has no other."""
    told = _NAMED_FIGURE.fullmatch(said)
    clauses = [each for each in _CLAUSE.finditer(text) if told is not None and told["named"] in each[0]]
    if told is None or len(clauses) != 1:
        return None
    figures = list(_FIGURE.finditer(clauses[0][0]))
    if len(figures) != 1 or not clauses[0][0][figures[0].end() :].startswith(told["unit"]):
        return None
    start = clauses[0].start()
    return text[: start + figures[0].start()] + told["new"] + text[start + figures[0].end() :]


def _with_nth(text: str, said: str) -> str | None:
    told = _NTH_ANEW.fullmatch(said)
    spans = pieces(text, "条")
    number = counted(told["nth"]) if told is not None else 0
    return put(text, spans[number - 1], told["new"]) if told is not None and 0 < number <= len(spans) else None
