"""Finding the way by number or by words: `2.7`, `改 2.7`, `改 2.7 118 131 150`, several in one message, `改 出口`.

A bare number that may be the answer to an open question is never taken for a jump: it is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.definition.form import Field, Form, Kind

_CHANGE = re.compile(
    r"^(?:改|修改|更正|跳到|转到|回到|返回|去到?(?=\s*第?\s*[CScs核0-9])|change|edit|go to|goto)"
    r"\s*[:：]?\s*(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
ID = r"(?:[CS]\d{1,2}|核\s?\d{1,2}|\d{1,2}\.\d{1,2})"
"""The printed number of a question, as it stands in a message."""
_WANTS = re.compile(
    r"^(?:我)?(?:想|要|需要|得|请|麻烦|帮我|我要|可以|能)*(?:再)?(?:(?:回去|回头|返回去?|重新)(?:再)?)?"
    r"(?:改|修改|更改|更正|重填|看|查看|瞧)(?:一?下|看|一看|改)?(?:一下)?[ ]*(?=\S)"
)
"""我想改一下总产值, 回去改2.1, 看一下2.1: 改 and what it is about."""
_LOOKS = re.compile(
    rf"^(?P<id>{ID})题?的?(?:是|填的?是?|写的?是?|答的?是?|现在是)(?:多少|什么|几|啥|怎么填的?)(?:来着|了)?[?？。.]?$",
    re.IGNORECASE,
)
_WRONG = re.compile(rf"^(?P<id>{ID})题?的?(?:写|填|打|弄|算)?(?:错|不对|有误)了?[。.]?$", re.IGNORECASE)
_LED_TO_CHANGE = re.compile(
    rf"^(?:那就?|就|请|麻烦[您你]?|帮我|帮忙|给我|[您你]|先|还是|要不)*(?:把|将)(?={ID}题?[^,，。;；0-9]{{0,6}}改)",
    re.IGNORECASE,
)
"""那就把核11改成36吧."""
_IDS = re.compile(rf"^{ID}(?:[\s、，,;；和]+{ID})*$", re.IGNORECASE)
_ONE_ID = re.compile(ID, re.IGNORECASE)
_SET = re.compile(
    rf"^(?P<id>{ID})(?:\s*(?:改为|改成|改|为|是|=|＝|:|：|(?:should be|is|to)\b|\s)\s*(?P<value>(?![把将])\S.*))$",
    re.IGNORECASE | re.DOTALL,
)
_OF_YEAR = re.compile(r"^(?P<year>20[0-9]{2}年?)的?[ ]?(?:改为|改成|改|应为|应该是|是|为)[ ]?(?=[0-9])")
"""2.6 2023年改为165: the value is of one year."""
_NEXT = re.compile(rf"\s*[，；;]\s*(?:改\s*)?(?={ID}\s)|\s+改\s*(?={ID}\s)", re.IGNORECASE)
_ROW = re.compile(
    rf"(?P<id>{ID})[ \t:：]+(?P<value>(?:[-−]?[0-9]|无|是|否|等)[^\u4e00-\u9fff]{{0,60}}[\u4e00-\u9fff%％]{{0,12}})",
    re.I,
)
_ANY_ROW = re.compile(rf"(?P<id>{ID})[ \t:：]+(?P<value>\S.*)", re.IGNORECASE)
SEVERAL = rf"{ID}(?:\s*(?:[-–—~至到]|[\s、，,;；和及与])\s*{ID})*"
"""Numbers of questions one after the other, or from one to another: `2.1-2.5、5.3`."""
_PART = re.compile(rf"(?P<first>{ID})(?:\s*[-–—~至到]\s*(?P<last>{ID}))?", re.IGNORECASE)
_MOST_MATCHES = 6
_LONGEST_SEARCH = 30


@dataclass(frozen=True, slots=True)
class Jump:
    """One place to go to, and the new answer if it was said at once."""

    field: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A change that was asked for and cannot be made: the number is no question that is answered here."""

    id: str


