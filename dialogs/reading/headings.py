"""What stands before the figures of a pasted or spoken row: number, label and unit of the question, a few small words.

Only what belongs to the question is dropped. A row with another label stays unread, so that figures pasted into the
wrong question are noticed.
"""

from __future__ import annotations

import re

from dialogs.definition.form import Field
from dialogs.reading.blanks import missing
from dialogs.reading.cleaning import narrow
from dialogs.reading.units import unit_word

_UNIT_NOTE = re.compile(r"\((?:单位[: ]?)?([^()\s]{1,12})\)|单位[: ]?([^\s,;、()0-9]{1,12})")
_UNIT_BEHIND = re.compile("(?P<label>[\u4e00-\u9fff]{2,}?)(?P<unit>[万亿]?元|[家户个件项人])")
"""总产值万元: the label with its unit."""
_PIECE = re.compile(r"[^\s0-9:、,()|;/+\-−]+")
_AFTER_PIECE = re.compile(r"[ :()]*[\t\n,、|]?[ :()]*")
_PERIOD = re.compile(r"20[0-9]{2}年?[-—–~至到]+20[0-9]{2}年[,:]?[ ]*")
_NOT_WORDS = re.compile(r"[\W_]+")
_CLOSING = re.compile(r"(?:分别|依次)?(?:为|是|共有|有|共)$")
_SMALL = re.compile(
    r"(?:指标|项目|年份|我们|我县|我市|我区|本县|本市|本区|全县|本集群|集群|数据|数值|数|如下|回答|答|填|单位|情况|目前|现有|现在|截至|截止|分别|依次"
    r"|年底|共有|共|有|是|为|的)+"
)
_YEARS_ABOVE = re.compile(
    r"(?:[^0-9\n]{0,12}?[\s|,:]+)?(?P<years>20[0-9]{2}年?度?(?:[\s|,、]+20[0-9]{2}年?度?)+)[\s|]*"
)
"""年份 2023 2022 2021."""
_LONGEST = 200
_HEAD = re.compile(r"(?P<words>[\u4e00-\u9fff（）()、]{2,16}?)(?:[:：]|(?:填|写|名称)?[是为](?!了))[ ]?(?=\S)")


def without_heading(text: str, field: Field) -> tuple[str, str | None]:
    """The narrow text without the question's own heading, and the unit that it was headed with."""
    rest, unit = _without_unit_note(_without_number(text, field))
    label = _words(narrow(f"{field.group or ''}{field.label}"))
    piece = _PIECE.match(rest)
    while piece is not None:
        word = unit_word(rest[:_LONGEST])
        if word is not None:
            unit, end = unit or word, len(word)
        elif _belongs(piece[0], label):
            end = piece.end()
        elif (glued := _UNIT_BEHIND.fullmatch(piece[0])) is not None and _belongs(glued["label"], label):
            unit, end = unit or glued["unit"], piece.end()
        else:
            break
        rest = rest[_end_of(_AFTER_PIECE, rest, end) :]
        piece = _PIECE.match(rest)
    return rest, unit


def below_years(text: str, field: Field) -> tuple[str, str | None] | None:
    """A line of years above a line of figures with the question's own heading; None for anything else."""
    above, _, below = text.partition("\n")
    years = _YEARS_ABOVE.fullmatch(above)
    if years is None or not below or "\n" in below:
        return None
    rest, unit = without_heading(below, field)
    return f"{years['years'].strip()}\n{rest}", unit


def _without_number(text: str, field: Field) -> str:
    start = text.lstrip(" (")
    if start.startswith(field.id):
        rest = start[len(field.id) :]
        plain = rest.lstrip(" \t.、:)")
        if plain and rest[:1] in " \t.、:)" and not plain[:1].isdigit():  # 2.2 by itself is a figure
            return plain
    period = _PERIOD.match(start)
    return start[period.end() :] if period else start


def _without_unit_note(text: str) -> tuple[str, str | None]:
    for note in _UNIT_NOTE.finditer(text[:_LONGEST]):
        said = note[1] or note[2]
        if unit_word(said) == said:
            return f"{text[: note.start()]} {text[note.end() :]}".strip(" "), said
    return text, None


def _belongs(piece: str, label: str) -> bool:
    if missing(piece, ()) is not None or len(piece) > _LONGEST:
        return False
    core = _words(_CLOSING.sub("", piece))
    return _SMALL.fullmatch(piece) is not None or (len(core) > 1 and _stands_in(core, label))


def own_label_end(field: Field, text: str) -> int:
    """Where the field's own label ends, if a text begins with it (运营机构是…, 产业集群名称：…); else 0."""
    head = _HEAD.match(text)
    label = _words(narrow(field.label))
    said = _words(head["words"]) if head is not None else ""
    own = len(said) > 1 and (_stands_in(said, label) or (len(label) > 1 and label in said))
    return head.end() if head is not None and own else 0


def _stands_in(words: str, label: str) -> bool:
    """Whether the label can be shortened to these words (年均增速 for 产值年均增速, 总产值 for 集群总产值)."""
    rest = iter(label)
    return all(character in rest for character in words)


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
