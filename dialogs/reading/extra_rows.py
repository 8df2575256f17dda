"""The county's own targets (8.14): one a line, with direction, 指标, base and target."""

from __future__ import annotations

import re

from dialogs.reading.blanks import read_blank
from dialogs.reading.cleaning import excerpt, one_line
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unreadable, Why

_COLUMNS = 4
_DIRECTIONS = {
    "主导产业": "主导产业",
    "创新": "创新",
    "创新能力": "创新",
    "数字化": "数字化",
    "数字化升级": "数字化",
    "绿色化": "绿色化",
    "绿色化转型": "绿色化",
    "开放合作": "开放合作",
    "治理和服务": "治理和服务",
    "其它": "其它",
    "其他": "其它",
}
_MARKS = tuple(re.compile(mark) for mark in ("[|｜]", "\t", "[、；;]", "[,，]", " +"))
_MOST = 50
_LABELLED = re.compile(
    r"(?P<name>[^:：,，;；|\n]{2,40})[:：][ ]?(?P<base>[^,，;；|\n]{1,30}?)"
    r"(?:[ ]?[,，][ ]?|[ ]+|(?:提高|增加|增长|降低|下降|减少)?[到至])(?P<target>[^,，;；|\n]{1,30})"
)
_FROM_TO = re.compile(
    r"(?P<name>[^:：,，;；|\n0-9]{2,40}?)(?:由|从)(?P<base>[^,，;；|\n到至]{1,30}?)"
    r"(?:提高|提升|扩大|增加|增长|上升|发展|拓展|降低|下降|减少|压减|升|降|增)?[到至为](?P<target>[^,，;；|\n]{1,30})"
)
"""规上企业从60家增加到80家."""
_NO_MORE = re.compile(
    "^(?:没有?|无|不用|不再?|就?不|不需要?|没|暂无)(?:其[他它]|别的|另外的|更多)?(?:要|需要)?(?:补充|加|添|写|填)?(?:的)?(?:指标|了)?[。.]?$"
)
_LED_IN = re.compile(r"^\s*(?:再?(?:加|补充?|添)上?|就|只|只有|还?有)?[一二两三1-3][个项条](?:指标)?[,，:： ]+")
_ARROW = re.compile(
    r"(?P<name>[^:：→|\n0-9]{2,40}?)[ ]*(?P<base>[0-9][^→|\n>-]{0,12}?)[ ]?(?:→|->|=>|—>)[ ]?"
    r"(?P<target>[0-9][^,，;；|\n]{0,12})"
)
_NAMED_FIGURE = re.compile(r"(?P<name>[^0-9]{2,30}?)(?P<figure>[0-9].{0,20})")
_HEADS = frozenset(("方向", "指标", "指标名称", "基准值", "目标值", "2023年基准值", "2026年目标值", "基准", "目标"))
_HEADING = re.compile("指标$|^(?:基准|目标|现状|其[他它])")
_LINES = re.compile("\n")
_APART = re.compile("[;；\n]")
_CLAUSES = re.compile("[,，;；。\n]")


def read_extra_rows(question: Question, text: str) -> Reading:
    """The rows of a message; a line that has not all four columns makes it unread."""
    blank = read_blank(question, _NO_MORE.sub("无", text.strip()))
    if blank is not None:
        return blank
    text = _LED_IN.sub("", text)
    clauses = [each.strip() for each in _CLAUSES.split(text) if each.strip()]
    if clauses and all(_FROM_TO.fullmatch(each) for each in clauses):
        lines = clauses
    else:
        lines = [line for line in (_APART if _all_labelled(text) else _LINES).split(text) if line.strip()]
    lines = lines[1:] if len(lines) > 1 and _is_head(lines[0]) else lines
    if not lines or len(lines) > _MOST:
        return Unreadable(Why.NOT_ROWS, {"words": excerpt(text)})
    rows = [_row(line) for line in lines]
    wrong = next((line for line, row in zip(lines, rows, strict=True) if row is None), None)
    if wrong is not None:
        return Unreadable(Why.NOT_ROWS, {"words": excerpt(wrong)})
    value = tuple(row for row in rows if row is not None)
    return Read(tuple(Entry(slot.path, value) for slot in question.slots))


def _all_labelled(text: str) -> bool:
    """亩均税收：15万元，20万元；研发投入：2% 3%: every piece a name, a base and a target."""
    pieces = [piece.strip() for piece in _APART.split(text) if piece.strip()]
    found = [_LABELLED.fullmatch(piece) for piece in pieces]
    return bool(found) and all(each is not None and not _HEADING.search(each["name"]) for each in found)


def _of_direction(line: str) -> tuple[str, ...] | None:
    """主导产业：规上企业数量60家，目标80家: the direction, then what is counted with both figures."""
    said = _LABELLED.fullmatch(line)
    direction = _DIRECTIONS.get(said["name"].strip()) if said is not None else None
    counted = _NAMED_FIGURE.fullmatch(said["base"].strip()) if said is not None and direction is not None else None
    if said is None or direction is None or counted is None:
        return None
    target = re.sub("^(?:目标值?|到)[是为]?", "", said["target"].strip())
    return direction, one_line(counted["name"]), one_line(counted["figure"]), one_line(target)


def _is_head(line: str) -> bool:
    cells = [cell.strip() for cell in re.split("[|｜\t]| {2,}", line) if cell.strip()]
    return len(cells) > 2 and _HEADS.issuperset(cells)


def _row(line: str) -> tuple[str, ...] | None:
    """The four columns; without a direction the row is 其它."""
    of_direction = _of_direction(line.strip())
    if of_direction is not None:
        return of_direction
    labelled = _ARROW.fullmatch(line.strip()) or _LABELLED.fullmatch(line.strip()) or _FROM_TO.fullmatch(line.strip())
    if labelled is not None and not _HEADING.search(labelled["name"]):
        return ("其它", *(one_line(labelled[each]) for each in ("name", "base", "target")))
    for mark in _MARKS:
        cells = [one_line(cell) for cell in mark.split(line.strip(" |｜\t"))]
        direction = _DIRECTIONS.get(cells[0])
        if len(cells) == _COLUMNS and direction is not None and all(cells):
            return (direction, *cells[1:])
        if len(cells) == _COLUMNS - 1 and direction is None and all(cells):
            return ("其它", *cells)
    return None