def jumps(form: Form, words: str) -> tuple[Jump | Missed, ...]:
    """The jumps that a message asks for, line by line; nothing if one of its lines is something else."""
    found: list[Jump | Missed] = []
    for line in _lines(plainly(words)):
        if line.strip():
            here = _line(form, line.strip())
            if not here:
                return ()
            found.extend(here)
    return tuple(found)


def plainly(words: str) -> str:
    """A wish to change or to see one question, as the change that it is: 回去改2.1, 2.1填的什么, 2.1写错了 → 改 2.1."""
    plain = words.strip()
    if len(plain) > _LONGEST_SEARCH or _CHANGE.match(plain):
        return _WRONG.sub(r"改 \g<id>", plain)
    for pattern in (_WRONG, _LOOKS):
        plain = pattern.sub(r"改 \g<id>", plain)
    if (changed := _LED_TO_CHANGE.match(plain)) is not None:
        return re.sub("改(?=[ ]?[-−0-9])", "改成", plain[changed.end() :].rstrip("吧了。"), count=1)
    wish = _WANTS.match(plain)
    rest = (
        re.sub(r"(?<=[0-9])(?:题)?(?:填|写|答)?的?(?:是)?(?:什么|多少|内容|情况)?[吧。.]?$", "", plain[wish.end() :])
        if wish
        else ""
    )
    return f"改 {rest}" if rest else plain


def rows(form: Form, words: str, *, figures: bool) -> tuple[Jump, ...]:
    """Several questions answered at once: lines `2.1 118 131 147` one below the other, each a number and what it says.

    With ``figures`` only where every line goes on with figures, as where the message may be a part of a long text.
    """
    pattern = _ROW if figures else _ANY_ROW
    matches = [pattern.fullmatch(line.strip()) for line in words.splitlines() if line.strip()]
    if len(matches) < 2 or not all(matches):
        return ()
    found = [(by_id(form, match["id"]), match["value"]) for match in matches if match is not None]
    named = [Jump(field.name, value) for field, value in found if field is not None]
    return tuple(named) if len(named) == len(found) else ()


def _lines(words: str) -> list[str]:
    """The changes of a message: one a line, or several after one 改, parted by a full-width comma or another 改."""
    lines = words.splitlines()
    if _CHANGE.match(words.strip()):
        return [f"改 {part}" if number else part for line in lines for number, part in enumerate(_NEXT.split(line))]
    return lines


def _line(form: Form, line: str) -> tuple[Jump | Missed, ...]:
    changed = _CHANGE.match(line)
    rest = changed["rest"].strip() if changed else line
    ids = _fields_by_id(form, rest) if _IDS.match(rest) else ()
    if ids:
        return tuple(Jump(field.name) for field in ids)
    setting = _SET.match(rest) if changed or re.search(r"改为|改成|should be", rest) else None
    if setting is not None:
        field = by_id(form, setting["id"])
        value = _OF_YEAR.sub(r"\g<year> ", setting["value"])
        return (Jump(field.name, value) if field is not None else Missed(setting["id"].upper()),)
    return ()


def figure_or_question(form: Form, words: str) -> tuple[Field, str] | None:
    """改 1.8 2.25: a question and what may be its new figure, or another question's number."""
    changed = _CHANGE.match(words.strip())
    ids = _ONE_ID.findall(changed["rest"]) if changed and _IDS.match(changed["rest"].strip()) else []
    field = by_id(form, ids[0]) if len(ids) == 2 else None
    numeric = field is not None and field.numeric and field.kind is not Kind.INTEGER
    return (field, ids[1]) if field is not None and numeric and re.match("[0-9]", ids[1]) else None


