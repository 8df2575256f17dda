"""A department's answer pasted into the chat: a head that names the department, lines with numbers or labels.

It may be our own text sent back, filled in behind ``＝`` or below; lines of ours that say nothing are passed over. What
names no question is told, never dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dialogs.definition.form import Field, Form, Kind
from dialogs.definition.jumping import ID, by_id
from dialogs.gathering.documents import Gathered, Gleaned, Spot, Unread, Worded
from dialogs.gathering.sheets import beside_label, labelled

_WHO = re.compile(r"\s*[【\[(（]?\s*(?P<who>[\u4e00-\u9fff]{2,20})")
_BEHIND = re.compile(
    r"\s*[】\])）]?\s*(?P<says>(?:的|这边|那边)?(?:回复|反馈|答复|数据|报的数据?|报来的?数据?|提供的数据?)(?:如下|了|来了)?)?"
    r"\s*(?P<mark>[:：])?\s*(?P<rest>.*)"
)
_SAYS = re.compile("[:：报]|回复|反馈|答复|数据|提供")
_LINE = re.compile(rf"\s*(?P<id>{ID})(?![0-9])[ \t.、:：]*(?P<rest>.*)", re.IGNORECASE)
_MARK = re.compile(r"[＝=]")
_SOURCE = re.compile(r"\s*(?:数据)?来源\s*(?:[:：]|是|为)?\s*(?P<said>\S.{0,120})")
_PROSE = re.compile(r"\s*(?:您好！.*请贵单位提供|回复办法[:：]|请在最后一行写明)")
"""How the lines of a text of ours begin that ask for nothing (``renderers.chat.departments``)."""
_PLACES = re.compile(r"\{(#[a-z0-9_]+)\}")
_QUIET = re.compile(r"[\W_]+")
_BEGINS = 4
_SOURCED = (Kind.TEXT, Kind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a department answered."""

    department: str
    gathered: Gathered


def _ours(form: Form) -> frozenset[str]:
    """What stands below the questions of a text of ours: the hints, with the numbers that they name."""
    hints = [field.hint for field in form.fields if field.hint]
    return frozenset(_quiet(_PLACES.sub(lambda at: form.numbers.get(at[1], at[0]), hint)) for hint in hints)


def _quiet(line: str) -> str:
    """A line as it is compared: letters and figures only."""
    return _QUIET.sub("", unicodedata.normalize("NFKC", line)).casefold()


def read_reply(form: Form, words: str, named: Callable[[str], str | None]) -> Reply | None:
    """A department's answer; None where the message is none. ``named`` knows departments by what they are called."""
    lines = [line for line in words.splitlines() if line.strip()]
    if len(lines) == 1 and _SAYS.search(lines[0]) is None:
        return None  # one line alone has to say that it is an answer
    head = _headed(lines[0], named) if lines else None
    if head is None or not (head[1] or len(lines) > 1):
        return None
    department, _, rest = head
    gathered = _gathered(form, department, [*([rest] if rest.strip() else []), *lines[1:]])
    return Reply(department, gathered) if gathered.found else None


def _headed(line: str, named: Callable[[str], str | None]) -> tuple[str, bool, str] | None:
    """The department that a line begins with, whether it says so (a colon, 回复), and what follows."""
    start = _WHO.match(line)
    if start is None:
        return None
    for length in range(len(start["who"]), 1, -1):
        department = named(start["who"][:length])
        behind = _BEHIND.fullmatch(line[start.start("who") + length :])
        if department is not None and behind is not None:
            says = bool(behind["says"] or behind["mark"])
            return (department, says, behind["rest"]) if says or not behind["rest"].strip() else None
    return None


def _gathered(form: Form, department: str, body: list[str]) -> Gathered:
    ours = _ours(form)
    sources = [match["said"] for line in body if (match := _SOURCE.fullmatch(line)) is not None]
    source = " ".join([department, *sources])
    found: dict[str, Gleaned] = {}
    unread: list[Unread] = []
    last: Field | None = None
    for row, line in enumerate(body, 2):
        if _SOURCE.fullmatch(line) or _PROSE.match(line) or _quiet(line) in ours:
            continue
        field, said = _said(form, line)
        if field is None and last is not None and last.kind is Kind.PARAGRAPH:
            field, said = last, f"{found[last.name].said[0].words}\n{line}"
        if field is None:
            unread.append(Unread(line.strip(), "label", Spot(row=row)))
            continue
        last = field if said else None
        if said:
            found[field.name] = Gleaned(
                field.name, (Worded("", said),), Spot(row=row, label=f"{field.id} {field.label}")
            )
    return Gathered(found=tuple(_sourced(form, found.values(), source)), unread=tuple(unread))


def _sourced(form: Form, found: Iterable[Gleaned], source: str) -> Iterator[Gleaned]:
    for each in found:
        field, words = form.by_name[each.field], each.said[0].words
        if (field.numeric or field.kind in _SOURCED) and "来源" not in words:
            words = f"{words}（来源：{source}）"
        yield Gleaned(each.field, (Worded("", words),), each.spot)


def _said(form: Form, line: str) -> tuple[Field | None, str]:
    """The question that a line names, and what it says there."""
    match = _LINE.fullmatch(line)
    field = by_id(form, match["id"]) if match is not None else None
    if match is None or field is None:
        found = labelled(form, line)
        return found if found is not None else (None, "")
    before, marked, behind = _parted(match["rest"])
    if marked:
        return field, behind.strip() or _behind_label(field, before)
    return field, _behind_label(field, match["rest"])


def _behind_label(field: Field, said: str) -> str:
    """What stands behind a label that was written out; all of it where none was (否 is a part of many labels)."""
    plain, starts = _quiet(said), (_quiet(field.group or field.label), _quiet(field.label))
    written = any(plain.startswith(start[:_BEGINS]) for start in starts) and len(plain) >= _BEGINS
    return beside_label(field, said) if written else said.strip()


def _parted(text: str) -> tuple[str, bool, str]:
    """What stands before and behind the last mark."""
    marks = list(_MARK.finditer(text))
    return (text[: marks[-1].start()], True, text[marks[-1].end() :]) if marks else (text, False, "")