def misses(form: Form, words: str) -> str | None:
    """The first number that is no question answered here; a bare one only if the form knows it (a seal, a copy)."""
    changed = _CHANGE.match(words.strip())
    rest = changed["rest"].strip() if changed else words.strip()
    if not changed and _is_row(form, rest):
        return None
    for printed in _ONE_ID.findall(rest) if _IDS.match(rest) else ():
        known = form.by_id.get(printed.upper().replace(" ", ""))
        if (known is None and changed) or (known is not None and not known.answerable):
            return str(printed).upper()
    return None


def _is_row(form: Form, words: str) -> bool:
    """3.2 1.5 1.7 2.0: a question and all its figures, though each of them could be a number of a question too."""
    ids = _ONE_ID.findall(words) if _IDS.match(words) else []
    field = by_id(form, ids[0]) if len(ids) > 1 else None
    return field is not None and field.numeric and len(ids) - 1 == len(field.slots)


def bare_number(words: str) -> bool:
    """Whether the message is nothing but numbers of questions (`2.7`, `2.7 2.8`): perhaps figures after all."""
    return re.fullmatch(r"\d{1,2}\.\d{1,2}(?:[\s、，,;；]+\d{1,2}\.\d{1,2})*", words.strip()) is not None


def may_be_figures(field: Field, open_slots: Sequence[str], words: str) -> bool:
    """Whether such numbers can be the answer to the open question."""
    figures = len(re.findall(r"\d+\.\d+", words))
    fits = figures in (1, len(open_slots))
    return field.numeric and field.kind is not Kind.INTEGER and fits


def _fields_by_id(form: Form, words: str) -> tuple[Field, ...]:
    found = [by_id(form, each) for each in _ONE_ID.findall(words)]
    return tuple(field for field in found if field is not None) if None not in found else ()


def by_id(form: Form, printed: str) -> Field | None:
    """The question that is answered here under a printed number, however it was typed (c7, 核 7)."""
    field = form.by_id.get(printed.upper().replace(" ", ""))
    return field if field is not None and field.answerable else None


def several(form: Form, words: str) -> tuple[Field, ...] | None:
    """The questions that `2.1-2.5、5.3` names, each once, as typed; None where a number is no question here."""
    found: list[Field] = []
    for part in _PART.finditer(words):
        first, last = (by_id(form, part[each]) if part[each] else None for each in ("first", "last"))
        if first is None or (part["last"] and last is None):
            return None
        found.extend(_between(form, first, last or first))
    return tuple({field.name: field for field in found}.values()) or None


def _between(form: Form, first: Field, last: Field) -> list[Field]:
    """The questions from one printed number to another of the same part, in the order of their numbers."""
    part, low = _printed(first)
    other, high = _printed(last)
    if part != other:
        return [first, last]
    numbered = [(_printed(field), field) for field in form.fields if field.answerable]
    inside = [(number, field) for (where, number), field in numbered if where == part and low <= number <= high]
    return [field for _, field in sorted(inside, key=lambda each: each[0])]


def _printed(field: Field) -> tuple[str, int]:
    """The part and the number within it of a printed number: 2.10 is the tenth of 2, C3 the third of C."""
    part, _, number = field.id.rpartition(".")
    return (part, int(number)) if part else (field.id[0], int(field.id[1:]))


def search(form: Form, words: str) -> tuple[Field, ...]:
    """The questions whose label carries these words; the closest first."""
    words = plainly(words)
    changed = _CHANGE.match(words)
    wanted = _folded(changed["rest"] if changed else words)
    if len(wanted) < 2 or len(wanted) > _LONGEST_SEARCH or not any(each.isalpha() for each in wanted):
        return ()
    found = [field for field in form.fields if field.answerable and wanted in _folded(field.label)]
    return tuple(sorted(found, key=lambda field: len(field.label))[:_MOST_MATCHES])


def asks_to_change(words: str) -> bool:
    """Whether the message begins with a word for changing something."""
    return _CHANGE.match(plainly(words)) is not None


def _folded(text: str) -> str:
    return re.sub(r"[\s（）()“”\"、，。：:]", "", unicodedata.normalize("NFKC", text)).casefold()
